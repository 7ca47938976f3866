"""Calendars of business time as the settings name them: hours of a week, a time zone, holidays, days apart (SPEC 7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from pas_gov.diagnostics import Diagnostic, did_you_mean
from pas_gov.foundation.patterns import late_pattern
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.yaml.parsing import Document

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOURS = late_pattern(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")
DAY = 1440  # minutes
Hours = tuple[tuple[int, int], ...]
"""The working hours of a day: pieces (from, to) in minutes after midnight, in order; past 1440: the day after."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When work is done: the hours of each weekday (0: Monday), by the clocks of a time zone.

    ``country`` and ``subdivision`` say whose public holidays are free ("" for none); ``days`` are days apart, whose
    hours count instead of the week's and the holiday's, and are empty where nobody works.
    """

    name: str
    time_zone: str
    week: Mapping[int, Hours]
    country: str = ""
    subdivision: str = ""
    days: Mapping[date, Hours] = field(default_factory=dict)


def calendars_from(data: Mapping[str, Any]) -> dict[str, Calendar]:
    """Build calendars by name from a mapping that the settings schema accepts."""
    return {
        name: Calendar(
            name,
            one["time_zone"],
            {WEEKDAYS.index(day): hours(texts) for day, texts in one["week"].items()},
            one.get("holidays", {}).get("country", ""),
            one.get("holidays", {}).get("subdivision", ""),
            {date.fromisoformat(day): hours(texts) for day, texts in one.get("days", {}).items()},
        )
        for name, one in data.items()
    }


def hours(texts: list[str]) -> Hours:
    """Return texts such as 09:00-17:30 as pieces in their order; one that ends before it begins ends the day after."""
    return tuple(sorted(piece for piece in map(_piece, texts) if piece is not None))


def _piece(text: object) -> tuple[int, int] | None:
    found = HOURS.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    first, last = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    return first, last if last > first else last + DAY


def calendar_faults(data: Mapping[str, Any], document: Document) -> Iterator[Diagnostic]:
    """Yield an error for an unknown time zone, hours that are none, and hours that overlap; the data may be faulty."""
    for name, one in _part(data, "calendars").items():
        if not isinstance(one, dict):
            continue
        place = f"/calendars/{name}"
        yield from _unknown_zone(one.get("time_zone"), f"{place}/time_zone", document)
        for key in ("week", "days"):
            for day, texts in _part(one, key).items():
                yield from _meeting(day, texts, f"{place}/{key}/{day}", document)


def _part(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key)
    return found if isinstance(found, dict) else {}


@cache
def time_zones() -> frozenset[str]:
    """Return the names of the zones that this machine knows; without any, none can be checked."""
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


def _unknown_zone(name: object, pointer: str, document: Document) -> Iterator[Diagnostic]:
    if not isinstance(name, str) or not time_zones() or name in time_zones():
        return
    remedy = did_you_mean(name, time_zones())
    if "known here" in remedy or not remedy:  # of 600 names none is listed
        remedy = "name a zone of the IANA database, as Europe/Berlin"
    yield Diagnostic("unknown-time-zone", f'there is no time zone "{name}"', document.locate(pointer), remedy)


def _meeting(day: str, texts: object, pointer: str, document: Document) -> Iterator[Diagnostic]:
    """Yield an error where two pieces of one day share a minute, or one has none: as many hours as nobody can mean."""
    pieces = hours(texts) if isinstance(texts, list) else ()
    at = document.locate(pointer)
    for first, last in pieces:
        if last - first == DAY and first:
            message = f"hours of {day} end when they begin"
            yield Diagnostic(
                "bad-hours", message, at, "write 00:00-24:00 for the whole day, [] for none of it"
            )
    for (_, last), (first, _) in pairwise(pieces):
        if first < last:
            yield Diagnostic(
                "bad-hours", f"two hours of {day} lie over each other", at, "correct one of them"
            )
