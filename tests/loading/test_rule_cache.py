"""What is kept of rules: equal to what is read and compiled, and nothing where a single byte is another."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest
from cases import each_of
from scenario import PACK, policy, settings, snapshot, waiver

from pas_gov.judging.policies.rules import compile_rules
from pas_gov.loading import cache, rule_cache
from pas_gov.loading.loader import open_loader
from pas_gov.loading.rule_cache import RuleCache
from pas_gov.model.records import rulebook as rulebooks
from pas_gov.model.records.reader import read
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.records.schema import Kind


def filled(folder: Path, files: dict[str, str]) -> RuleCache:
    """Return what is kept of rules after a run over these files, as the next run reads it."""
    with open_loader(str(folder)) as loader:
        loader.compiled(loader.rulebook(snapshot("rules", files)))
    return rule_cache.rule_cache(str(folder))


def counted(kept: RuleCache) -> tuple[int, int]:
    return len(kept._readings), len(kept._compiling)


RULES = {**PACK, **settings(enforcement={"no-erasure": "warn"}), **waiver("w", "no-erasure", "p")}


def test_what_is_kept_is_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = filled(tmp_path, RULES)
    whole = load_rulebook(snapshot("rules", RULES))
    rulebooks._reading.cache_clear()
    monkeypatch.setattr(rulebooks, "read", None)  # nothing is read again
    again = load_rulebook(snapshot("rules", RULES), kept)
    assert again == whole
    assert compile_rules(again, kept).diagnostics == compile_rules(whole).diagnostics


def test_a_file_with_an_error_is_read_each_time(tmp_path: Path) -> None:
    wrong = {"policies/wrong.yaml": "id: [", "pas-gov.yaml": "schema: pas.settings/v1\nbas: main\n"}
    kept = filled(tmp_path, wrong)
    assert counted(kept) == (0, 0)
    again = load_rulebook(snapshot("rules", wrong), kept)
    assert again == load_rulebook(snapshot("rules", wrong))
    assert {one.location.path for one in again.diagnostics} == set(wrong)


@each_of("text", ["1: x\nschema: y\n", "a: .nan\n", "a: 0.1\nb: 12345678901234567890\n"])
def test_what_is_kept_is_equal_in_type_too(text: str) -> None:
    kept, kind = RuleCache(""), Kind.__args__[1]
    reading = read(kind, text.encode())
    kept.add(kind, "b", reading)
    found = kept.get(kind, "b")
    assert found is None or repr(found) == repr(reading)


@pytest.mark.whole  # thousands of cases
def test_a_byte_that_is_another_or_missing_leaves_nothing(tmp_path: Path) -> None:
    assert counted(filled(tmp_path, policy("mine"))) == (1, 1)
    file = tmp_path / cache.RULES
    written, chance = file.read_bytes(), Random(1)
    for place in range(len(written)):
        other = bytes([written[place] ^ chance.randrange(1, 256)])
        file.write_bytes(written[:place] + other + written[place + 1 :])
        assert _nothing_or_the_same(tmp_path, written), place
        file.write_bytes(written[:place])
        assert counted(rule_cache.rule_cache(str(tmp_path))) == (0, 0), place
    file.write_bytes(written)
    assert counted(rule_cache.rule_cache(str(tmp_path))) == (1, 1)


def _nothing_or_the_same(folder: Path, written: bytes) -> bool:
    """Tell whether a damaged file is ignored; in its header, JSON may say the same with another blank or escape."""
    found = rule_cache.rule_cache(str(folder))
    same = (folder / cache.RULES).read_bytes().partition(b"\n")[2] == written.partition(b"\n")[2]
    return counted(found) == (0, 0) or (same and counted(found) == (1, 1))


def test_what_another_code_or_folder_kept_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "one", policy("mine"))
    os.makedirs(tmp_path / "other")
    (tmp_path / "other" / cache.RULES).write_bytes((tmp_path / "one" / cache.RULES).read_bytes())
    assert counted(rule_cache.rule_cache(str(tmp_path / "other"))) == (0, 0)
    monkeypatch.setattr(cache, "code_fingerprint", lambda _: "other")
    assert counted(rule_cache.rule_cache(str(tmp_path / "one"))) == (0, 0)


def test_a_fingerprint_follows_the_code_of_its_rooms_alone(tmp_path: Path) -> None:
    def prints() -> tuple[str, str]:
        return cache.fingerprint_of(str(tmp_path), ["cel"]), cache.fingerprint_of(
            str(tmp_path), cache.EVERY_ROOM
        )

    for room in ("cel/deeper", "report"):
        os.makedirs(tmp_path / room)
        (tmp_path / room / "one.py").write_text("1")
    mine, whole = prints()
    (tmp_path / "report/one.py").write_text("22")
    assert prints()[0] == mine
    assert prints()[1] != whole
    (tmp_path / "cel/deeper/one.py").write_text("22")
    assert prints()[0] != mine
    assert cache.code_fingerprint(["cel"]) == cache.fingerprint_of(cache.PACKAGE, ["cel"])


def test_it_is_bounded_and_keeps_what_was_used_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_cache, "MOST", 2)
    for used in (("one",), ("other",), ("one", "third")):
        filled(tmp_path, {path: text for name in used for path, text in policy(name).items()})
    kept = rule_cache.rule_cache(str(tmp_path))
    assert counted(kept) == (2, 2)
    assert {row[1] for row in kept._readings.values()} == {"one", "third"}
