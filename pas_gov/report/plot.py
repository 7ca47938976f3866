"""What a picture of an indicator shows, whatever draws it: points, line, limit, shift, the day of reaching.

A value here is in the unit of the term, a moment a day since 1970 in UTC. Points are as many as the series has, at most
MOST_POINTS: more were gathered into medians of as many stretches of time when it was read, and ``gathered`` says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pas_gov.drift.indicators.assessment import Assessment
from pas_gov.drift.indicators.readings import days_of
from pas_gov.drift.indicators.series import Point
from pas_gov.drift.indicators.shift import Shift
from pas_gov.drift.indicators.trend import Trend
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import Bound


@dataclass(frozen=True, slots=True)
class LineEnd:
    """One end of the trend's line, and between which values the true line lies there in 95 of 100 cases."""

    at: float
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reaching:
    """The day on which the line reaches the limit; earliest and latest in 95 of 100 cases (None: no bound)."""

    day: date
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Plot:
    """The picture of one indicator; ``line`` is two ends, none where there are too few points for a trend."""

    limit: float
    unit: str
    bound: Bound
    points: tuple[Point, ...]
    gathered: str = ""
    line: tuple[LineEnd, ...] = ()
    shift: Shift | None = None
    reaching: Reaching | None = None


def plot(found: Assessment) -> Plot:
    """Return the picture of an indicator."""
    reaching = Reaching(found.reached, found.earliest, found.latest) if found.reached else None
    line = tuple(_ends(found, found.trend)) if found.trend and found.since else ()
    return Plot(
        found.limit, found.unit, found.bound, found.observed, found.gathered, line, found.shift, reaching
    )


def _ends(found: Assessment, trend: Trend) -> Iterator[LineEnd]:
    """Yield the ends of the line: where its points begin, and the last of them, or the day of reaching if later."""
    assert found.since  # noqa: S101  (a trend has points)
    last = found.observed[-1].at
    if found.reached:
        last = max(last, days_of(found.reached))
    for at in (max(days_of(found.since), found.observed[0].at), last):
        if found.certainty:
            low, high = found.certainty.between(at)
        else:  # a line of which nothing is claimed: its slopes
            low, high = sorted(trend.level + slope * (at - trend.at) for slope in (trend.low, trend.high))
        yield LineEnd(at, trend.value(at), low, high)
