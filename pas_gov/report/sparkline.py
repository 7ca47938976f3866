"""A series as one line of characters, each as high as its value; the limit lies between two heights.

A value that breaks the term never has the character of one that keeps it, however near to the limit both are: the
characters below the limit and those above it are shared out by how far the values reach on either side.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median, median_high

from pas_gov.drift.indicators.series import steps
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import Bound
from pas_gov.report.layout import Pictures
from pas_gov.report.plot import Plot

HEIGHTS = {"blocks": "▁▂▃▄▅▆▇█", "ascii": "_.-~=+*#"}
GAP = {"blocks": "·", "ascii": " "}
WIDEST = 60  # columns of a picture


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The characters of a series, those among them that break the term, and what its highest and lowest are.

    ``each`` is of how many points one character is the median, at most. ``edge`` says in words where the limit lies.
    """

    text: str
    breaking: frozenset[str]
    low: float
    high: float
    each: int
    edge: str


def sparkline(found: Plot, kind: Pictures, widest: int = WIDEST) -> Sparkline | None:
    """Return the line of a picture in at most so many columns, None where no picture is wanted, or without points."""
    if kind == "none" or not found.points:
        return None
    columns = _columns(found, widest)
    values = [median(one) if one else None for one in columns]
    known = [value for value in values if value is not None]
    scale = _scale(known, found.limit, found.bound, HEIGHTS[kind])
    text = "".join(GAP[kind] if value is None else scale.character(value) for value in values)
    breaking = scale.breaking & set(text)
    edge = scale.edge(bool(breaking))
    return Sparkline(text, frozenset(breaking), min(known), max(known), max(map(len, columns)), edge)


def _columns(found: Plot, widest: int) -> list[list[float]]:
    """Return the values that stand in each column; a column is a stretch of time, empty where nothing was observed."""
    points = found.points
    first, span = points[0].at, points[-1].at - points[0].at
    apart = steps(points)
    usual = median_high(apart) if apart else 0.0  # one that is there, so that neighbours stand side by side
    number = min(widest, round(span / usual) + 1) if usual else 1
    columns: list[list[float]] = [[] for _ in range(number)]
    for point in points:
        share = (point.at - first) / span if span else 0.0
        columns[min(round(share * (number - 1)), number - 1)].append(point.value)
    return columns


@dataclass(frozen=True, slots=True)
class _Scale:
    """Heights for values below a limit, for those that are it where only they keep the term, and for those above."""

    low: float
    limit: float
    high: float
    below: str
    at: str
    above: str
    bound: Bound

    def character(self, value: float) -> str:
        """Return the height of a value."""
        if self.at and value == self.limit:
            return self.at
        if value < self.limit or (value == self.limit and self.bound == "at_most"):
            return _height(value, self.low, self.limit, self.below)
        return _height(value, self.limit, self.high, self.above)

    @property
    def breaking(self) -> set[str]:
        """The heights that break the term."""
        if self.bound == "at_most":
            return set(self.above)
        return set(self.below) if self.bound == "at_least" else {*self.below, *self.above}

    def edge(self, broken: bool) -> str:
        """Return where the limit lies."""
        if self.bound == "equals":
            return f"{self.at} keeps it"
        if self.bound == "at_most":
            return f"{self.above[0]} and higher break it" if broken else "all of it keeps that"
        return f"{self.below[-1]} and lower break it" if broken else "all of it keeps that"


def _height(value: float, low: float, high: float, heights: str) -> str:
    share = (value - low) / (high - low) if high > low else 1.0
    return heights[min(math.floor(share * len(heights)), len(heights) - 1)]


def _scale(values: Sequence[float], limit: float, bound: Bound, heights: str) -> _Scale:
    low, high = min(*values, limit), max(*values, limit)
    if bound == "equals":
        return _Scale(low, limit, high, heights[:3], heights[3], heights[4:], bound)
    under = sum(value < limit or (value == limit and bound == "at_most") for value in values)
    if under == len(values):
        number = len(heights)
    elif not under:
        number = 0
    else:
        share = (limit - low) / (high - low)
        number = min(max(round(share * len(heights)), 1), len(heights) - 1)
    return _Scale(low, limit, high, heights[:number], "", heights[number:], bound)
