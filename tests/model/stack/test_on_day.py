"""A day that records what has happened and hasn't come yet counts as not there; today itself counts (SPEC 2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import promises, written
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import tries
from scenario import (
    TODAY,
    Data,
    Org,
    changed,
    files_of,
    found,
    judged,
    messages,
    org,
    promise,
    snapshot,
    zone,
)

from pas_gov.judging.policies.stack_view import StackView
from pas_gov.model.records.promise import ZONES
from pas_gov.model.records.reader import read
from pas_gov.model.stack.entry import Entry, facts_of
from pas_gov.model.stack.loading import load_stack
from pas_gov.model.stack.on_day import entry_on_day, stack_on_day
from pas_gov.model.stack.stack import Stack, link_state
from pas_gov.model.stack.transition import transition

TOMORROW = TODAY + timedelta(days=1)


def stack_of(records: Org) -> Stack:
    return load_stack(snapshot("head", files_of(records)), {})


def there(record: Data, today: date = TODAY) -> tuple[Stack, Entry]:
    stack = stack_on_day(stack_of(org(promise("core", "core"), record)), today)
    return stack, stack.entries["one"]


def reviewed_on(day: date) -> Data:
    one = promise("one", "supporting", "core")
    one["aligned_to"][0]["date"] = day.isoformat()
    return one


def left_on(day: date) -> Data:
    left = {"says": "Within four hours.", "left": {"date": day.isoformat(), "by": "@acme/owner"}}
    return promise("one", "supporting", "core", zones={"delivery-support": left})


@pytest.mark.parametrize(("day", "state"), [(TOMORROW, "unreviewed"), (TODAY, "current")])
def test_a_review_that_has_not_happened_is_none(day, state):
    stack, one = there(reviewed_on(day))
    assert link_state(stack, one.links[0]) == state


def test_on_its_day_a_review_counts_and_nobody_is_asked_again_for_it():
    before, after = (there(reviewed_on(TOMORROW), day)[1] for day in (TODAY, TOMORROW))
    assert before.links != after.links
    assert before.revision == after.revision


def test_a_zone_that_is_to_leave_is_still_promised():
    kept = there(
        promise("one", "supporting", "core", zones={"delivery-support": {"says": "Within four hours."}})
    )[1]
    leaving = there(left_on(TOMORROW))[1]
    assert leaving.promise.zones_kept.keys() == {"delivery-support"}
    assert leaving.wording == kept.wording


def test_a_zone_that_leaves_today_has_left():
    assert there(left_on(TODAY))[1].wording == there(promise("one", "supporting", "core"))[1].wording


@pytest.mark.parametrize(("day", "counts"), [(TOMORROW, False), (TODAY, True)])
def test_an_attestation_to_come_is_none(day, counts):
    zones = {"delivery-support": zone("Within four hours.", date=day.isoformat())}
    one = there(promise("one", "supporting", "core", zones=zones))[1]
    assert (one.promise.zones["delivery-support"].attested is not None) is counts


@pytest.mark.parametrize(("day", "counts"), [(TOMORROW, False), (TODAY, True)])
def test_the_day_of_making_counts_from_that_day_on(day, counts):
    stack, one = there(promise("one", "supporting", made={"date": day.isoformat()}))
    assert ("date" in StackView(stack, TODAY).promise(one).read("made")) is counts


def test_a_stack_without_days_to_come_is_the_same_one():
    stack = stack_of(org(promise("core", "core")))
    assert stack_on_day(stack, TODAY) is stack


def test_the_gate_asks_for_a_review_that_has_not_happened():
    before = org(promise("core", "core"))
    after = org(promise("core", "core"), reviewed_on(TOMORROW))
    (said,) = messages(judged(before, after), "change-propagates", "one")
    assert "was never reviewed" in said
    assert not found(judged(before, after, today=TOMORROW), "change-propagates")


def test_a_zone_that_is_to_leave_is_no_change_of_the_wording_yet():
    before = org(
        promise("core", "core"),
        promise("one", "supporting", "core", zones={"delivery-support": {"says": "A."}}),
    )
    left = {"says": "A.", "left": {"date": TOMORROW.isoformat(), "by": "@acme/owner"}}
    after = changed(before, "one", zones={"delivery-support": left})
    stacks = stack_of(before), stack_of(after)
    kinds = {day: [one.kinds for one in transition(*stacks, today=day).changes] for day in (TODAY, TOMORROW)}
    assert kinds == {TODAY: [], TOMORROW: [("zone-left",)]}


@given(promises(), st.dates(date(2025, 1, 1), date(2027, 12, 31)))
@settings(max_examples=tries(60), deadline=None)
def test_what_zones_say_is_said_alike_by_facts_and_by_the_record(data, today):
    facts = facts_of(read("promise", written(data).encode()))
    entry = entry_on_day(Entry("a.yaml", "1" * 40, facts), today)
    kept = entry.promise.zones_kept
    told = [(name, kept[name].attested) for name in ZONES if name in kept]
    assert [(one.zone, one.reality and (one.wording, one.day, one.reality)) for one in entry.facts.zones] == [
        (name, "" if said is None else (said.wording, said.date.isoformat(), said.reality))
        for name, said in told
    ]
