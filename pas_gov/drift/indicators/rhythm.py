"""A rhythm is no drift: what the hour, the weekday or the month usually adds to a value is found, and set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from statistics import median

from pas_gov.drift.indicators.series import Point, day_of
from pas_gov.drift.indicators.significance import SIGNIFICANT
from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Cycle:
    """A rhythm that points at some distance (from, to, in days) may have: its name, its parts, and how often each is seen."""

    name: str
    spacing: tuple[float, float]
    part: Callable[[float], int]
    least: int


CYCLES = (
    Cycle("daily", (0.0, 0.25), lambda at: int(at % 1 * 24), 3),
    Cycle("weekly", (0.75, 1.5), lambda at: int(at) % 7, 3),
    Cycle("yearly", (27.0, 93.0), lambda at: day_of(at).month, 2),
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A rhythm that a series has: its name, the part of the cycle of each point, and what it usually adds to it."""

    name: str
    parts: tuple[int, ...]
    added: tuple[float, ...]


def rhythm(points: Sequence[Point], spacing: float) -> Rhythm | None:
    """Return the rhythm of a series by the Kruskal-Wallis test on what the line leaves, None where it shows none."""
    for cycle in CYCLES:
        if cycle.spacing[0] < spacing <= cycle.spacing[1]:
            parts = tuple(cycle.part(point.at) for point in points)
            return _tested(cycle, parts, points)
    return None


def _tested(cycle: Cycle, parts: tuple[int, ...], points: Sequence[Point]) -> Rhythm | None:
    from scipy.stats import kruskal

    left = _without_line(points)
    groups: dict[int, list[float]] = defaultdict(list)
    for part, value in zip(parts, left, strict=True):
        groups[part].append(value)
    if len(groups) < 2 or min(map(len, groups.values())) < cycle.least or len(set(left)) < 2:
        return None
    if kruskal(*groups.values()).pvalue > SIGNIFICANT:
        return None
    usual = {part: median(values) for part, values in groups.items()}
    middle = median(usual.values())
    return Rhythm(cycle.name, parts, tuple(usual[part] - middle for part in parts))


def _without_line(points: Sequence[Point]) -> list[float]:
    from scipy.stats import theilslopes

    times = [point.at - points[0].at for point in points]
    slope = float(theilslopes([point.value for point in points], times)[0])
    return [point.value - slope * at for point, at in zip(points, times, strict=True)]
