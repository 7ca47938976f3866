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
    for part, first, after in (("made", "date", _after_made), ("experiment", "started", _after_started)):
        day = _day(data, part, first)
        said = "made" if part == "made" else "started"
        for place in after(data) if day else ():
            if place[2] < day:
                yield _reversed(place, said, day, document)


def _reversed(place: Place, first: str, day: str, document: Document) -> Diagnostic:
    pointer, what, later = place
    message = f"{what} is {later}, before the promise was made, on {day}"
    if first == "started":
        message = f"{what} is {later}, before the experiment started, on {day}"
    return Diagnostic(DAYS_REVERSED, message, document.locate(pointer), "correct one of the two days")


def _after_made(data: Mapping[str, Any]) -> Iterator[Place]:
    if day := _day(data, "ending", "date"):
        yield "/ending/date", "the last day", day
    notices = data.get("notices")
    for index, notice in enumerate(notices if isinstance(notices, list) else ()):
        if day := _day_of(notice, "date"):
            yield f"/notices/{index}/date", "the day of a notice", day
    zones = _part(data, "zones")
    for name in zones:
        if day := _day(_part(zones, name), "attested", "date"):
            yield f"/zones/{name}/attested/date", f"the attestation of {name}", day
    stops = _part(_part(data, "ending"), "zones")
    for name in stops:
        if day := _day(stops, name, "stopped_on"):
            yield f"/ending/zones/{name}/stopped_on", f"the day on which {name} stopped", day
    if day := _day(data, "legacy", "honour_until"):
        yield "/legacy/honour_until", "honour_until", day


def _after_started(data: Mapping[str, Any]) -> Iterator[Place]:
    if day := _day(data, "experiment", "decide_by"):
        yield "/experiment/decide_by", "decide_by", day


def _part(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def _day(data: Mapping[str, Any], part: str, key: str) -> str:
    """Return the day that stands there, "" for none."""
    return _day_of(data.get(part), key)


def _day_of(part: object, key: str) -> str:
    found = part.get(key) if isinstance(part, dict) else None
    return found if isinstance(found, str) and is_day(found) else ""


HAPPENED = {"attested": "the attestation of", "left": "the departure of"}


def days_recorded(data: Mapping[str, Any]) -> Iterator[Place]:
    """Yield the days of a valid record that say when something happened: they can't be still to come."""
    if day := _day(data, "made", "date"):
        yield "/made/date", "the promise was made", day
    for index, link in enumerate(data.get("aligned_to") or ()):
        if day := _day_of(link, "date"):
            yield f"/aligned_to/{index}/date", f"the review against {link['promise']}", day
    zones = _part(data, "zones")
    for name in zones:
        for part, what in HAPPENED.items():
            if day := _day(_part(zones, name), part, "date"):
                yield f"/zones/{name}/{part}/date", f"{what} {name}", day


def latest_recorded(data: Mapping[str, Any]) -> str:
    """Return the last of these days."""
    days = [_day(data, "made", "date")]
    days += [_day_of(link, "date") for link in data.get("aligned_to") or ()]
    for zone in _part(data, "zones").values():
        if isinstance(zone, dict):
            days += [_day_of(zone[part], "date") for part in HAPPENED if part in zone]
    return max(days)


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
