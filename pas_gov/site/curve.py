"""The curve of open gaps over the last year: one line from the history of the records."""

from __future__ import annotations

from collections.abc import Sequence

from pas_gov.drift.state.trend import TrendPoint
from pas_gov.foundation.values import dataclass
from pas_gov.report.layout import count
from pas_gov.site.words import day_words

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 480, 160, 32, 12, 24


@dataclass(frozen=True, slots=True)
class Curve:
    """A line in units of its own size; ``labels`` are texts with their places, ``said`` the same in a sentence."""

    points: tuple[TrendPoint, ...]
    width: int
    height: int
    path: str
    labels: tuple[tuple[int, int, str], ...]
    said: str


def curve(points: Sequence[TrendPoint]) -> Curve:
    """Return the line of the open gaps, from the first day to the last."""
    most = max((one.open for one in points), default=0) or 1
    first, last = (points[0].day, points[-1].day) if points else (None, None)
    span = (last - first).days if first and last else 0
    places = [
        (
            LEFT + round((WIDTH - LEFT - 8) * (one.day - points[0].day).days / span) if span else LEFT,
            TOP + round((HEIGHT - TOP - BOTTOM) * (1 - one.open / most)),
        )
        for one in points
    ]
    path = "M" + "L".join(f"{x} {y}" for x, y in places) if places else ""
    return Curve(tuple(points), WIDTH, HEIGHT, path, tuple(_labels(points, most)), _said(points))


def _labels(points: Sequence[TrendPoint], most: int) -> list[tuple[int, int, str]]:
    if not points:
        return []
    low, high = (0, HEIGHT - BOTTOM + 4, "0"), (0, TOP + 4, str(most))
    begin, end = points[0].day, points[-1].day
    return [low, high, (LEFT, HEIGHT - 4, day_words(begin)), (WIDTH - 8, HEIGHT - 4, day_words(end))]


def _said(points: Sequence[TrendPoint]) -> str:
    if not points:
        return ""
    first, last = points[0], points[-1]
    most = max(points, key=lambda one: one.open)
    peak = f", at most {most.open} on {day_words(most.day)}" if most.open > max(first.open, last.open) else ""
    return f"{count(first.open, 'open gap')} on {day_words(first.day)}, {last.open} on {day_words(last.day)}{peak}"
