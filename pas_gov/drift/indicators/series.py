"""A series of observations, read from a source's rows: sorted, in one unit, bounded in number; unusable rows are counted."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any

from pas_gov.model.stack.terms import UNITS

MOST_ROWS = 100_000  # observations that are taken; of more it would be chance which
MOST_BINS = 400  # and into how many medians they are gathered: the tests below compare every pair
DAY = 86400.0
BUSINESS = {"bh": 3600.0, "bd": 8 * 3600.0}  # seconds, for a value that comes as an interval
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class UnusableRows(ValueError):
    """Rows of which no series can be made; its text names the row, and what was expected."""


@dataclass(frozen=True, slots=True)
class Point:
    """One observation: days since 1970-01-01 in UTC, and a value in the unit of the term."""

    at: float
    value: float

    @property
    def day(self) -> date:
        """The day on which it was made."""
        return (EPOCH + timedelta(days=self.at)).date()


@dataclass(frozen=True, slots=True)
class Series:
    """Observations in the order of their time; ``empty`` counts rows without a value, ``ahead`` those after today."""

    points: tuple[Point, ...]
    empty: int = 0
    ahead: int = 0

    @property
    def spacing(self) -> float:
        """The median time between neighbours, in days; 0 for fewer than two."""
        return median(self._steps) if len(self.points) > 1 else 0.0

    @property
    def widest(self) -> float:
        """The longest time between neighbours, in days."""
        return max(self._steps, default=0.0)

    @property
    def _steps(self) -> list[float]:
        return [later.at - before.at for before, later in zip(self.points, self.points[1:], strict=False)]


def series(rows: Sequence[Sequence[Any]], unit: str, today: date) -> Series:
    """Return rows of (time, value) as a series, at most MOST_BINS points: medians of equal stretches of time beyond.

    A time is a date, a timestamp (without a zone: UTC), or a text in ISO 8601; a value a number in ``unit`` (that of
    the term: of 4h hours, of 99.9% percent), a text of one, or an interval where the unit is one of time. Rows without
    a value are counted. Raises Unusable.
    """
    if len(rows) > MOST_ROWS:
        raise UnusableRows(
            f"the query returns more than {MOST_ROWS:,} rows: let it return one for each hour or day"
        )
    points, empty = [], 0
    for number, row in enumerate(rows, start=1):
        if len(row) != 2:
            raise UnusableRows(f"the query returns {len(row)} columns, where a time and a value are needed")
        at = _time(row[0], number)
        value = _value(row[1], unit, number)
        if value is None or at is None:
            empty += 1
            continue
        points.append(Point(at, value))
    points.sort(key=lambda point: point.at)
    end = _days(datetime.combine(today + timedelta(days=1), time(), timezone.utc))
    known = [point for point in points if point.at < end]
    return Series(tuple(_binned(known)), empty, len(points) - len(known))


def _days(moment: datetime) -> float:
    return (moment - EPOCH).total_seconds() / DAY


def _time(value: Any, number: int) -> float | None:
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
        except ValueError:
            raise UnusableRows(
                f"row {number}: the first column holds a text that is no time: give a date or a timestamp"
            ) from None
    if isinstance(value, datetime):
        return _days(value if value.tzinfo else value.replace(tzinfo=timezone.utc))
    if isinstance(value, date):
        return _days(datetime.combine(value, time(), timezone.utc))
    raise UnusableRows(f"row {number}: the first column holds {_kind(value)}, where a time is needed")


def _value(value: Any, unit: str, number: int) -> float | None:
    if value is None:
        return None
    if isinstance(value, timedelta):
        if unit not in UNITS or unit == "%":
            raise UnusableRows(f"row {number}: the value is an interval, but the term isn't one of time")
        return value.total_seconds() / (BUSINESS.get(unit) or UNITS[unit][1])
    if isinstance(value, str):
        try:
            value = float(value.strip().rstrip("%"))
        except ValueError:
            raise UnusableRows(f"row {number}: the second column holds a text that is no number") from None
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, Fraction)):
        raise UnusableRows(f"row {number}: the second column holds {_kind(value)}, where a number is needed")
    found = float(value)
    return found if math.isfinite(found) else None


def _kind(value: Any) -> str:
    """Return what a value is, and never the value; one that came from another process says its own ``kind``."""
    return f"a value of the type {getattr(value, 'kind', type(value).__name__)}"


def _binned(points: list[Point]) -> Iterable[Point]:
    """Return the points, or where there are too many the median of each of MOST_BINS equal stretches of time."""
    if len(points) <= MOST_BINS:
        return points
    first, span = points[0].at, points[-1].at - points[0].at
    bins: dict[int, list[Point]] = defaultdict(list)
    for point in points:
        bins[min(int((point.at - first) / span * MOST_BINS), MOST_BINS - 1) if span else 0].append(point)
    return [
        Point(median(point.at for point in found), median(point.value for point in found))
        for _, found in sorted(bins.items())
    ]
