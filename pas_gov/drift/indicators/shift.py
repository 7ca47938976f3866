"""Sudden shifts of level: "four hours became six, and nobody decided it".

The best of all cuts is tested by significance.py. As a slope also makes it significant, a cut counts only where two
levels describe the series better than one line does (the sum of the absolute distances is smaller), and where the
levels lie further apart than the values scatter around them. A level that rose and fell again is described by no single
cut: two of them count where they leave less than half of what the line leaves. After a cut, the rest is looked through for the next.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from statistics import median

from pas_gov.drift.indicators.likelihood import SIDE
from pas_gov.drift.indicators.rhythm import Rhythm
from pas_gov.drift.indicators.series import Point
from pas_gov.drift.indicators.significance import SIGNIFICANT, evidence
from pas_gov.drift.indicators.trend import Trend, trend
from pas_gov.foundation.values import dataclass

APART = 1.0  # robust standard deviations between the levels
TWICE = 0.5  # of the line's distances, below which two cuts describe a series better where one doesn't


@dataclass(frozen=True, slots=True)
class Shift:
    """The day from which another level holds, the levels before and after (medians), and how likely it is by chance."""

    day: date
    before: float
    after: float
    p: float


def shifts(points: Sequence[Point], line: Trend, rhythm: Rhythm | None = None) -> tuple[Shift, ...]:
    """Return the shifts of a series in their order; ``line`` is its trend, ``rhythm`` what its values follow."""
    found, begin = [], 0
    while (cut := _cut(points[begin:], line, _part(rhythm, begin))) is not None:
        place, p = cut
        found.append((begin + place, p))
        begin += place
        if len(points) - begin < 2 * SIDE:
            break
        line = trend(points[begin:], _part(rhythm, begin))
    ends = [0, *(place for place, _ in found), len(points)]
    levels = [median(one.value for one in points[a:b]) for a, b in itertools.pairwise(ends)]
    return tuple(
        Shift(points[place].day, levels[number], levels[number + 1], p)
        for number, (place, p) in enumerate(found)
    )


def _part(rhythm: Rhythm | None, begin: int) -> Rhythm | None:
    if rhythm is None or begin == 0:
        return rhythm
    return Rhythm(rhythm.name, rhythm.parts[begin:], rhythm.added[begin:])


def _cut(points: Sequence[Point], line: Trend, rhythm: Rhythm | None) -> tuple[int, float] | None:
    """Return how many points stand before the first shift, and its p; None where there is none."""
    values = [point.value for point in points]
    sure = evidence("step", [point.at for point in points], values, rhythm.parts if rhythm else None)
    if sure.p > SIGNIFICANT:
        return None
    if rhythm:
        values = [value - more for value, more in zip(values, rhythm.added, strict=True)]
    sloped = [value - line.value(point.at) for value, point in zip(values, points, strict=True)]
    middle = median(sloped)
    straight = sum(abs(one - middle) for one in sloped)
    for cuts, share in (((sure.cut,), 1.0), (_two(values, sure.cut), TWICE)):
        steps = _levelled(values, cuts)
        if sum(map(abs, steps)) < share * straight:
            place = next((cut for cut in cuts if _apart(values, cut, cuts, steps)), None)
            if place:
                return place, sure.p
    return None


def _two(values: Sequence[float], first: int) -> tuple[int, ...]:
    """Return a cut with the one beside it that leaves least, as long as all levels keep SIDE points."""
    others = [cut for cut in range(SIDE, len(values) - SIDE + 1) if abs(cut - first) >= SIDE]
    pairs = [(min(first, cut), max(first, cut)) for cut in others]
    return min(pairs, key=lambda cuts: sum(map(abs, _levelled(values, cuts))), default=(first,))


def _levelled(values: Sequence[float], cuts: Sequence[int]) -> list[float]:
    """Return values less the medians of the segments between cuts."""
    return [value - middle for part in _segments(values, cuts) for middle in [median(part)] for value in part]


def _segments(values: Sequence[float], cuts: Sequence[int]) -> list[Sequence[float]]:
    return [values[begin:end] for begin, end in itertools.pairwise((0, *cuts, len(values)))]


def _apart(values: Sequence[float], cut: int, cuts: Sequence[int], steps: Sequence[float]) -> bool:
    """Tell whether the levels on both sides of a cut lie further apart than the values scatter around theirs."""
    levels = [median(part) for part in _segments(values, cuts)]
    number = cuts.index(cut)
    noise = 1.4826 * median(map(abs, steps))
    return abs(levels[number + 1] - levels[number]) > APART * noise
