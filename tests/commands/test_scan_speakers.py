"""``scan`` over transcripts: whose words they are, by the settings; and the zone of a text by its surface."""

from __future__ import annotations

import json

import pytest
from scenario import org, promise

pytestmark = pytest.mark.whole

ORG = org(
    promise("reliable", "core"),
    promise("four-hours", "supporting", "reliable", statement="We respond to any customer issue within four hours.",
            terms=[{"measure": "first response", "at_most": "4h"}],
            zones={"sales-marketing": {"says": "Sales says so.", "surfaces": [{"path": "sales/support.md"}]}}),
)  # fmt: skip
SIX = "We respond to any customer issue within six hours."
CALL = f"[10:02] Anna Smith: {SIX}\n[10:03] Kim: {SIX}\n[10:04] Anna Smith (internal note): {SIX}\n"


def test_an_unknown_speaker_is_told_once_and_the_line_that_is_printed_works(owner_of):
    owner = owner_of(ORG)
    owner.repo.write(
        {"calls/1.txt": CALL, "calls/2.txt": CALL, "sales/support.md": "Nothing is said here.\n"}
    )
    before = owner.run("scan", str(owner.repo.path / "calls"))
    assert "0 claims in 2 texts" in before.out
    assert "2 private notes" in before.out
    assert before.out.count('\n        "Anna Smith": <ours, theirs or ignore>\n') == 1
    assert "as in 1 more text" in " ".join(before.out.split())
    said = json.loads(owner.run("scan", str(owner.repo.path / "calls"), "-f", "json").out)
    assert {one["code"] for one in said["problems"]} == {"unknown-speaker"}
    assert said["left_out"] == {"private note": 2}

    owner.repo.write(
        {"pas-gov.yaml": 'schema: pas.settings/v1\nspeakers:\n  "Anna Smith": ours\n  "Kim": theirs\n'}
    )
    after = json.loads(owner.run("scan", str(owner.repo.path / "calls"), "-f", "json").out)
    assert [(one["location"]["path"], one["location"]["line"]) for one in after["claims"]] == [
        ("calls/1.txt", 1),
        ("calls/2.txt", 1),
    ]
    assert after["problems"] == []


def test_a_side_that_there_is_not_is_told_with_the_one_that_was_meant(owner_of):
    owner = owner_of(ORG)
    owner.repo.write({"pas-gov.yaml": 'schema: pas.settings/v1\nspeakers: {"Anna Smith": our}\n'})
    said = owner.run("validate")
    assert said.status != 0
    assert 'did you mean "ours"?' in said.out


def test_a_text_is_in_the_zone_of_the_surface_that_names_it(owner_of):
    owner = owner_of(ORG)
    owner.repo.write({"sales/support.md": SIX + "\n"})
    (claim,) = json.loads(owner.run("scan", "-f", "json").out)["claims"]
    assert (claim["state"], claim["zone"]) == ("contradicts", "sales-marketing")
    assert "contradicts, Sales and Marketing" in owner.run("scan").out
    drifting = json.loads(owner.run("drift", "-f", "json").out)["findings"]
    assert [one["zone"] for one in drifting if one["kind"] == "contradicts"] == ["sales-marketing"]
