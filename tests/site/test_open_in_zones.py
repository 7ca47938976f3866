"""A zone's page tells what is still owed there of what ends, and what it hasn't confirmed since a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builders import entry_of, promise_data
from test_pages import ORIGIN, TODAY, made, said, site_of

from pas_gov.ledger.propagation.core_change import CoreChange
from pas_gov.ledger.propagation.zone_confirmation import Unverified, ZoneState
from pas_gov.site.open_in_zones import confirmed_before, owed_in, unverified_in

ZONE, OTHER = "delivery-support", "ai-automation"


def ending(day: str, **zones: str) -> dict:
    stops = {zone.replace("_", "-"): {"stopped_on": stop, "by": "@a"} for zone, stop in zones.items()}
    told = {"date": day, "why": "w", "decided_by": "@a", "zones": stops}
    return promise_data(
        "dvd", title="Data on DVD", status="retired", ending=told, zones={ZONE: {"says": "x"}}
    )


def owed(record: dict, zone: str = ZONE) -> list[tuple[str, date]]:
    return [(entry.id, day) for entry, day in owed_in(site_of(record).state, zone)]


def test_what_ends_is_owed_until_its_last_day_that_day_included():
    assert owed(ending("2026-10-01")) == [("dvd", date(2026, 10, 1))]
    assert owed(ending(TODAY.isoformat())) == [("dvd", TODAY)]
    assert owed(ending("2026-05-31")) == []
    assert owed(ending("2026-10-01"), OTHER) == []


def test_a_zone_that_stops_on_another_day_owes_it_until_then():
    assert owed(ending("2026-10-01", delivery_support="2026-05-01")) == []
    assert owed(ending("2026-10-01", delivery_support="2026-11-01")) == [("dvd", date(2026, 11, 1))]


def test_what_is_not_confirmed_since_a_change_is_told_and_what_stops_later_once():
    fast = entry_of(promise_data("fast"))
    missing = (
        Unverified(fast, "not-since", date(2026, 4, 20)),
        Unverified(entry_of(ending("2026-10-01")), "stops-later"),
    )
    change = CoreChange(ORIGIN, (), zones=(ZoneState(ZONE, 8, missing), ZoneState(OTHER, 0, ())))
    assert [gap.entry.id for _, gap in unverified_in((change,), ZONE)] == ["fast"]
    assert unverified_in((change,), OTHER) == ()


def test_both_stand_on_the_page():
    site = site_of(promise_data("fast", title="Fast"), ending("2026-10-01"))
    gap = Unverified(site.stack.entries["fast"], "not-since", date(2026, 4, 20))
    change = CoreChange(ORIGIN, (), zones=(ZoneState(ZONE, 8, (gap,)),))
    text = said(made(replace(site, changes=(change,)))[f"zones/{ZONE}.html"])
    assert "Data on DVD legacy" not in text
    assert "it ends, and is owed here until 1 Oct 2026" in text
    assert "Fast: not attested since the change (last on 20 Apr 2026) change of 1 May 2026" in text


def test_what_is_kept_by_a_confirmation_older_than_a_change_says_so_wherever_its_zone_is_told():
    record = promise_data("fast", title="Fast", zones={ZONE: {"says": "We answer."}})
    wording = site_of(record).stack.entries["fast"].wording
    said_ = {"date": "2026-04-20", "by": "@acme/support", "wording": wording, "reality": "kept"}
    record["zones"][ZONE]["attested"] = said_
    site = site_of(record)
    assert site.state.promises["fast"].zones == {ZONE: "kept"}
    gap = Unverified(site.stack.entries["fast"], "not-since", date(2026, 4, 20))
    later, first = (
        CoreChange(replace(ORIGIN, day=day), (), zones=(ZoneState(ZONE, 8, (gap,)),))
        for day in (date(2026, 5, 20), date(2026, 5, 1))
    )
    assert confirmed_before((later, first)) == {("fast", ZONE): later}
    older = Unverified(gap.entry, "earlier-wording", gap.day)
    assert confirmed_before((replace(later, zones=(ZoneState(ZONE, 8, (older,)),)),)) == {}
    found = made(replace(site, changes=(later, first)))
    assert "kept confirmed before the change of 20 May 2026Fast" in said(found[f"zones/{ZONE}.html"])
    assert "kept (confirmed before the change of 20 May 2026) Delivery and Support" in said(
        found["promises/fast.html"]
    )
    assert "confirmed before" not in said(made(site)["promises/fast.html"])
