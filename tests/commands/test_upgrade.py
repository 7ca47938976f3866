"""init --upgrade in a repository: what it shows, what it writes, what it leaves, and what it says of past merges."""

from __future__ import annotations

import json
import re

import pytest

from pas_gov.authoring.starting.pack_record import INDEX, record_file
from pas_gov.loading.earlier_packs import Pack
from pas_gov.loading.pack import pack_files

PACK = pack_files()

pytestmark = pytest.mark.whole

ERASURE, SPLIT = "policies/no-erasure.yaml", "policies/policies-change-alone.yaml"


@pytest.fixture
def known(monkeypatch):
    """Return the list of earlier packs that pas-gov knows beside the present one: none but those that a test adds."""
    packs = []
    monkeypatch.setattr("pas_gov.commands.upgrade.earlier_packs", lambda: tuple(packs))
    return packs


@pytest.fixture
def ada(owner, known):
    """Return an owner whose pack is an earlier one: two policies say something else there, one has other tests."""
    earlier = pack_files()
    for path in (ERASURE, SPLIT):
        earlier[path] = earlier[path].replace(b"enforcement: block", b"enforcement: warn")
    tests = "policies/tests/no-erasure.yaml"
    earlier[tests] = earlier[tests].replace(b"cases:", b"# as it was\ncases:", 1)
    known.append(Pack("the pack of yore", earlier))
    owner.repo.commit(
        "Earlier", {**{path: earlier[path] for path in PACK}, **record_file("the pack of yore", earlier)}
    )
    return owner


def edited(owner, path, before, after):
    text = owner.text(path).replace(before, after)
    owner.repo.commit("Mine", {path: text})
    return text


def test_the_pack_comes_with_its_tests_and_a_second_run_has_nothing_to_do(ada):
    before = ada.files()
    said = ada.ok("init", "--upgrade", "--dry-run")
    assert "From the pack of yore to the pack of pas-gov" in said
    assert "2 policies changed by the pack alone, taken over:\n  no-erasure, with its tests\n" in said
    assert "+enforcement: block" in said
    assert ada.files() == before
    assert "Wrote" in ada.ok("init", "--upgrade")
    assert {path: ada.text(path).encode() for path in PACK} == PACK
    after = ada.files()
    assert "Nothing to write: there is no newer pack" in ada.ok("init", "--upgrade")
    assert ada.files() == after


def test_what_each_change_would_have_said_of_past_merges_is_told(ada, known):
    earlier = pack_files()
    earlier[ERASURE] = re.sub(rb"require: .*", b"require: change.material", earlier[ERASURE])
    known.append(Pack("the lax pack", earlier))
    ada.repo.commit("Lax", {ERASURE: earlier[ERASURE], **record_file("the lax pack", earlier)})
    gone = ada.repo.commit("Take one away", {"promises/supporting/four-hours.yaml": None})
    said = ada.ok("init", "--upgrade", "--dry-run")
    assert "on the last 4 merges: would have blocked 1, and as it is now 0" in said
    assert f"+ {gone[:9]}  2026-01-01  Take one away" in said


def test_as_json_it_is_the_same(ada):
    edited(ada, ERASURE, "enforcement: warn", "enforcement: note")
    said = ada.run("init", "--upgrade", "--format", "json")
    report = json.loads(said.out)
    states = {one["id"]: one["state"] for one in report["policies"] if one["state"] != "unchanged"}
    assert (said.status, report["format"], report["from"]) == (1, "pas-gov.upgrade/1", "the pack of yore")
    assert states == {"no-erasure": "conflict", "policies-change-alone": "theirs"}
    (conflict,) = [one for one in report["policies"] if one["state"] == "conflict"]
    assert conflict["clashes"][0]["theirs"] == ["enforcement: block"]
    assert report["written"] is True
    assert ada.run("init", "--format", "json").status == 2


def test_yours_stays_in_a_conflict_until_you_decide(ada):
    mine = edited(ada, ERASURE, "enforcement: warn", "enforcement: note")
    for _ in range(2):  # a second run tells it again
        said = ada.run("init", "--upgrade")
        assert said.status == 1
        assert "1 policy left to you: yours stays as it is:\n  no-erasure\n" in said.out
        assert "      enforcement: note\n    the pack's:\n      enforcement: block\n" in said.out
        assert "pas-gov init --upgrade --keep no-erasure" in said.out
        assert ada.text(ERASURE) == mine
    assert "1 policy waits for you" in said.out
    assert "no-erasure" in ada.ok("init", "--upgrade", "--keep", "no-erasure")
    assert ada.text(ERASURE) == mine
    assert "1 policy changed by you alone, kept:\n  no-erasure\n" in ada.ok("init", "--upgrade")


def test_the_packs_can_be_taken_but_nothing_uncommitted_is_lost(ada):
    edited(ada, ERASURE, "enforcement: warn", "enforcement: note")
    ada.run("init", "--upgrade")
    ada.repo.write({ERASURE: ada.text(ERASURE) + "# mine\n"})
    said = ada.run("init", "--upgrade", "--take", "no-erasure")
    assert (said.status, "would lose" in said.told) == (2, True)
    ada.repo.commit("Mine")
    ada.ok("init", "--upgrade", "--take", "no-erasure")
    assert ada.text(ERASURE).encode() == PACK[ERASURE]


def test_settings_that_dont_fit_the_newer_pack_keep_it_out(ada, known):
    settings = "schema: pas.settings/v1\nenforcement: {gone: warn}\n"
    earlier = {"policies/gone.yaml": PACK[ERASURE].replace(b"id: no-erasure", b"id: gone")}
    texts = {path: ada.text(path).encode() for path in PACK} | earlier
    known.append(Pack("yore", texts))
    ada.repo.commit("With gone", {"pas-gov.yaml": settings, **earlier, **record_file("yore", texts)})
    before = ada.files()
    said = ada.run("init", "--upgrade")
    assert said.status == 1
    assert "Nothing was written: with the new pack, your rules would be invalid" in said.out
    assert "pas-gov.yaml:2" in said.out
    assert ada.files() == before


def test_a_planted_origin_takes_nothing_away(ada):
    """Whoever may write the record may not have one's own policy, or a stricter one, taken for the pack's."""
    own = PACK[ERASURE].replace(b"id: no-erasure", b"id: my-own")
    strict = PACK[ERASURE].replace(b"enforcement: block", b"enforcement: note")
    files = {"policies/my-own.yaml": own, ERASURE: strict}
    ada.repo.commit("Planted", {**PACK, **files, **record_file("the pack of yore", {**PACK, **files})})
    said = ada.run("init", "--upgrade")
    assert "isn't believed: it has policies/my-own.yaml and 1 more come with a" in " ".join(said.out.split())
    assert {path: ada.text(path).encode() for path in files} == files
    assert "my-own" not in ada.text(INDEX)


def test_wrong_usage(ada):
    assert "go with --upgrade" in ada.run("init", "--keep", "x").told
    said = ada.run("init", "--upgrade", "--keep", "no-erasur")
    assert (said.status, 'the pack has no policy "no-erasur"' in said.told) == (2, True)
    said = ada.run("init", "--upgrade", "--take", "no-erasure")
    assert (said.status, "there is no conflict" in said.told) == (2, True)
