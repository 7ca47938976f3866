"""Rows as JSON between two processes, so that nothing in them is ever carried out; what no series can hold is its type."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

LONGEST = 80  # characters of a text: no time and no number is longer


@dataclass(frozen=True, slots=True)
class OtherValue:
    """A value that is neither a time nor a number: only its type is kept."""

    kind: str


def packed(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Return rows as values of JSON; ``unpacked`` gives them back."""
    return [[_packed(value) for value in row] for row in rows]


def _packed(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value if len(value) <= LONGEST else ["other", "text"]
    if isinstance(value, datetime):
        return ["moment", value.isoformat()]
    if isinstance(value, date):
        return ["day", value.isoformat()]
    if isinstance(value, timedelta):
        return ["interval", value.days, value.seconds, value.microseconds]
    if isinstance(value, (int, float, Decimal, Fraction)):
        return _number(value)
    return ["other", type(value).__name__]


def _number(value: int | float | Decimal | Fraction) -> Any:
    if isinstance(value, int) and abs(value) < 2**53:
        return value
    try:
        found = float(value)
    except (OverflowError, ValueError):  # 10**400; a signalling NaN
        return ["other", "number"]
    return found if math.isfinite(found) else ["number", repr(found)]


def unpacked(rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Return rows from values of JSON, with times, intervals and numbers as Python has them."""
    return [tuple(_unpacked(value) for value in row) for row in rows]


def _unpacked(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    kind, *parts = value
    if kind == "moment":
        return datetime.fromisoformat(parts[0])
    if kind == "day":
        return date.fromisoformat(parts[0])
    if kind == "interval":
        return timedelta(*parts)
    return float(parts[0]) if kind == "number" else OtherValue(str(parts[0]))
