"""The curve of open gaps over the last year: one line by the records alone, and the count of all findings of today."""

from __future__ import annotations

from collections.abc import Sequence

from pas_gov.drift.state.trend import TrendPoint
from pas_gov.foundation.values import dataclass
from pas_gov.report.layout import count
from pas_gov.site.model import Site
from pas_gov.site.words import day_words

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 480, 160, 32, 12, 24


@dataclass(frozen=True, slots=True)
class Curve:
    """A line in units of its own size; ``labels`` are texts with their places, ``said`` the same in a sentence.

    ``now`` is the place of the count of all that is found today, None where the records alone were looked at.
    """

    points: tuple[TrendPoint, ...]
    width: int
    height: int
    path: str
    labels: tuple[tuple[int, int, str, str], ...]
    said: str
    now: tuple[int, int] | None = None


def curve(points: Sequence[TrendPoint], everything: int | None = None) -> Curve:
    """Return the line of the open gaps, from the first day to the last.

    ``everything`` is how much is found on the last day in texts and figures too, None where nobody looked.
    """
    most = max([one.open for one in points] + [everything or 0]) or 1
    first, last = (points[0].day, points[-1].day) if points else (None, None)
    span = (last - first).days if first and last else 0
    places = [
        (
            LEFT + round((WIDTH - LEFT - 8) * (one.day - points[0].day).days / span) if span else LEFT,
            _y(one.open, most),
        )
        for one in points
    ]
    path = "M" + "L".join(f"{x} {y}" for x, y in places) if places else ""
    now = (places[-1][0], _y(everything, most)) if places and everything is not None else None
    labels = tuple(_labels(points, most, everything))
    return Curve(tuple(points), WIDTH, HEIGHT, path, labels, _said(points, everything), now)


def records_since(site: Site) -> str:
    """Return over which time the curve goes: ``over the last year``, or since when there are records at all."""
    began = site.records_began
    return f"since the records began on {day_words(began)}" if began else "over the last year"


def _y(number: int, most: int) -> int:
    return TOP + round((HEIGHT - TOP - BOTTOM) * (1 - number / most))


def _labels(
    points: Sequence[TrendPoint], most: int, everything: int | None
) -> list[tuple[int, int, str, str]]:
    if not points:
        return []
    low, high = (0, HEIGHT - BOTTOM + 4, "0", "start"), (0, TOP + 4, str(most), "start")
    begin, end = points[0].day, points[-1].day
    days = [(LEFT, HEIGHT - 4, day_words(begin), "start"), (WIDTH - 8, HEIGHT - 4, day_words(end), "end")]
    if everything is not None:
        days.append((WIDTH - 20, _y(everything, most) + 4, f"{everything} with texts and figures", "end"))
    return [low, high, *days]


def _said(points: Sequence[TrendPoint], everything: int | None) -> str:
    if not points:
        return ""
    first, last = points[0], points[-1]
    most = max(points, key=lambda one: one.open)
    peak = f", at most {most.open} on {day_words(most.day)}" if most.open > max(first.open, last.open) else ""
    now = "" if everything is None else f"; {count(everything, 'finding')} with texts and figures"
    gaps = count(first.open, "open gap")
    return f"by the records alone {gaps} on {day_words(first.day)}, {last.open} on {day_words(last.day)}{peak}{now}"
