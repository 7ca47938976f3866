"""What a report says of a change: before and after, shortly, for whatever somebody must answer to."""

from __future__ import annotations

import pytest
from scenario import acme, changed, files_of, snapshot

from pas_gov.model.stack.change import changes
from pas_gov.model.stack.differences import LONGEST, difference_lines
from pas_gov.model.stack.loading import load_stack

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
    ("phone-support", {"legacy": {"made_to": "all", "lives_in": ["contract"], "honour_until": "2027-01-01"}},
     ("made to: customers before 2021 -> all", "honour until: forever -> 2027-01-01")),
    ("four-hours", {"notes": "Not told."}, ()),
    ("four-hours", {"statement": " We promise  four-hours. "}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("identity", "edit", "lines"), EDITS)
def test_an_edit_is_told_in_these_lines(identity, edit, lines):
    stacks = [
        load_stack(snapshot("s", files_of(one)), {}) for one in (acme(), changed(acme(), identity, **edit))
    ]
    (change,) = changes(*stacks)
    assert difference_lines(change) == lines


def test_long_texts_are_cut_and_new_promises_tell_nothing():
    stacks = [
        load_stack(snapshot("s", files_of(one)), {})
        for one in ({}, acme(), changed(acme(), "fast", statement="x" * 999))
    ]
    assert {difference_lines(change) for change in changes(stacks[0], stacks[1])} == {()}
    (change,) = changes(stacks[1], stacks[2])
    assert difference_lines(change)[1] == "now: " + "x" * (LONGEST - 3) + "..."
