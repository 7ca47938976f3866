"""The gate with what it knows of rules from earlier runs says to the byte what it says without."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from random import Random

import pytest
from gitrepo import Repo
from random_changes import TODAY, Files, files_of, step
from scenario import PACK, acme, policy, settings, waiver

from pas_gov.gate.gate import GateOptions, gate
from pas_gov.judging.findings.gate_report import GateReport, Report
from pas_gov.loading import cache, facts_cache
from pas_gov.loading.rule_cache import RuleCache, rule_cache
from pas_gov.report.gate.json import gate_json

pytestmark = pytest.mark.whole

RULES: Mapping[str, str] = {path: text for path, text in PACK.items() if "/tests/" not in path}


def _said(repo: Repo, *, cached: bool = True) -> str:
    report: Report = gate(GateOptions(str(repo.path), base="main", head="change", cached=cached), {}, TODAY)
    assert isinstance(report, GateReport) or report.code in ("invalid-rules", "evaluation-error")
    return gate_json(report)


def _known(repo: Repo) -> tuple[int, int]:
    kept: RuleCache = rule_cache(str(repo.path / ".git/pas-gov"))
    return len(kept._readings), len(kept._compiling)


def _on_main_and_changed(repo: Repo, base: Files, changed: Files) -> None:
    """Commit files to main, and others on a branch from there."""
    listed = set(repo.git("ls-files").split())
    repo.commit("The base", {**dict.fromkeys(listed - base.keys()), **base})
    repo.git("checkout", "--quiet", "-B", "change")
    repo.commit("The change", {**dict.fromkeys(base.keys() - changed.keys()), **changed})
    repo.checkout("main")


def test_a_small_stack_is_read_once(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    files = files_of(acme())
    _on_main_and_changed(repo, {**RULES, **files}, {**RULES, **step(files, Random(3), odd=False)})
    said = _said(repo)
    assert _known(repo) == (len(RULES), len(RULES))
    monkeypatch.setattr("pas_gov.model.records.strict_reading.strict_reading", None)  # no file is read
    monkeypatch.setattr("pas_gov.judging.policies.rules._compiled", None)  # and no policy compiled as a whole
    assert _said(repo) == said


LOADED = """
import atexit, sys
from pas_gov.cli import main
sys.argv = ["pas-gov", "gate", "--base", "main", "--head", "change", "-f", "json", "--today", "2026-06-01"]
looked_for = {"yaml", "fastjsonschema", "pas_gov.judging.policies.lint"}
atexit.register(lambda: print("loaded", *sorted(looked_for & sys.modules.keys()), flush=True))
main()
"""


def test_a_gate_that_has_read_all_before_loads_neither_a_parser_nor_what_checks_rules(repo: Repo) -> None:
    _on_main_and_changed(
        repo, {**RULES, **files_of(acme())}, {**RULES, **files_of(acme()), "README.md": "Other words."}
    )
    ended = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", LOADED], cwd=repo.path, capture_output=True, text=True, check=True
        )
        ended.append(done.stdout.splitlines()[-1])
    assert ended == ["loaded fastjsonschema pas_gov.judging.policies.lint yaml", "loaded"]


@pytest.mark.parametrize("seed", range(8))
def test_random_changes_of_rules_and_promises(repo: Repo, seed: int) -> None:
    chance = Random(seed)
    rules, promises = dict(RULES), files_of(acme())
    for _ in range(3):
        rules, promises = _rules_edited(rules, chance), step(promises, chance)
        later = _rules_edited(rules, chance) if chance.random() < 0.5 else rules
        _on_main_and_changed(repo, {**rules, **promises}, {**later, **step(promises, chance)})
        without = _said(repo, cached=False)
        assert _said(repo) == without
        assert _said(repo) == without


def _rules_edited(rules: Files, chance: Random) -> Files:
    return {**rules, **chance.choice(EDITS)(rules, chance)}


def _reworded(rules: Files, chance: Random) -> Files:
    path = chance.choice(sorted(set(rules) & set(RULES)))
    return {path: rules[path].replace("block", "warn", 1) + f"# {chance.random()}\n"}


def _broken(rules: Files, chance: Random) -> Files:
    path = chance.choice(sorted(set(rules) & set(RULES)))
    return {
        path: rules[path].replace("require:", chance.choice(["requires:", "require: (", "require: x +"]), 1)
    }


def _mended(rules: Files, _: Random) -> Files:
    return {path: RULES.get(path, text) for path, text in rules.items()}


EDITS: tuple[Callable[[Files, Random], Files], ...] = (
    _reworded,
    _broken,
    _mended,
    lambda _, chance: settings(params={"zones-are-attested": {"max_age_days": chance.randrange(1, 200)}}),
    lambda _, chance: settings(enforcement={"no-erasure": chance.choice(["warn", "ignore", "blok"])}),
    lambda _, chance: policy("mine", require="promise.review_by > today", title=f"Mine {chance.random()}"),
    lambda _, __: policy("mine", require="promise.titel != ''"),
    lambda _, __: waiver("w", "no-erasure", "quick-setup"),
)


def test_no_damage_changes_what_is_said(repo: Repo) -> None:
    files = files_of(acme())
    _on_main_and_changed(repo, {**RULES, **files}, {**RULES, **step(files, Random(3), odd=False)})
    said = _said(repo)
    for name in (cache.RULES, facts_cache.NAME):
        kept = repo.path / ".git/pas-gov" / name
        written, chance = kept.read_bytes(), Random(7)
        for _ in range(6):
            place = chance.randrange(len(written))
            kept.write_bytes(written[:place] + bytes([written[place] ^ 1]) + written[place + 1 :])
            assert _said(repo) == said
            kept.write_bytes(written[:place])
            assert _said(repo) == said
        assert kept.read_bytes() == written  # it was written again
