"""What a report says of a change: before and after, shortly, for whatever somebody must answer to."""

from __future__ import annotations

from cases import each_of
from scenario import acme, changed, files_of, snapshot
from stacks import loaded

from pas_gov.model.stack.change import changes
from pas_gov.model.stack.differences import LONGEST, difference_lines

EDITS = [
    ("four-hours", {"statement": "We respond\n in six hours."}, ("before: We promise four-hours.", "now: We respond in six hours.")),
    ("four-hours", {"terms": [{"measure": "response", "at_most": "6h"}]}, ("response: at most 4h -> at most 6h",)),
    ("four-hours", {"terms": []}, ("response: at most 4h -> nothing",)),
    ("four-hours", {"terms": [{"measure": "response", "at_most": "4h"}, {"measure": "x", "equals": 5}]}, ("x: nothing -> equals 5",)),
    ("four-hours", {"audience": ["partners"]}, ("no longer for: customers", "now also for: partners")),
    ("four-hours", {"title": "Four"}, ("title: Four hours -> Four",)),
    ("four-hours", {"owner": "@acme/new", "layer": "legacy"}, ("layer: supporting -> legacy", "owner: @acme/owner -> @acme/new")),
    ("named-csm", {"applies_when": {"says": "On Max.", "cel": 'subject.plan == "max"'}},
     ("applies when: On the Pro plan. -> On Max.", 'condition: subject.plan == "pro" -> subject.plan == "max"')),
    ("ai-summary", {"experiment": {"cohort": "40 beta customers", "started": "2026-03-01"}}, ("decide by: 2026-07-01 -> nothing",)),
    ("ai-summary", {"experiment": {"cohort": "40 beta customers", "started": "2026-04-01", "decide_by": "2026-07-01"}},
     ("started: 2026-03-01 -> 2026-04-01",)),
    ("phone-support", {"legacy": {"made_to": "all", "lives_in": ["contract"], "honour_until": "2027-01-01"}},
     ("made to: customers before 2021 -> all", "honour until: forever -> 2027-01-01")),
    ("four-hours", {"notes": "Not told."}, ()),
    ("four-hours", {"statement": " We promise  four-hours. "}, ()),
]  # fmt: skip


@each_of(("identity", "edit", "lines"), EDITS)
def test_an_edit_is_told_in_these_lines(identity, edit, lines):
    stacks = [
        loaded(snapshot("s", files_of(one, indent=None)))
        for one in (acme(), changed(acme(), identity, **edit))
    ]
    (change,) = changes(*stacks)
    assert difference_lines(change) == lines


ENDED = {
    "date": "2027-06-01", "why": "So.", "superseded_by": ["fast"],
    "zones": {"delivery-support": {"stopped_on": "2027-06-01", "by": "@acme/support"}},
}  # fmt: skip
TOLD = {"audience": "customers", "date": "2026-06-01", "says": "It ends."}
ENDINGS = [
    ({"ending": {**ENDED, "date": "2026-11-29"}}, ("last day: 2027-06-01 -> 2026-11-29",)),
    ({"ending": {**ENDED, "superseded_by": ["fast", "four-hours"]}}, ("superseded by: fast -> fast, four-hours",)),
    ({"ending": {**ENDED, "zones": {}}}, ("delivery-support stopped: 2027-06-01 @acme/support -> nothing",)),
    ({"notices": []}, ("notice to customers: 2026-06-01 It ends. -> nothing",)),
    ({"notices": [{**TOLD, "says": "It stays."}]},
     ("notice to customers: 2026-06-01 It ends. -> 2026-06-01 It stays.",)),
    ({"notices": [TOLD, {**TOLD, "date": "2026-07-01"}]}, ()),
    ({"ending": {**ENDED, "why": "Thus."}}, ()),
]  # fmt: skip


@each_of(("edit", "lines"), ENDINGS)
def test_an_ending_that_is_changed_is_told_with_both_values(edit, lines):
    before = changed(acme(), "phone-support", status="superseded", ending=ENDED, notices=[TOLD])
    stacks = [
        loaded(snapshot("s", files_of(one, indent=None)))
        for one in (before, changed(before, "phone-support", **edit))
    ]
    (change,) = changes(*stacks)
    assert difference_lines(change) == lines


def test_long_texts_are_cut_and_a_new_promise_tells_its_words():
    stacks = [
        loaded(snapshot("s", files_of(one, indent=None)))
        for one in ({}, acme(), changed(acme(), "fast", statement="x" * 999))
    ]
    made = {change.id: difference_lines(change) for change in changes(stacks[0], stacks[1])}
    assert made["four-hours"] == ("now: We promise four-hours.",)
    (change,) = changes(stacks[1], stacks[2])
    assert difference_lines(change)[1] == "now: " + "x" * (LONGEST - 3) + "..."
