"""Terms as quantities: which of two is weaker, and which can't be compared (SPEC 2, 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from pas_gov.foundation.values import dataclass
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import Term

Dimension = Literal["number", "percentage", "elapsed", "business"]

# Seconds for elapsed time. Business time counts in hours, and a business day as eight of them: enough to tell
# that "3bd" is weaker than "8bh", which is all that it is used for.
UNITS: dict[str, tuple[Dimension, int]] = {
    "%": ("percentage", 1),
    "s": ("elapsed", 1),
    "m": ("elapsed", 60),
    "h": ("elapsed", 3600),
    "d": ("elapsed", 86400),
    "w": ("elapsed", 604800),
    "bh": ("business", 1),
    "bd": ("business", 8),
}


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A value in the base unit of its dimension: seconds, business hours, percent, or a bare number."""

    dimension: Dimension
    amount: Fraction


def number_and_unit(value: int | float | str) -> tuple[Fraction, str]:
    """Return a term's number and its unit, "" where it has none, of a value as the promise schema accepts it."""
    if isinstance(value, (int, float)):
        return Fraction(str(value)), ""
    number, unit = re.fullmatch(r"\s*(-?[0-9.]+)\s*([a-z%]+)\s*", value).groups()  # type: ignore[union-attr]
    return Fraction(number), unit


def magnitude(value: int | float | str) -> Magnitude:
    """Return the quantity of a term's value as the promise schema accepts it; exact, without rounding."""
    number, unit = number_and_unit(value)
    dimension, factor = UNITS[unit] if unit else ("number", 1)
    return Magnitude(dimension, number * factor)


def term_kinds(before: tuple[Term, ...], after: tuple[Term, ...]) -> Iterator[str]:
    """Yield weakened, strengthened, terms-changed or edited for each measure that differs."""
    earlier = {fold(term.measure): term for term in before}
    later = {fold(term.measure): term for term in after}
    for measure in earlier.keys() | later.keys():
        if measure not in later:
            yield "weakened"
        elif measure not in earlier:
            yield "strengthened"
        elif earlier[measure] != later[measure]:
            yield _compared(earlier[measure], later[measure])
    if list(earlier) != list(later) and earlier.keys() == later.keys():
        yield "edited"


def _compared(before: Term, after: Term) -> str:
    earlier, later = magnitude(before.value), magnitude(after.value)
    if before.bound != after.bound or earlier.dimension != later.dimension:
        return "terms-changed"
    if earlier.amount == later.amount:
        return "edited"
    if before.bound == "equals":
        return "terms-changed"
    looser = later.amount > earlier.amount if before.bound == "at_most" else later.amount < earlier.amount
    return "weakened" if looser else "strengthened"
