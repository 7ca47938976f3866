"""A sudden shift of level: "four hours became six, and nobody decided it".

Pettitt (1979): of every place at which a series can be cut, K is the largest difference between what the ranks on
either side say; p is near to 2 exp(-6 K^2 / (n^3 + n^2)). As a slope also makes it significant, a cut counts only where
two levels describe the series better than one line does (the sum of the absolute distances is smaller), and where the
levels lie further apart than the values scatter around them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from pas_gov.drift.indicators.series import Point
from pas_gov.drift.indicators.trend import Trend

SIDE = 5  # points that a level needs on either side
SIGNIFICANT = 0.01
APART = 1.0  # robust standard deviations between the levels


@dataclass(frozen=True, slots=True)
class Shift:
    """The day from which another level holds, the levels before and after (medians), and how likely it is by chance."""

    day: date
    before: float
    after: float
    p: float


def shift(points: Sequence[Point], line: Trend) -> Shift | None:
    """Return the shift of a series that may have a trend, None where it has none."""
    values = _without_weekdays(points) if line.weekly else [point.value for point in points]
    if len(values) < 2 * SIDE:
        return None
    cut, p = _pettitt(values)
    if not SIDE <= cut <= len(values) - SIDE or p > SIGNIFICANT:
        return None
    before, after = median(values[:cut]), median(values[cut:])
    steps = [abs(value - before) for value in values[:cut]] + [abs(value - after) for value in values[cut:]]
    sloped = [
        value - line.slope * (point.at - points[0].at) for value, point in zip(values, points, strict=True)
    ]
    middle = median(sloped)
    noise = 1.4826 * median(steps)
    if abs(after - before) <= APART * noise or sum(steps) >= sum(abs(one - middle) for one in sloped):
        return None
    return Shift(points[cut].day, before, after, p)


def _without_weekdays(points: Sequence[Point]) -> list[float]:
    """Return the values less what their weekday usually adds."""
    whole = median(point.value for point in points)
    usual: dict[int, float] = {}
    for weekday in range(7):
        found = [point.value for point in points if int(point.at) % 7 == weekday]
        usual[weekday] = median(found) - whole if found else 0.0
    return [point.value - usual[int(point.at) % 7] for point in points]


def _pettitt(values: Sequence[float]) -> tuple[int, float]:
    """Return how many values stand before the best cut, and its p."""
    n = len(values)
    best, at, running = 0, 0, 0
    for cut in range(1, n):
        one = values[cut - 1]
        running += sum((one > other) - (one < other) for other in values)
        if abs(running) > best:
            best, at = abs(running), cut
    return at, min(1.0, 2 * math.exp(-6 * best**2 / (n**3 + n**2)))
