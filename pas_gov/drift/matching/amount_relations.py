"""How an amount of a text is related to one of a promise: the same, another, in the other direction, or of another sort."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from pas_gov.drift.matching.amounts import ELAPSED, Amount, Interval
from pas_gov.drift.matching.words import sense
from pas_gov.model.records.promise import Bound

Relation = Literal["same", "direction", "other", "incomparable", "unrelated"]


def relation(said: Amount, promised: Amount) -> Relation:
    """Tell how an amount that a text states compares with one of a promise.

    ``same``: they may mean the same (two years and 730 days, a month and four weeks; of a range the end that the bound
    speaks of). ``direction``: the same number, as a most where a least is promised, or the other way round. ``other``:
    another value of the same dimension. ``incomparable``: both are times, one of them business time, which SPEC 2
    doesn't compare: the text says something else than the promise. ``unrelated``: they aren't numbers of the same sort
    of thing.
    """
    how = _relation(said, promised)
    return "direction" if how == "same" and not _one_way(said, promised) else how


def _relation(said: Amount, promised: Amount) -> Relation:
    if "number" in (said.sort, promised.sort):
        return _to_number(said, promised)
    if said.sort != promised.sort or (said.sort == "count" and not _same_thing(said, promised)):
        return "unrelated"
    if said.sort == "date":
        if bool(_JOINING & said.near) != bool(_JOINING & promised.near):
            return "unrelated"  # whom it is for, by when they came, isn't until when it holds
        told = said.bound != "equals" or said.measure, promised.bound != "equals" or promised.measure
        sides = said.bound == promised.bound or not all(told)
        return "same" if _same_day(said.thing, promised.thing) and sides else "other"
    if said.sort == "money":
        return "same" if said.dimension == promised.dimension and _meets(said, promised) else "other"
    if said.dimension != promised.dimension:
        return "incomparable"
    return "same" if _meets(said, promised) else "other"


_JOINING = frozenset(
    sense(word) for word in "signed joined bought purchased ordered subscribed registered contracts".split()
)


def _same_day(one: str, other: str) -> bool:
    """Tell whether two dates may be the same day: October 2026 holds the first of it."""
    return one.startswith(other) or other.startswith(one)


def _one_way(said: Amount, promised: Amount) -> bool:
    """Tell whether a text's direction is one in which the promise is meant; "within" and "in" also name a plain span."""
    direction, bounds = said.said.direction, promised.bounds or {promised.bound}
    if not direction or direction in bounds:
        return True
    if direction == "after":  # "deleted after 30 days" is no later than that; "answered after 30 days" isn't
        return "at_most" not in bounds or bool(_GOING & said.near) or bool(_GOING & promised.near)
    if bounds <= {"equals", "after"} or (
        direction == "at_least" and "after" in bounds and "at_most" not in bounds
    ):
        return direction == "at_most" and not said.said.firm
    return False


_GOING = frozenset(
    sense(word)
    for word in "deleted removed purged erased destroyed expire expires anonymised closed leave leaves gone left cleared cancelled".split()
)


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
    mine, theirs = _rates(said, promised)
    if promised.bound == "at_most":
        return _overlap(mine[-1], theirs[-1])
    if promised.bound == "at_least":
        return _overlap(mine[0], theirs[0])
    return len(mine) == len(theirs) and all(map(_overlap, mine, theirs))


def is_exact(said: Amount, promised: Amount) -> bool:
    """Tell whether two amounts of one relation ``same`` mean the same to the day, which a month and 30 days don't.

    A year is twelve months, and 365 or 366 days.
    """
    if said.sort not in ("time", "frequency"):
        return True
    pairs = {
        "at_most": ((said.ends[-1], promised.ends[-1]),),
        "at_least": ((said.ends[0], promised.ends[0]),),
    }
    ends = pairs.get(promised.bound) or tuple(zip(said.ends, promised.ends, strict=True))
    return all(one == other or _overlap(_by_days(one), _by_days(other)) for one, other in ends)


_NEVER: Interval = (Fraction(1), Fraction(0))
_MONTH, _YEAR = ELAPSED["mo"], ELAPSED["y"]


def _by_days(span: Interval) -> Interval:
    """Return a span as one of days: whole years of months as years; of other months nothing, as they have no one length."""
    months = span[0] / _MONTH[0]
    if span[1] / _MONTH[1] != months:
        return span
    return (months / 12 * _YEAR[0], months / 12 * _YEAR[1]) if months and months % 12 == 0 else _NEVER


def _rates(said: Amount, promised: Amount) -> tuple[tuple[Interval, ...], tuple[Interval, ...]]:
    """Return the ends of both, as so many a second where both are rates."""
    if not (said.per and promised.per):
        return said.ends, promised.ends
    return _slowed(said), _slowed(promised)


def _slowed(one: Amount) -> tuple[Interval, ...]:
    return tuple((low / one.per, high / one.per) for low, high in one.ends)


def _overlap(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def merged_amounts(terms: Iterator[Amount], stated: Iterator[Amount]) -> tuple[Amount, ...]:
    """Return what is promised: the terms, and the amounts of the statement that no term has, each with its directions."""
    found = list(terms)
    for one in stated:
        twin = next((at for at, each in enumerate(found) if _twins(each, one)), None)
        direction = one.said.direction or "equals"
        if twin is None:
            found.append(replace(one, bounds=frozenset({direction}), bound=_as_bound(one)))
        else:
            found[twin] = replace(found[twin], bounds=found[twin].bounds | {direction})
    return tuple(found)


def _twins(one: Amount, other: Amount) -> bool:
    if "number" in (one.sort, other.sort) and {one.sort, other.sort} <= {"number", "count"}:
        return one.ends == other.ends and _to_number(one, other) == "same"
    return one.ends == other.ends and one.sort == other.sort and one.thing in ("", other.thing)


def _as_bound(one: Amount) -> Bound:
    if one.dimension == "date":
        return one.bound
    return one.said.direction if one.said.direction in ("at_most", "at_least") else "equals"
