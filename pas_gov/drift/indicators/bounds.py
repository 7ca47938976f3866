"""A term's limit: its number and unit, what breaks it, and which way leads towards it."""

from __future__ import annotations

from pas_gov.model.records.promise import Bound, Term
from pas_gov.model.stack.terms import number_and_unit


def limit_of(term: Term) -> tuple[float, str]:
    """Return a term's number and its unit as it is written: ``4h`` is 4.0 in ``h``; a bare number has the unit ""."""
    number, unit = number_and_unit(term.value)
    return float(number), unit


def breaks(value: float, limit: float, bound: Bound) -> bool:
    """Tell whether a value breaks a term."""
    if bound == "at_most":
        return value > limit
    return value < limit if bound == "at_least" else value != limit


def worsens(change: float, bound: Bound) -> bool:
    """Tell whether a change leads towards the limit; away from what a term equals every change does."""
    if bound == "equals":
        return True
    return change > 0 if bound == "at_most" else change < 0
