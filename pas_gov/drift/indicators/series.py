"""A series of observations, read from a source's rows: one value a moment, in one unit, within a window that fits it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import median
from typing import Any

from pas_gov.drift.business_time.business_calendar import BusinessCalendar
from pas_gov.drift.business_time.wall_clock import EPOCH
from pas_gov.drift.indicators.readings import UnusableRows, amount, days_of, names_its_unit, times
from pas_gov.drift.indicators.stamps import are_stamped, elapsed
from pas_gov.foundation.values import dataclass

MOST_ROWS = 100_000  # observations that are taken; of more it would be chance which
MOST_POINTS = 400  # points that are judged: more are gathered into as many medians
WINDOW = 180.0  # days back, and at least as long as
WINDOW_POINTS = 26  # so many points need: half a year of weeks, two years of months
BY_THE_DAY = (0.5, 21.0)  # days between points below which, and in all from which, they are gathered by day


@dataclass(frozen=True, slots=True)
class Point:
    """One observation: days since 1970-01-01 in UTC, and a value in the unit of the term."""

    at: float
    value: float

    @property
    def day(self) -> date:
        """The day on which it was made."""
        return day_of(self.at)


def day_of(at: float) -> date:
    """Return the day of a moment in UTC."""
    return (EPOCH + timedelta(days=at)).date()


@dataclass(frozen=True, slots=True)
class Series:
    """Observations within the window, in the order of their time.

    ``empty`` counts rows without a value, ``ahead`` those after today; ``last`` is the last day with a value, within
    the window or before it; ``gathered`` says of what stretches of time the points are medians, "" for single moments;
    ``stated`` tells whether every value named its own unit. Of rows with two times, ``open`` are the values by the
    beginning of today of those that have no end yet, and ``read`` says how times without a zone were read.
    """

    points: tuple[Point, ...]
    empty: int = 0
    ahead: int = 0
    last: date | None = None
    gathered: str = ""
    stated: bool = False
    open: tuple[float, ...] = ()
    read: str = ""

    @property
    def spacing(self) -> float:
        """The median time between neighbours, in days; 0 for fewer than two."""
        return median(steps(self.points)) if len(self.points) > 1 else 0.0

    @property
    def widest(self) -> float:
        """The longest time between neighbours, in days."""
        return max(steps(self.points), default=0.0)


def series(
    rows: Sequence[Sequence[Any]], unit: str, today: date, calendar: BusinessCalendar | None = None
) -> Series:
    """Return rows as a series; of rows with one time the median counts. Raises UnusableRows, NoCalendar.

    A row is a time and a value, or two times (when something began and ended, whose distance is the value), or a time
    and two such times; a ``calendar`` says which of it is business time, and by whose clocks times without a zone are.
    ``unit`` is that of the term (of 4h hours, of 99.9% percent); readings.py says what a time and a value may be. The
    window is of WINDOW days, or longer where WINDOW_POINTS points at the usual distance need more. Points many times a
    day are gathered by the day, once there are three weeks of them; more than MOST_POINTS into as many stretches.
    """
    if len(rows) > MOST_ROWS:
        raise UnusableRows(
            f"the query returns more than {MOST_ROWS:,} rows", "let it return one for each hour or day"
        )
    stamped = are_stamped(rows)
    wrong = next((len(row) for row in rows if len(row) != 2 and (not stamped or len(row) != 3)), None)
    if wrong is not None:
        raise UnusableRows(
            f"the query returns {'1 column' if wrong == 1 else f'{wrong} columns'}, where a time and a value are needed"
        )
    begin = days_of(today)
    if stamped:
        spans = elapsed(rows, unit, calendar, begin)
        return replace(_within(spans.values, begin, stated=True), open=spans.open, read=spans.read)
    values = [amount(row[1], unit, number) for number, row in enumerate(rows, start=1)]
    stated = all(names_its_unit(row[1]) for row in rows)
    return _within(list(zip(times([row[0] for row in rows]), values, strict=True)), begin, stated=stated)


def _within(read: Sequence[tuple[float | None, float | None]], begin: float, *, stated: bool) -> Series:
    """Return times and values as a series up to the end of the day that begins then."""
    found = [Point(at, value) for at, value in read if at is not None and value is not None]
    known = _medians((point for point in found if point.at < begin + 1), lambda at: at)
    ahead = sum(point.at >= begin + 1 for point in found)
    inside = [point for point in known if point.at >= begin - _window(known)]
    points, gathered = _gathered(inside)
    last = known[-1].day if known else None
    return Series(tuple(points), len(read) - len(found), ahead, last, gathered, stated)


def _window(points: Sequence[Point]) -> float:
    """Return how many days back are looked at, by the present distance between points."""
    apart = steps(points[-WINDOW_POINTS:])
    return max(WINDOW, WINDOW_POINTS * median(apart)) if apart else WINDOW


def steps(points: Sequence[Point]) -> list[float]:
    """Return the times between neighbours, in days."""
    return [later.at - before.at for before, later in itertools.pairwise(points)]


def _gathered(points: list[Point]) -> tuple[list[Point], str]:
    """Return points, where there are many as medians, and of what."""
    if len(points) < 2:
        return points, ""
    first, span = points[0].at, points[-1].at - points[0].at
    if median(steps(points)) < BY_THE_DAY[0] and span >= BY_THE_DAY[1]:
        return _medians(points, lambda at: float(at // 1)), "days"
    if len(points) <= MOST_POINTS:
        return points, ""
    stretch = span / MOST_POINTS
    last = MOST_POINTS - 1
    gathered = _medians(points, lambda at: first + stretch * (min((at - first) // stretch, last) + 0.5))
    return gathered, f"{len(gathered)} stretches of time"


def _medians(points: Iterable[Point], moment: Callable[[float], float]) -> list[Point]:
    """Return one point for each moment, in their order: the median of the values that are of it."""
    found: dict[float, list[float]] = defaultdict(list)
    for point in points:
        found[moment(point.at)].append(point.value)
    return [Point(at, median(values)) for at, values in sorted(found.items())]
