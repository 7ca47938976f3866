"""Rows of two times: when something began and when it ended. What passed between them is the value.

Under a term in business time the working time of a calendar counts, under one in elapsed time all of it. What can be
read in two ways, or in none, is refused with its row: a time that the clocks showed twice, an end before the beginning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from pas_gov.drift.business_time.business_calendar import BusinessCalendar
from pas_gov.drift.business_time.wall_clock import DAY, EPOCH, SECOND, WallClock, moment_of
from pas_gov.drift.indicators.readings import LAST_DAY, UnusableRows, asked, days_of, moments, times
from pas_gov.foundation.values import dataclass
from pas_gov.model.stack.terms import UNITS

HOUR = 3600 * SECOND
STAMP = re.compile(r"\s*(\d{4}[-/.]\d\d[-/.]\d\d|\d\d?[-/.]\d\d?[-/.]\d{4})")
IN_DAYS = ("d", "w", "bd")  # units in which days without an hour can be counted
Span = tuple[int, int]  # two moments in microseconds since 1970


@dataclass(frozen=True, slots=True)
class Spans:
    """What rows of two times give: the day since 1970 and the value of each, None where there is none.

    ``open`` are the values, up to today, of those that began and haven't ended; ``read`` says by whose clocks times
    without a zone were read, "" where all had one.
    """

    values: list[tuple[float | None, float | None]]
    open: tuple[float, ...] = ()
    read: str = ""


def are_stamped(rows: Sequence[Sequence[Any]]) -> bool:
    """Tell whether rows hold two times: behind another one, or with nothing but times in the second of two columns."""
    if not rows or len(rows[0]) not in (2, 3):
        return False
    told = [value for row in rows for value in row[1:] if value is not None]
    return bool(told) and (all if len(rows[0]) == 2 else any)(map(_is_time, told))


def _is_time(value: Any) -> bool:
    return isinstance(value, date) or (isinstance(value, str) and STAMP.match(value) is not None)


def elapsed(
    rows: Sequence[Sequence[Any]], unit: str, calendar: BusinessCalendar | None, today: float
) -> Spans:
    """Return what passed between the two times of each row, in the unit of the term. Raises UnusableRows, NoCalendar.

    Its time is the first of three columns, of two the end: what ended on a day is known on that day. ``today`` is the
    day since 1970 up to which what hasn't ended is counted.
    """
    _refuse_unit(unit, calendar)
    first_column, last_column = ([row[place] for row in rows] for place in (-2, -1))
    begun = moments(first_column, "last but one", last_column)
    ended = moments(last_column, "last", first_column)
    clock = calendar.clock if calendar else None
    spans = [
        _span(first, last, unit, clock, number)
        for number, (first, last) in enumerate(zip(begun, ended, strict=True), start=1)
    ]
    now = int(today) * DAY
    unended = [
        (_moment(first, clock, number), now)
        for number, (first, last) in enumerate(zip(begun, ended, strict=True), start=1)
        if first is not None and last is None
    ]
    unended = [span for span in unended if span[0] < now]
    measure = _measure([span for span in (*spans, *unended) if span], unit, calendar)
    days = times([row[0] for row in rows]) if len(rows[0]) == 3 else map(_day, ended, spans)
    values = [(day, measure(span) if span else None) for day, span in zip(days, spans, strict=True)]
    return Spans(values, tuple(map(measure, unended)), _read_by((*begun, *ended), calendar))


def _day(ended: date | None, span: Span | None) -> float | None:
    """Return when something ended; a day without an hour is the same day whatever the zone."""
    if span is None or ended is None:
        return None
    return span[1] / DAY if isinstance(ended, datetime) else days_of(ended)


def _refuse_unit(unit: str, calendar: BusinessCalendar | None) -> None:
    dimension = UNITS[unit][0] if unit else "number"
    if dimension in ("number", "percentage"):
        raise UnusableRows(
            "the query gives two times, and what passed between them is no value of the term",
            f"let it give {asked(unit)}, or amend the term",
        )
    if dimension == "business" and calendar is None:
        raise UnusableRows(
            "the query gives two times, and nothing says which of the time between them is business time",
            "write a calendar into pas-gov.yaml, and where there are several its name into the indicator "
            "(calendar: NAME): docs/drift.md has one to copy",
        )


def _span(
    first: date | None, last: date | None, unit: str, clock: WallClock | None, number: int
) -> Span | None:
    if first is None or last is None:
        return None
    if isinstance(first, datetime) is not isinstance(last, datetime):
        raise UnusableRows(
            f"row {number}: one of its two times names no hour", "let the query give both alike"
        )
    if not isinstance(first, datetime) and unit not in IN_DAYS:
        raise UnusableRows(
            f"row {number}: its times are days without an hour, and the term is in {unit}",
            "let the query give times, or write the term in days",
        )
    span = _moment(first, clock, number), _moment(last, clock, number)
    if span[1] < span[0]:
        raise UnusableRows(
            f"row {number}: it ends before it begins",
            "correct the figures, or leave such rows out: WHERE ended >= started",
        )
    return span


def _moment(found: date, clock: WallClock | None, number: int) -> int:
    """Return the moment of a time, in microseconds since 1970; a day begins at its midnight."""
    if not isinstance(found, datetime):
        moment = clock.reached(found, 0) if clock else (found - EPOCH.date()).days * DAY
    elif found.tzinfo:
        moment = moment_of(found)
    elif clock is None:
        moment = moment_of(found.replace(tzinfo=EPOCH.tzinfo))
    else:
        doubt = clock.doubt(found)
        if doubt:
            raise UnusableRows(
                f"row {number}: a time without a zone that the clocks of {clock.zone.key} have {doubt}",
                "let the query give times with their zone",
            )
        moment = clock.moment(found)
    if not 0 <= moment < LAST_DAY * DAY:
        raise UnusableRows(f"row {number}: a time lies outside of 1970 to 2188", "correct the figures")
    return moment


def _measure(spans: Sequence[Span], unit: str, calendar: BusinessCalendar | None) -> Callable[[Span], float]:
    """Return what gives the length of a span in a unit."""
    dimension, factor = UNITS[unit]
    if dimension == "elapsed" or calendar is None or not spans:
        return lambda span: (span[1] - span[0]) / (factor * SECOND)
    worked = calendar.working_time(min(first for first, _ in spans), max(last for _, last in spans))
    if unit == "bd":
        return lambda span: float(worked.days_between(*span))
    return lambda span: worked.between(*span) / HOUR


def _read_by(found: Sequence[date | None], calendar: BusinessCalendar | None) -> str:
    if all(not isinstance(one, datetime) or one.tzinfo for one in found):
        return ""
    return calendar.clock.zone.key if calendar else "UTC"
