"""Quantities with where they stand, and the ranges of numbers that they are made of."""

from __future__ import annotations

import re

from pas_gov.model.quantities.numerals import NUMBER, is_number_in_words, number_value
from pas_gov.model.quantities.quantity import Quantity, QuantityKind

Number = int | float
Located = tuple[int, int, Quantity]
"""Where a quantity begins, where it ends, and it."""

FIRST, SECOND = rf"(?P<first>{NUMBER})", rf"(?P<second>{NUMBER})"
TO = r"\s?(?:-|–|—|to|or|and)\s?"
BEFORE = r"(?<![\w.,/:$€£#§-])"
"""That no number or name goes on here: what stands behind one of these is no quantity's first number."""


def located(
    text: str, span: tuple[int, int], kind: QuantityKind, values: tuple[Number | str, ...], unit: str
) -> Located:
    """Return the quantity that stands at a span of a text, with its place."""
    start, end = span
    return start, end, Quantity(text[start:end], kind, values, unit)


def _range(match: re.Match[str]) -> tuple[Number, ...]:
    """Return the one or two numbers of a match with the groups first (optional) and second."""
    second = number_value(match["second"])
    return (number_value(match["first"]), second) if match["first"] else (second,)


def _widened(text: str, match: re.Match[str]) -> bool:
    """Say whether a match whose numbers are joined by "or", "and" is a range at all: "and" needs "between"."""
    between = text[: match.start()].lower().endswith("between ")
    joined = text[match.end("first") : match.start("second")].strip().lower() if match["first"] else ""
    return joined != "and" or between


def number_range(text: str, match: re.Match[str]) -> tuple[int, tuple[Number, ...]]:
    """Return where a match with the groups first (optional) and second starts, and its numbers, without what is no range."""
    if match["first"] and is_number_in_words(text[match.start("first") : match.end("second")]):
        return match.start(), (number_value(text[match.start("first") : match.end("second")]),)
    if _widened(text, match):
        return match.start(), _range(match)
    return match.start("second"), (number_value(match["second"]),)
