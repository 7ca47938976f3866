"""Days of a promise held against each other, and against today (SPEC 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pas_gov.diagnostics import Diagnostic
from pas_gov.model.records.days import is_day
from pas_gov.model.records.promise import Promise, Zone
from pas_gov.model.records.yaml.parsing import Document

DAYS_REVERSED = "days-reversed"
Place = tuple[str, str, str]  # a JSON pointer, what the day there is called, and the day


def days_in_wrong_order(data: Mapping[str, Any], document: Document) -> Iterator[Diagnostic]:
    """Yield an error for each day that lies before another one which it can't precede; the data may be faulty."""
    made = [("/made/date", "made", day) for day in _days(data, "made", "date")]
    started = [("/experiment/started", "started", day) for day in _days(data, "experiment", "started")]
    for earlier, places in ((made, _after_made(data)), (started, _after_started(data))):
        for _, first, day in earlier:
            yield from (
                _reversed(place, first, day, document)
                for place in places
                if is_day(place[2]) and place[2] < day
            )


def _reversed(place: Place, first: str, day: str, document: Document) -> Diagnostic:
    pointer, what, later = place
    message = f"{what} is {later}, before the promise was made, on {day}"
    if first == "started":
        message = f"{what} is {later}, before the experiment started, on {day}"
    return Diagnostic(DAYS_REVERSED, message, document.locate(pointer), "correct one of the two days")


def _after_made(data: Mapping[str, Any]) -> list[Place]:
    zones, notices = _part(data, "zones"), data.get("notices")
    stops = _part(_part(data, "ending"), "zones")
    return [
        *(("/ending/date", "the last day", day) for day in _days(data, "ending", "date")),
        *(
            (f"/notices/{index}/date", "the day of a notice", day)
            for index, notice in enumerate(notices if isinstance(notices, list) else ())
            for day in _days({"notice": notice}, "notice", "date")
        ),
        *(
            (f"/zones/{name}/attested/date", f"the attestation of {name}", day)
            for name in zones
            for day in _days(_part(zones, name), "attested", "date")
        ),
        *(
            (f"/ending/zones/{name}/stopped_on", f"the day on which {name} stopped", day)
            for name in stops
            for day in _days(stops, name, "stopped_on")
        ),
        *(("/legacy/honour_until", "honour_until", day) for day in _days(data, "legacy", "honour_until")),
    ]


def _after_started(data: Mapping[str, Any]) -> list[Place]:
    return [("/experiment/decide_by", "decide_by", day) for day in _days(data, "experiment", "decide_by")]


def _part(data: object, key: str) -> Mapping[str, Any]:
    found = data.get(key) if isinstance(data, Mapping) else None
    return {str(name): part for name, part in found.items()} if isinstance(found, Mapping) else {}


def _days(data: object, part: str, key: str) -> tuple[str, ...]:
    """Return the one day that stands there, or none."""
    found = _part(data, part).get(key)
    return (found,) if isinstance(found, str) and is_day(found) else ()


def days_recorded(data: Mapping[str, Any]) -> list[Place]:
    """Return the days of a valid record that say when something happened: they can't be still to come."""
    zones, links = _part(data, "zones"), data.get("aligned_to") or ()
    return [
        *(("/made/date", "the promise was made", day) for day in _days(data, "made", "date")),
        *(
            (f"/aligned_to/{index}/date", f"the review against {link['promise']}", day)
            for index, link in enumerate(links)
            for day in _days({"link": link}, "link", "date")
        ),
        *(
            (f"/zones/{name}/{part}/date", f"{what} {name}", day)
            for name in zones
            for part, what in (("attested", "the attestation of"), ("left", "the departure of"))
            for day in _days(_part(zones, name), part, "date")
        ),
    ]


def latest_recorded(data: Mapping[str, Any]) -> str:
    """Return the last of these days."""
    return max((day for _, _, day in days_recorded(data)), default="")


def days_to_come(data: Mapping[str, Any], document: Document, today: date) -> Iterator[Diagnostic]:
    """Yield a warning for each day that records what has happened, and hasn't come yet."""
    for pointer, what, day in days_recorded(data):
        if day > today.isoformat():
            message = f"{what} on {day}, a day that hasn't come yet, so it counts as not there"
            remedy = f"correct the day; today is {today.isoformat()}"
            yield Diagnostic("day-to-come", message, document.locate(pointer), remedy, "warning")


def happened(promise: Promise, today: date) -> Promise:
    """Return a promise without the reviews, attestations and departures that lie after today.

    A link whose review is still to come stays, as one that was never reviewed.
    """
    links = tuple(
        replace(link, date=None, revision="") if link.date and link.date > today else link
        for link in promise.aligned_to
    )
    zones = {name: _zone(zone, today) for name, zone in promise.zones.items()}
    return replace(promise, aligned_to=links, zones=zones)


def _zone(zone: Zone, today: date) -> Zone:
    attested = zone.attested if zone.attested and zone.attested.date <= today else None
    left = zone.left if zone.left and zone.left.date <= today else None
    return replace(zone, attested=attested, left=left)
