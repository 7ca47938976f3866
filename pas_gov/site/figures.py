"""The picture of an indicator: points, limit, fitted line with its interval, forecast and shift, with coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pas_gov.drift.indicators.assessment import Assessment
from pas_gov.drift.indicators.series import day_of
from pas_gov.foundation.values import dataclass
from pas_gov.report.indicator_words import figure
from pas_gov.report.plot import LineEnd, Plot, plot
from pas_gov.site.words import day_words, figures_told

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 560, 200, 56, 12, 14, 26
AWAY = 180  # how far from an end what is written between both ends stands
ROWS = 400  # of the table beside a picture


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a place; ``anchor`` is which end of it stands there."""

    x: int
    y: int
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in units of its own size: paths of SVG, "" where there is nothing to draw.

    ``dots`` are the points, ``line`` the fitted line up to the last point, ``ahead`` the rest of it, ``band`` what it
    lies within in 95 of 100 cases, ``limit`` what was promised, ``shift`` the day of a shift. ``said`` is all of it in
    words, ``rows`` the points as a table: day and value.
    """

    dots: str
    line: str
    ahead: str
    band: str
    limit: str
    shift: str
    labels: tuple[Label, ...]
    said: str
    rows: tuple[tuple[str, str], ...]
    width: int = WIDTH
    height: int = HEIGHT


def indicator_figure(found: Assessment) -> Figure | None:
    """Return the picture of an indicator, None where it has no points."""
    drawn = plot(found)
    if not drawn.points:
        return None
    scale = _scale(drawn)
    last = drawn.points[-1].at
    rows = tuple((day_words(day_of(one.at)), figure(one.value, found)) for one in drawn.points[-ROWS:])
    return Figure(
        dots="".join(f"M{scale.x(one.at)} {scale.y(one.value)}h0" for one in drawn.points),
        line=_part(drawn.line, scale, drawn.line[0].at, last) if drawn.line else "",
        ahead=_part(drawn.line, scale, last, drawn.line[1].at)
        if drawn.line and drawn.line[1].at > last
        else "",
        band=_band(drawn.line, scale) if drawn.line else "",
        limit=f"M{LEFT} {scale.y(drawn.limit)}H{WIDTH - RIGHT}",
        shift=f"M{scale.x(_moment(drawn))} {TOP}V{HEIGHT - BOTTOM}" if drawn.shift else "",
        labels=tuple(_labels(drawn, scale, found)),
        said="; ".join(figures_told(found)),
        rows=rows,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """From moments and values to places."""

    first: float
    last: float
    low: float
    high: float

    def x(self, at: float) -> int:
        span = self.last - self.first or 1.0
        return LEFT + round((WIDTH - LEFT - RIGHT) * (at - self.first) / span)

    def y(self, value: float) -> int:
        span = self.high - self.low or 1.0
        return TOP + round((HEIGHT - TOP - BOTTOM) * (self.high - value) / span)


def _scale(drawn: Plot) -> _Scale:
    """Return a scale in which the points, the limit and the line have room."""
    values = [drawn.limit, *(one.value for one in drawn.points)]
    values += [value for end in drawn.line for value in (end.value, end.low, end.high)]
    moments = [drawn.points[0].at, drawn.points[-1].at, *(end.at for end in drawn.line)]
    low, high = min(values), max(values)
    edge = 0.04 * (high - low)
    return _Scale(min(moments), max(moments), low - edge, high + edge)


def _moment(drawn: Plot) -> float:
    """Return the first moment at or after the day of the shift."""
    day = drawn.shift.day if drawn.shift else day_of(drawn.points[-1].at)
    return next((one.at for one in drawn.points if day_of(one.at) >= day), drawn.points[-1].at)


def _part(line: tuple[LineEnd, ...], scale: _Scale, begin: float, end: float) -> str:
    """Return the part of a line between two moments."""
    first, last = line
    span = last.at - first.at or 1.0
    ends = ((at, first.value + (last.value - first.value) * (at - first.at) / span) for at in (begin, end))
    return "M" + "L".join(f"{scale.x(at)} {scale.y(value)}" for at, value in ends)


def _band(line: Iterable[LineEnd], scale: _Scale) -> str:
    first, last = line
    corners = ((first.at, first.low), (first.at, first.high), (last.at, last.high), (last.at, last.low))
    return "M" + "L".join(f"{scale.x(at)} {scale.y(value)}" for at, value in corners) + "Z"


def _labels(drawn: Plot, scale: _Scale, found: Assessment) -> Iterator[Label]:
    """Yield what is written into the picture: the limit, the days at both ends, the shift, the day of reaching."""
    promised = f"{drawn.bound.replace('_', ' ')} {drawn.limit:.15g}{drawn.unit}"
    yield Label(WIDTH - RIGHT, scale.y(drawn.limit) - 4, promised, "end")
    values = [one.value for one in drawn.points]
    for value in dict.fromkeys((max(values), min(values))):
        yield Label(LEFT - 6, scale.y(value) + 4, figure(value, found), "end")
    yield Label(LEFT, HEIGHT - 6, day_words(day_of(scale.first)))
    yield Label(WIDTH - RIGHT, HEIGHT - 6, day_words(day_of(scale.last)), "end")
    if drawn.shift:
        x = min(max(scale.x(_moment(drawn)), LEFT + AWAY), WIDTH - RIGHT - AWAY)
        yield Label(x, HEIGHT - 6, f"shift, {day_words(drawn.shift.day)}", "middle")
