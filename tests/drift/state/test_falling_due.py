"""What falls due in the days to come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import promise_data, stack_of

from pas_gov.drift.state.falling_due import falling_due
from pas_gov.drift.state.stack_state import stack_state
from pas_gov.model.records.waiver import Waiver

TODAY, MAX_AGE = date(2026, 6, 1), 120
SOON = "2026-07-01"
TOLD = {"audience": "customers", "date": "2026-05-20", "says": "It ends."}
ENDING = {"date": SOON, "why": "w", "decided_by": "@a"}


def due_of(*records, waivers=(), days=90):
    state = stack_state(stack_of(*records), TODAY, MAX_AGE)
    found = falling_due(state, waivers, MAX_AGE, days)
    return [(one.day.isoformat(), one.kind, one.zone, one.about) for one in found]


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        (promise_data(review_by=SOON), "review"),
        (promise_data(layer="experimental", experiment={"decide_by": SOON}), "experiment"),
        (promise_data(layer="legacy", legacy={"honour_until": SOON}), "sunset"),
        (promise_data(status="retired", notices=[TOLD], ending=ENDING), "ending"),
    ],
)  # fmt: skip
def test_a_day_that_a_promise_names_falls_due(record, kind):
    assert due_of(record) == [(SOON, kind, "", "")]


def test_a_notice_names_whom_it_goes_to():
    record = promise_data(notices=[{"audience": "customers", "date": SOON, "says": "It ends."}])
    assert due_of(record) == [(SOON, "notice", "", "customers")]


@pytest.mark.parametrize(
    "given", [{"date": TODAY.isoformat()}, {"date": SOON, "evidence": "Mailing 7"}], ids=["today", "evidence"]
)
def test_a_notice_that_was_given_does_not_fall_due(given):
    assert due_of(promise_data(notices=[{**TOLD, **given}])) == []


def test_an_ending_of_which_an_audience_was_not_told_says_so():
    record = promise_data(status="retired", audience=["customers", "partners"], notices=[TOLD], ending=ENDING)
    assert due_of(record) == [(SOON, "ending", "", ""), (SOON, "untold", "", "partners")]


def test_an_attestation_counts_up_to_its_last_day():
    plain = promise_data(zones={"ai-automation": {"says": "x"}})
    said = {
        "wording": stack_of(plain).entries["fast-support"].wording,
        "date": "2026-05-01",
        "by": "@a",
        "reality": "kept",
    }
    found = due_of(promise_data(zones={"ai-automation": {"says": "x", "attested": said}}))
    assert found == [
        ((date(2026, 5, 1) + timedelta(days=MAX_AGE)).isoformat(), "attestation", "ai-automation", "")
    ]


def test_a_zone_that_stops_on_a_day_of_its_own_is_told_beside_the_ending():
    zones = {"ai-automation": {"stopped_on": "2026-08-01"}, "sales-marketing": {"stopped_on": SOON}}
    ending = {"date": SOON, "why": "w", "decided_by": "@a", "zones": zones}
    found = due_of(promise_data(status="retired", notices=[TOLD], ending=ending))
    assert found == [(SOON, "ending", "", ""), ("2026-08-01", "stop", "ai-automation", "")]


def test_a_waiver_ends_on_its_last_day_and_one_to_come_is_none_yet():
    def waiver(identity: str, first: str, last: str) -> Waiver:
        days = date.fromisoformat(first), date.fromisoformat(last)
        return Waiver(identity, "no-erasure", "*", "r", "@a", "@b", *days)

    given = [waiver("now", "2026-05-01", SOON), waiver("later", "2026-06-20", "2026-07-20")]
    assert due_of(promise_data(), waivers=given) == [(SOON, "waiver", "", "now")]


@pytest.mark.parametrize(("day", "told"), [(0, True), (-1, False), (90, True), (91, False)])
def test_today_and_the_last_day_are_among_them(day, told):
    record = promise_data(review_by=(TODAY + timedelta(days=day)).isoformat())
    assert bool(due_of(record)) is told
