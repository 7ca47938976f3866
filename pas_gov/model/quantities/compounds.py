"""Durations that are written in several parts: "1 hour 30 minutes", "1h30", "2 weeks and 3 days", PT1H30M."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.quantities.located import BEFORE, Located
from pas_gov.model.quantities.numerals import NUMBER, number_value
from pas_gov.model.quantities.quantity import Quantity
from pas_gov.model.quantities.units import duration_unit

_EXACT = {"s": 1, "min": 60, "h": 3600, "d": 86400, "w": 604800}
_MONTHS = {"mo": 1, "y": 12}

_UNIT = r"(?:years?|yrs?|months?|weeks?|wks?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|[hdms])"
_PART = rf"{NUMBER}[\s-]?{_UNIT}\b"
_PARTS = late_pattern(rf"{BEFORE}{_PART}(?:(?:,? and |, | )?{_PART})+", re.IGNORECASE)
_ONE = late_pattern(rf"(?P<number>{NUMBER})[\s-]?(?P<unit>{_UNIT})\b", re.IGNORECASE)
_CLOCKED = late_pattern(
    rf"{BEFORE}(?P<hours>\d{{1,3}})\s?h(?:(?P<bare>[0-5]\d)|\s?(?P<minutes>[0-5]?\d)\s?m(?:in)?)\b"
)
_ISO = late_pattern(
    r"\bP(?=\d|T\d)(?:(?P<y>\d+)Y)?(?:(?P<mo>\d+)M)?(?:(?P<w>\d+)W)?(?:(?P<d>\d+)D)?"
    r"(?:T(?:(?P<h>\d+)H)?(?:(?P<min>\d+)M)?(?:(?P<s>\d+)S)?)?\b"
)


def compounds(text: str) -> Iterator[Located]:
    """Yield the durations of several parts, and those in ISO 8601, each as one number of its smallest unit."""
    for match in _CLOCKED.finditer(text):
        minutes = int(match["bare"] or match["minutes"])
        yield *match.span(), Quantity(match[0], "duration", (int(match["hours"]) * 60 + minutes,), "min")
    for match in _ISO.finditer(text):
        parts = [(Fraction(number), unit) for unit, number in match.groupdict().items() if number]
        yield from _located(match, parts)
    for match in _PARTS.finditer(text):
        found = [
            (Fraction(str(number_value(one["number"]))), _unit(one["unit"]))
            for one in _ONE.finditer(match[0])
        ]
        if _descending([unit for _, unit in found]):
            yield from _located(match, found)


def _unit(word: str) -> str:
    return "min" if word.lower() == "m" else duration_unit(word)


def _descending(units: Sequence[str]) -> bool:
    """Say whether each unit is smaller than the one before: "24 hours, 7 days" are two durations."""
    sizes = [_EXACT.get(unit, _MONTHS.get(unit, 0) * 31 * 86400) for unit in units]
    return all(one > other for one, other in itertools.pairwise(sizes))


def _located(match: re.Match[str], parts: Sequence[tuple[Fraction, str]]) -> Iterator[Located]:
    """Yield the sum in the smallest unit, where all units are of one calendar: a month isn't a number of days."""
    for sizes in (_EXACT, _MONTHS):
        if parts and all(unit in sizes for _, unit in parts):
            unit = min((unit for _, unit in parts), key=sizes.__getitem__)
            total = sum((number * sizes[each] for number, each in parts), Fraction()) / sizes[unit]
            value = int(total) if total.denominator == 1 else float(total)
            yield *match.span(), Quantity(match[0], "duration", (value,), unit)
