"""What a reader must know of a series beside its state, in words: gaps, late figures, rows that count for nothing."""

from __future__ import annotations

import math
from datetime import date

from pas_gov.drift.indicators.bounds import breaks
from pas_gov.drift.indicators.series import Series
from pas_gov.model.records.promise import Bound

LATE = (4, 7.0)  # times the usual spacing, and days at least, after which points lie too far apart


def series_notes(found: Series, limit: float, bound: Bound) -> list[str]:
    """Return how the rows of a series were read, which of them don't count, and where nothing was observed."""
    told = []
    if found.read:
        told.append(f"times without a zone are read by the clocks of {found.read}")
    if found.empty > len(found.open):
        told.append(f"{_rows(found.empty - len(found.open))} without a value")
    if found.ahead:
        told.append(f"{_rows(found.ahead)} dated after today: not counted")
    if found.gathered:
        told.append(f"gathered into medians of {found.gathered}")
    if found.spacing and found.widest > _usual(found):
        told.append(f"there is a gap of {math.ceil(found.widest)} days")
    if found.open:
        told.append(_open(found.open, limit, bound))
    return told


def late_note(found: Series, today: date) -> str:
    """Return why the last point doesn't tell of the present, "" where it does."""
    late = (today - found.points[-1].day).days
    if late <= _usual(found):
        return ""
    return f"the last observation is {late} days old, where at most {math.ceil(_usual(found))} are usual"


def _usual(found: Series) -> float:
    """Return how many days may pass between two points."""
    times, least = LATE
    return max(times * found.spacing, least)


def _open(values: tuple[float, ...], limit: float, bound: Bound) -> str:
    """Say what is to be known of rows that have no end yet: they count for nothing, however late they are."""
    late = sum(breaks(value, limit, bound) for value in values) if bound == "at_most" else 0
    beyond = f", {late} of them beyond the limit already" if late else ""
    return f"{_rows(len(values))} that began and didn't end{beyond}"


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"
