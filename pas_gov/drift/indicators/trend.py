"""A robust trend: the Theil-Sen slope, and the Mann-Kendall test of whether there is one at all.

Theil (1950) and Sen (1968): the slope is the median of the slopes of all pairs, which 29 % of outliers can't move.
Mann (1945) and Kendall (1975): S counts the pairs that rise less those that fall; without a trend it is near to normal
with a known variance, ties corrected. Neither asks how values are distributed, and response times are skewed.

A weekly rhythm is no trend: where points come by the day, only those of one weekday are compared with each other
(the seasonal test of Hirsch, Slack and Smith 1982). Neighbours that resemble each other count for less: the variance
is widened by the autocorrelation at lag 1 of what the trend leaves (Yue and Wang 2004).
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, median

from pas_gov.drift.indicators.series import Point

NORMAL = NormalDist()
CONFIDENCE = 0.95
WEEK = 7
DAILY, WEEKS = 1.5, 3  # days between points, and how many weeks of them, from which weekdays are kept apart


@dataclass(frozen=True, slots=True)
class Trend:
    """Change of the value in a day, with the ends of its 95 % interval, and how likely as much is without any trend."""

    slope: float
    low: float
    high: float
    p: float
    weekly: bool


def weekly(points: Sequence[Point], spacing: float) -> bool:
    """Tell whether weekdays are to be kept apart: points by the day, for three weeks or more."""
    return 0 < spacing <= DAILY and points[-1].at - points[0].at >= WEEKS * WEEK


def trend(points: Sequence[Point], spacing: float) -> Trend:
    """Return the trend of at least three points at more than one time."""
    apart = weekly(points, spacing)
    groups = _by_weekday(points) if apart else [list(points)]
    slopes = sorted(
        (later.value - before.value) / (later.at - before.at)
        for group in groups
        for index, before in enumerate(group)
        for later in group[index + 1 :]
        if later.at > before.at
    )
    if not slopes:
        return Trend(0.0, 0.0, 0.0, 1.0, apart)
    slope = median(slopes)
    score = sum(_score(group) for group in groups)
    variance = sum(_variance([point.value for point in group]) for group in groups) * _widening(points, slope)
    low, high = _interval(slopes, variance)
    return Trend(slope, low, high, _p(score, variance), apart)


def _by_weekday(points: Sequence[Point]) -> list[list[Point]]:
    groups: list[list[Point]] = [[] for _ in range(WEEK)]
    for point in points:
        groups[int(point.at) % WEEK].append(point)
    return groups


def _score(points: Sequence[Point]) -> int:
    """Return Kendall's S."""
    return sum(
        (later.value > before.value) - (later.value < before.value)
        for index, before in enumerate(points)
        for later in points[index + 1 :]
    )


def _variance(values: Sequence[float]) -> float:
    """Return the variance of S without a trend, corrected for ties."""
    n = len(values)
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values())
    return max(n * (n - 1) * (2 * n + 5) - ties, 0) / 18


def _widening(points: Sequence[Point], slope: float) -> float:
    """Return by how much the variance grows, as neighbours resemble each other: (1 + r) / (1 - r), never below 1."""
    first = points[0].at
    left = [point.value - slope * (point.at - first) for point in points]
    mean = sum(left) / len(left)
    spread = sum((one - mean) ** 2 for one in left)
    if spread == 0:
        return 1.0
    lag = sum((a - mean) * (b - mean) for a, b in itertools.pairwise(left)) / spread
    if lag <= 1.645 / math.sqrt(len(left)):  # no more than chance gives
        return 1.0
    lag = min(lag, 0.9)
    return (1 + lag) / (1 - lag)


def _p(score: int, variance: float) -> float:
    if variance == 0 or score == 0:
        return 1.0
    z = (abs(score) - 1) / math.sqrt(variance)  # the continuity correction
    return 2 * (1 - NORMAL.cdf(z))


def _interval(slopes: Sequence[float], variance: float) -> tuple[float, float]:
    """Return Sen's interval of the median slope: ranks on either side of the middle (Gilbert 1987)."""
    reach = NORMAL.inv_cdf((1 + CONFIDENCE) / 2) * math.sqrt(variance)
    low = max(int((len(slopes) - reach) / 2), 0)
    high = min(int((len(slopes) + reach) / 2) + 1, len(slopes) - 1)
    return slopes[low], slopes[high]
