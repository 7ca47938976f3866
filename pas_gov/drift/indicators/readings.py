"""One row of a source, read: a time as days since 1970 in UTC, a value in the unit of the term; or why it can't be.

What can be read in two ways isn't read in one: it is refused with a hint. No message holds a value of the data.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pas_gov.drift.business_time.wall_clock import EPOCH
from pas_gov.model.quantities.units import duration_unit
from pas_gov.model.stack.terms import UNITS

DAY = 86400.0
LAST_DAY = 80_000  # days since 1970 (2189), beyond which nothing begins or ends, and no date is told
NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
QUANTITY = re.compile(rf"({NUMBER})\s*([A-Za-z%][A-Za-z ]*)?")
COMMA = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[. ]\d{3})+),\d+")
CLOCK = re.compile(r"(-?)(\d+):([0-5]?\d):([0-5]?\d(?:\.\d+)?)")
PERIOD = re.compile(r"(\d{4})-(?:(\d\d)|[Qq]([1-4])|[Ww](\d\d))")
YEAR_FIRST = re.compile(r"(\d{4})([/.]?)(\d\d)\2(\d\d)(?=$|[T ])")
ZONE = re.compile(r"([+-]\d\d):?(\d\d)?$")
YEAR_LAST = re.compile(r"(\d\d?)([/.-])(\d\d?)\2(\d{4})(?:[T ]+(.*))?")


class UnusableRows(ValueError):
    """Rows of which no series can be made; its text names the row, and what was expected, never a value."""

    def __init__(self, message: str, remedy: str = "correct the query: SELECT a time, a value") -> None:
        """Say what is wrong, and what to do."""
        super().__init__(message)
        self.remedy = remedy


def days_of(moment: date) -> float:
    """Return a moment as days since 1970-01-01 in UTC; without a zone it is taken for UTC, a day for its midnight."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return ((moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)) - EPOCH).total_seconds() / DAY


def times(column: Sequence[Any]) -> list[float | None]:
    """Return a column of times as days; the first column of a query. Raises UnusableRows."""
    return [None if one is None else days_of(one) for one in moments(column, "first")]


def moments(column: Sequence[Any], place: str, beside: Sequence[Any] = ()) -> list[date | None]:
    """Return a column of times, with the zones that they name, as dates where they name no hour. Raises UnusableRows.

    A time is a date, a timestamp, a text in ISO 8601, or a month, quarter or week (2026-05, 2026-Q2, 2026-W19: its
    first day). Texts with the year at the end are read where one of them, or of another column ``beside`` it, tells
    whether the day or the month is first.
    """
    day_first = _day_first(one for one in (*column, *beside) if isinstance(one, str))
    return [_moment(value, number, day_first, place) for number, value in enumerate(column, start=1)]


def _day_first(texts: Iterable[str]) -> bool | None:
    """Tell whether the day stands before the month in texts with the year at the end; None: it can't be told."""
    found = [(int(one[1]), int(one[3])) for one in map(YEAR_LAST.fullmatch, map(str.strip, texts)) if one]
    days_lead, months_lead = (any(one[place] > 12 for one in found) for place in (0, 1))
    if days_lead != months_lead:
        return days_lead
    return True if all(first == second for first, second in found) else None


def _moment(value: Any, number: int, day_first: bool | None, place: str) -> date | None:
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise UnusableRows(f"row {number}: the {place} column holds {_kind(value)}, where a time is needed")
    try:
        return _moment_of_text(value.strip(), number, day_first)
    except ValueError as error:
        if isinstance(error, UnusableRows):
            raise
        raise UnusableRows(f"row {number}: the {place} column holds a text that is no time") from None


def _moment_of_text(text: str, number: int, day_first: bool | None) -> date:
    period = PERIOD.fullmatch(text)
    if period:
        return _first_of(*period.groups())
    last = YEAR_LAST.fullmatch(text)
    if last:
        if day_first is None:
            raise UnusableRows(
                f"row {number}: its date can be read day first or month first",
                "let the query give dates as 2026-12-31",
            )
        day, month = (last[1], last[3]) if day_first else (last[3], last[1])
        text = f"{last[4]}-{int(month):02}-{int(day):02}{f' {last[5]}' if last[5] else ''}"
    text = YEAR_FIRST.sub(r"\1-\3-\4", text)
    if len(text) <= 10:
        return date.fromisoformat(text)
    # Python 3.10 reads zones of four digits alone
    text = ZONE.sub(lambda zone: f"{zone[1]}:{zone[2] or '00'}", text.replace("Z", "+00:00"))
    return datetime.fromisoformat(text)


