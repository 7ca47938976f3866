"""The trial of a promise file: the words and the choice of points that its formats share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pas_gov.drift.business_time.wall_clock import EPOCH
from pas_gov.drift.indicators.series import Point, Series
from pas_gov.drift.survey.indicators import Observation, term_of
from pas_gov.model.records.promise import ZONES
from pas_gov.report.layout import count

FIRST, LAST = 3, 5  # points that are shown of a series


def heading(one: Observation) -> str:
    """Return what an indicator is held against."""
    term = term_of(one.assessed.entry, one.assessed.measure)
    held = f" {term.bound.replace('_', ' ')} {term.value}" if term else ""
    return f"{one.assessed.name}: {one.assessed.measure}{held}, in {ZONES[one.assessed.zone]}"


def reading_statement(one: Observation, source: str) -> str:
    """Return how many rows the query gave and what series they make, "" where it gave none."""
    if one.rows is None:
        return ""
    told = f"the query gives {count(one.rows, 'row')}{f' at {source}' if source else ''}"
    if one.series is None:
        return told
    points = one.series.points
    if not points:
        return f"{told}; no points of the time that is looked at"
    span = f"{points[0].day} to {points[-1].day}" if len(points) > 1 else f"of {points[0].day}"
    return f"{told}; they make {count(len(points), 'point')}, {span}{_spacing(one.series)}"


def _spacing(found: Series) -> str:
    if not found.spacing:
        return ""
    days = found.spacing
    apart = f"{days * 24:.3g} hours" if days < 1 else count(round(days), "day")
    return f", usually {apart} apart"


def shown_points(found: Series) -> Iterator[Point | None]:
    """Yield the first and the last points, None for those between that are left out."""
    points = found.points
    if len(points) <= FIRST + LAST:
        yield from points
        return
    yield from (*points[:FIRST], None, *points[-LAST:])


def moment_said(at: float) -> str:
    """Return a moment in UTC, a midnight as its day."""
    moment = EPOCH + timedelta(minutes=round(at * 1440))
    return f"{moment:%Y-%m-%d}" if at == int(at) else f"{moment:%Y-%m-%d %H:%M}"
