"""Amounts: quantities in base units, by which those that a text states are compared with those of a promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pas_gov.drift.matching.words import COMMON_SENSES, senses
from pas_gov.model.quantities.quantity import Quantity
from pas_gov.model.records.promise import Bound, Term
from pas_gov.model.stack.terms import magnitude

Relation = Literal["same", "other", "incomparable", "unrelated"]

# Seconds of the shortest and the longest time that a unit means; business time is counted in hours, eight a day.
ELAPSED = {
    "s": (1, 1), "m": (60, 60), "min": (60, 60), "h": (3600, 3600), "d": (86400, 86400), "w": (604800, 604800),
    "mo": (28 * 86400, 31 * 86400), "y": (365 * 86400, 366 * 86400),
}  # fmt: skip
BUSINESS = {"bh": 1, "bd": 8}


Interval = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in the base unit of its dimension.

    ``ends`` are the number, or both of a range, each as the interval of what its unit may mean (a month has 28 to 31
    days). ``dimension`` is ``elapsed`` (seconds), ``business`` (hours), ``percent``, ``count``, ``number`` (a term
    without unit), ``money`` with its currency, or ``date``; ``thing`` what is counted, or the date; ``bound`` is that
    of a term, or ``equals``; ``text`` is how it is written, ``measure`` what a term measures, ``near`` the senses of
    the words around it.
    """

    text: str
    dimension: str
    ends: tuple[Interval, ...]
    thing: str = ""
    bound: Bound = "equals"
    measure: str = ""
    near: frozenset[str] = frozenset()

    @property
    def sort(self) -> str:
        """What it is a number of: only amounts of one sort can contradict each other."""
        return "time" if self.dimension in ("elapsed", "business") else self.dimension


def amounts_of_text(text: str, quantities: Iterable[Quantity]) -> tuple[Amount, ...]:
    """Return the amounts that a text states, in order; what has no number that can be compared is left out."""
    found = (_stated(one, _around(text, one.text)) for one in quantities)
    return tuple(amount for amount in found if amount is not None)


AROUND = 60  # characters on either side of a quantity that tell which one it is


def _around(text: str, part: str) -> frozenset[str]:
    at = text.find(part)
    if at < 0:
        return frozenset()
    before, after = text[max(at - AROUND, 0) : at], text[at + len(part) :][:AROUND]
    return frozenset({*senses(before), *senses(after)} - COMMON_SENSES)


def _stated(one: Quantity, near: frozenset[str]) -> Amount | None:
    if one.kind == "date":
        return Amount(one.text, "date", (), "/".join(map(str, one.values)), near=near)
    try:
        numbers = [Fraction(str(value)) for value in one.values]
    except (ValueError, ZeroDivisionError):
        return None
    dimension, low, high = _base(one)
    thing = " ".join(senses(one.unit)) if one.kind == "count" else ""
    ends = tuple((number * low, number * high) for number in sorted(numbers))
    return Amount(one.text, dimension, ends, thing, near=near) if ends else None


def _base(one: Quantity) -> tuple[str, int, int]:
    if one.kind == "duration" and one.unit in ELAPSED:
        return "elapsed", *ELAPSED[one.unit]
    if one.kind == "duration":
        return "business", BUSINESS.get(one.unit, 1), BUSINESS.get(one.unit, 1)
    if one.kind == "money":
        return f"money {one.unit}", 1, 1
    return one.kind, 1, 1


_DIMENSIONS = {"number": "number", "percentage": "percent", "elapsed": "elapsed", "business": "business"}


def amount_of_term(term: Term) -> Amount:
    """Return the amount of a term."""
    value = magnitude(term.value)
    near = frozenset(senses(term.measure)) - COMMON_SENSES
    ends = ((value.amount, value.amount),)
    return Amount(str(term.value), _DIMENSIONS[value.dimension], ends, "", term.bound, term.measure, near)


def relation(said: Amount, promised: Amount) -> Relation:
    """Tell how an amount that a text states compares with one of a promise.

    ``same``: they may mean the same (two years and 730 days, a month and four weeks; of a range the end that the bound
    speaks of). ``other``: another value of the same dimension. ``incomparable``: both are times, one of them business
    time, which SPEC 2 doesn't compare: the text says something else than the promise. ``unrelated``: they aren't
    numbers of the same sort of thing.
    """
    if "number" in (said.sort, promised.sort):
        return _to_number(said, promised)
    if said.sort != promised.sort or (said.sort == "count" and not _same_thing(said, promised)):
        return "unrelated"
    if said.sort == "date":
        return "same" if said.thing == promised.thing else "other"
    if said.dimension != promised.dimension:
        return "incomparable"
    return "same" if _meets(said, promised) else "other"


def _to_number(said: Amount, promised: Amount) -> Relation:
    """Compare with a term that has no unit: its measure says what it counts ("accounts per CSM")."""
    number, counted = (said, promised) if said.sort == "number" else (promised, said)
    if counted.sort not in ("count", "number"):
        return "unrelated"
    if (
        counted.sort == "count"
        and counted.thing not in ("", "x")
        and not number.near & set(counted.thing.split())
    ):
        return "unrelated"
    return "same" if _meets(said, promised) else "other"


def _same_thing(one: Amount, other: Amount) -> bool:
    return not one.thing or not other.thing or not set(one.thing.split()).isdisjoint(other.thing.split())


def _meets(said: Amount, promised: Amount) -> bool:
    if promised.bound == "at_most":
        return _overlap(said.ends[-1], promised.ends[-1])
    if promised.bound == "at_least":
        return _overlap(said.ends[0], promised.ends[0])
    return len(said.ends) == len(promised.ends) and all(map(_overlap, said.ends, promised.ends))


def _overlap(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