def _first_of(year: str, month: str | None, quarter: str | None, week: str | None) -> date:
    if week:
        return date.fromisocalendar(int(year), int(week), 1)
    return date(int(year), int(month or 0) or 3 * int(quarter or 1) - 2, 1)


def amount(value: Any, unit: str, number: int) -> float | None:
    """Return a value of a row in the unit of a term; None where there is none (NULL, not a number). Raises UnusableRows.

    A bare number is in the unit of the term. A text may name its own unit, and an interval has one: they must be of
    the term's dimension, as elapsed time doesn't tell how much of it was business time.
    """
    if value is None:
        return None
    if isinstance(value, timedelta):
        return _converted(value.total_seconds(), "s", unit, number)
    if isinstance(value, str):
        return _amount_of_text(value.strip(), unit, number)
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, Fraction)):
        raise UnusableRows(f"row {number}: the second column holds {_kind(value)}, where a number is needed")
    if isinstance(value, Decimal) and value.is_nan():
        return None
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if math.isinf(found):
        raise UnusableRows(
            f"row {number}: the value is infinite", "divide by NULLIF(..., 0) where a divisor may be 0"
        )
    return None if math.isnan(found) else found


def names_its_unit(value: Any) -> bool:
    """Tell whether a value says what it is counted in: an interval, or a text of a number with a unit."""
    return isinstance(value, timedelta) or (isinstance(value, str) and value.strip()[-1:] in {*"%smhdw"})


def _amount_of_text(text: str, unit: str, number: int) -> float | None:
    if text.casefold() == "nan":
        return None
    clock = CLOCK.fullmatch(text)
    if clock:
        seconds = 3600 * int(clock[2]) + 60 * int(clock[3]) + float(clock[4])
        return _converted(-seconds if clock[1] else seconds, "s", unit, number)
    found = QUANTITY.fullmatch(text)
    if found is None:
        raise _no_number(text, number)
    if not found[2]:
        return amount(float(found[1]), unit, number)
    return amount(_converted(float(found[1]), _unit(found[2].strip(), number), unit, number), unit, number)


def _no_number(text: str, number: int) -> UnusableRows:
    """Say why a text is no number, with what would help, and without the text."""
    if COMMA.fullmatch(text):
        remedy = "let the query give a number: CAST(replace(VALUE, ',', '.') AS DOUBLE), with your column for VALUE"
        return UnusableRows(f"row {number}: the value has a comma where a decimal point is needed", remedy)
    remedy = "leave such rows out in the query (WHERE), or make them NULL: TRY_CAST(VALUE AS DOUBLE)"
    return UnusableRows(f"row {number}: the second column holds a text that is no number", remedy)


def _unit(word: str, number: int) -> str:
    known = {"min": "m", "percent": "%"}
    name = word.lower() if word.lower() in UNITS else duration_unit(word.lower()) or word.lower()
    name = known.get(name, name)
    if name not in UNITS:
        raise UnusableRows(
            f"row {number}: the second column holds a text with a unit that no term has",
            f"let the query give a number, or one of the units {' '.join(UNITS)}",
        )
    return name


def _converted(value: float, own: str, unit: str, number: int) -> float:
    """Return a value of one unit in another of the same dimension. Raises UnusableRows."""
    wanted = UNITS[unit][0] if unit else "number"
    dimension, factor = UNITS[own]
    if dimension != wanted:
        stamps = ", or two times, for which pas-gov.yaml names a calendar (docs/drift.md)"
        raise UnusableRows(
            f"row {number}: the value is {WORDS[dimension]}, and the term {WORDS[wanted]}: "
            "one can't be converted into the other",
            f"let the query give {asked(unit)}{stamps if wanted == 'business' else ''}, or amend the term",
        )
    return value * factor / UNITS[unit][1]


WORDS = {
    "elapsed": "elapsed time", "business": "business time", "percentage": "a percentage", "number": "a bare number",
}  # fmt: skip


def asked(unit: str) -> str:
    """Return in words what a value in a unit is."""
    names = {"%": "percent", "bh": "business hours", "bd": "business days", "": "a number without a unit"}
    return names.get(unit, f"elapsed time (a number in {unit}, or an interval)")


def _kind(value: Any) -> str:
    """Return what a value is, and never the value; one that came from another process says its own ``kind``."""
    return f"a value of the type {getattr(value, 'kind', type(value).__name__)}"
