"""Promises that have ended: what can still be attested of them, and what corrects their ending."""

from __future__ import annotations

import pytest
from builders import promise_data
from said import BY, draft

from pas_gov.authoring.moves.ending import refuse_ended
from pas_gov.authoring.moves.making import ZoneReality, attest
from pas_gov.diagnostics import Stop

ZONE = "delivery-support"


def ended(day: str):
    zones = {ZONE: {"says": "We answer."}}
    ending = {"date": day, "why": "Too much.", "decided_by": "@acme/x"}
    return draft(promise_data("x", zones=zones, status="retired", ending=ending))


def test_a_promise_is_attested_until_the_end_of_its_last_day():
    assert attest(ended(BY.day), "x", ZONE, ZoneReality("kept"), BY).promise.zones[ZONE].attested


def test_after_its_last_day_there_is_nothing_to_attest():
    with pytest.raises(Stop) as told:
        attest(ended("2020-01-01"), "x", ZONE, ZoneReality("kept"), BY)
    assert told.value.code == "has-ended"


def test_an_ending_is_corrected_by_a_command():
    with pytest.raises(Stop) as told:
        refuse_ended(ended(BY.day).stack.entries["x"])
    assert told.value.remedy.endswith('pas-gov amend x --why "<WHY IT ENDS>"')
