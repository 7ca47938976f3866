"""A robust trend: the line of Theil and Sen, and whether there is a trend at all.

Theil (1950) and Sen (1968): the slope is the median of the slopes of all pairs, which 29 % of outliers can't move; the
line goes through the medians of times and values. Its interval is Sen's, by ranks; where neighbours resemble each other
the variance of the ranks grows by (1 + r) / (1 - r), as with Yue and Wang (2004). significance.py tests the slope.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist, median

from pas_gov.drift.indicators.rhythm import Rhythm
from pas_gov.drift.indicators.series import Point
from pas_gov.drift.indicators.significance import evidence
from pas_gov.foundation.values import dataclass

CONFIDENCE = 0.95
NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Trend:
    """A line: the change in a day with its 95 % interval, a point that it goes through, and p without any trend."""

    slope: float
    low: float
    high: float
    p: float
    at: float
    level: float
    correlation: float = 0.0

    def value(self, at: float) -> float:
        """Return what the line says of a moment (days since 1970)."""
        return self.level + self.slope * (at - self.at)

    def reaches(self, limit: float) -> float | None:
        """Return the moment when the line reaches a limit; None where it is level."""
        return self.at + (limit - self.level) / self.slope if self.slope else None


def trend(points: Sequence[Point], rhythm: Rhythm | None = None) -> Trend:
    """Return the trend of at least three points.

    A ``rhythm`` counts in the test alone: over whole cycles it moves no line, and the line stays that of the values.
    """
    from scipy.stats import theilslopes

    values, times = [point.value for point in points], [point.at for point in points]
    sure = evidence("slope", times, values, rhythm.parts if rhythm else None)
    line = theilslopes(values, times, alpha=_doubt(sure.correlation))
    slope, low, high = float(line[0]), float(line[2]), float(line[3])
    return Trend(slope, low, high, sure.p, median(times), median(values), sure.correlation)


def _doubt(correlation: float) -> float:
    """Return the doubt that scipy's interval of independent points must be given to be ours of these (0.05 or less)."""
    wide = math.sqrt((1 + correlation) / (1 - correlation))
    return math.erfc(NORMAL.inv_cdf((1 + CONFIDENCE) / 2) * wide / math.sqrt(2))
