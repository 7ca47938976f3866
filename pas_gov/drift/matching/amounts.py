"""Amounts: quantities in base units, by which those that a text states are compared with those of a promise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from pas_gov.drift.matching.bounds import PLAIN, SaidBound, said_bound
from pas_gov.drift.matching.words import COMMON_SENSES, sense, senses
from pas_gov.foundation.values import dataclass
from pas_gov.model.quantities.frequencies import Frequency
from pas_gov.model.quantities.quantity import Quantity
from pas_gov.model.quantities.reading import LocatedQuantity, NumbersRead
from pas_gov.model.quantities.units import byte_unit
from pas_gov.model.records.promise import Bound, Term
from pas_gov.model.stack.terms import magnitude

# Seconds of the shortest and the longest time that a unit means; business time is counted in hours, eight a day.
ELAPSED = {
    "s": (1, 1), "m": (60, 60), "min": (60, 60), "h": (3600, 3600), "d": (86400, 86400), "w": (604800, 604800),
    "mo": (28 * 86400, 31 * 86400), "y": (365 * 86400, 366 * 86400),
}  # fmt: skip
BUSINESS = {"bh": 1, "bd": 8}
SIZES = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "PB": 10**15, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}  # fmt: skip

Interval = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in the base unit of its dimension.

    ``ends`` are the number, or both of a range, each as the interval of what its unit may mean (a month has 28 to 31
    days). ``dimension`` is ``elapsed`` (seconds), ``business`` (hours), ``percent``, ``count``, ``bytes``, ``number`` (a
    term without unit), ``money`` with its currency and what it is for, ``date``, or ``frequency`` (the time from one to
    the next, of either kind of time); ``thing`` is what is counted, of what a percentage is, or the date; ``per`` the
    seconds of "per second", 0 for none. ``bounds`` are the directions in which it is meant: of a term its own and that
    of its statement. ``said`` is what the words around it make of it. ``text`` is how it is written, ``measure`` what a
    term measures, ``near`` the senses of the words around it, ``place`` where it stands in its text.
    """

    text: str
    dimension: str
    ends: tuple[Interval, ...]
    thing: str = ""
    bound: Bound = "equals"
    measure: str = ""
    near: frozenset[str] = frozenset()
    per: int = 0
    said: SaidBound = PLAIN
    place: tuple[int, int] = (0, 0)
    bounds: frozenset[str] = frozenset()

    @property
    def sort(self) -> str:
        """What it is a number of: only amounts of one sort can contradict each other."""
        if self.dimension in ("elapsed", "business"):
            return "time"
        return self.dimension.split()[0]


AROUND = 60  # characters on either side of a quantity that tell which one it is


def amounts_of_text(text: str, reading: NumbersRead) -> tuple[Amount, ...]:
    """Return the amounts that a text states, in order; what has no number that can be compared is left out."""
    found = [
        *(_stated(text, one) for one in reading.quantities),
        *(_repeated(text, one) for one in reading.frequencies),
    ]
    return tuple(_ranges(text, sorted((one for one in found if one is not None), key=lambda one: one.place)))


_JOINS = re.compile(r"\s?(?:-|\u2013|\u2014|to|up to|until)\s?")


def _ranges(text: str, found: Sequence[Amount]) -> Iterator[Amount]:
    """Yield amounts, two that a dash or "to" joins as one range: "4 h - 8 h"."""
    held: Amount | None = None
    for one in found:
        joined = held is not None and bool(_JOINS.fullmatch(text[held.place[1] : one.place[0]]))
        if held is not None and joined and held.dimension == one.dimension and held.said.standing == "said":
            start, end = held.place[0], one.place[1]
            held = replace(held, text=text[start:end], ends=(*held.ends, *one.ends), place=(start, end))
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _around(text: str, start: int, end: int) -> frozenset[str]:
    return frozenset(
        {*senses(text[max(start - AROUND, 0) : start]), *senses(text[end : end + AROUND])} - COMMON_SENSES
    )


def _stated(text: str, located: LocatedQuantity) -> Amount | None:
    one, start, end = located.quantity, located.start, located.end
    near, said = _around(text, start, end), said_bound(text, start, end)
    if one.kind == "date":
        return _dated(text, located, near)
    try:
        numbers = [Fraction(str(value)) for value in one.values]
    except (ValueError, ZeroDivisionError):
        return None
    dimension, low, high = _base(one)
    if dimension == "elapsed" and one.unit in ("h", "min") and _IN_BUSINESS.match(text[end : end + 60]):
        dimension, numbers = "business", [number / 3600 for number in numbers]  # a base unit is an hour there
    per = _per(text[end : end + 20]) if one.kind == "count" else 0
    ends = tuple((number * low, number * high) for number in sorted(numbers))
    thing = _thing(one, text[end : end + 60])
    return (
        Amount(one.text, dimension, ends, thing, near=near, per=per, said=said, place=(start, end))
        if ends
        else None
    )


def last_day(day: date) -> Amount:
    """Return the day until which something holds, as a text would say it."""
    return Amount(f"until {day.isoformat()}", "date", (), day.isoformat(), "at_most")


_IN_BUSINESS = re.compile(
    r"\s(?:during|within|in|of) (?:our |the |normal |regular |usual )?(?:business|working|office) (?:hours|time)\b",
    re.IGNORECASE,
)
"""What makes hours and minutes those of business: "240 minutes during business hours" are four business hours."""
_SIDE = re.compile(
    r"\b(?:(?P<until>before|prior to|until|till|by|up to)|(?P<since>after|since|from|as of)|in|during) $",
    re.IGNORECASE,
)


def _dated(text: str, located: LocatedQuantity, near: frozenset[str]) -> Amount:
    """Return a date with the word that says on which side of it: "before 2021" isn't "after 2021"."""
    side = _SIDE.search(text[max(0, located.start - 12) : located.start])
    bound: Bound = "equals"
    if side and (side["until"] or side["since"]):
        bound = "at_most" if side["until"] else "at_least"
    measure = side[0].strip().lower() if side and bound == "equals" else ""
    words = f"{side[0]}{located.quantity.text}" if side else located.quantity.text
    thing = "/".join(map(str, located.quantity.values))
    return Amount(words, "date", (), thing, bound, measure, near=near, place=(located.start, located.end))


def _repeated(text: str, one: Frequency) -> Amount:
    if one.unit in ELAPSED:
        dimension, (low, high) = "frequency", ELAPSED[one.unit]
    else:
        dimension, low, high = "frequency business", BUSINESS.get(one.unit, 1), BUSINESS.get(one.unit, 1)
    ends = ((one.number * low, one.number * high),)
    return Amount(
        one.text, dimension, ends, near=_around(text, one.start, one.end),
        said=said_bound(text, one.start, one.end), place=(one.start, one.end),
    )  # fmt: skip


def _base(one: Quantity) -> tuple[str, int, int]:
    if one.kind == "duration" and one.unit in ELAPSED:
        return "elapsed", *ELAPSED[one.unit]
    if one.kind == "duration":
        return "business", BUSINESS.get(one.unit, 1), BUSINESS.get(one.unit, 1)
    if one.kind == "money":
        return f"money {one.unit}", 1, 1
    if one.kind == "count" and one.unit in SIZES:
        return "bytes", SIZES[one.unit], SIZES[one.unit]
    return one.kind, 1, 1


_PER = re.compile(
    r"^\s?(?:/|per |an? |each |every )\s?(?P<unit>second|sec|s|minute|min|hour|h|day|week|month)\b",
    re.IGNORECASE,
)
_SECONDS = {"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600, "day": 86400, "week": 604800, "month": 2592000}  # fmt: skip
_OF = re.compile(
    r"^\s?(?:of|for) (?:(?:all|our|the|your|any|every|each|their|true|actual|total|whole|full|original|agreed|incoming|customer|support) )*(?P<thing>[A-Za-z]+)",
    re.IGNORECASE,
)
_AMOUNT_OF = re.compile(
    r"^\s?(?:service |account |price |annual |early |extra )?(?P<thing>credits?|fees?|surcharges?|deposits?|commissions?|"
    r"increases?|interest|tax|vat)\b",
    re.IGNORECASE,
)
_TIMES = frozenset(
    sense(word)
    for word in "time times month months year years day days week weeks quarter period calendar hours".split()
)


def _per(after: str) -> int:
    found = _PER.match(after)
    return _SECONDS[found["unit"].lower()] if found else 0


def _thing(one: Quantity, after: str) -> str:
    """Return what a quantity counts, or of what it is a share ("" of the time)."""
    if one.kind == "count":
        return " ".join(senses(one.unit))
    found = _OF.match(after) or _AMOUNT_OF.match(after) if one.kind == "percent" else None
    of = sense(found["thing"].lower()) if found else ""
    return OF_THE_TIME if of in _TIMES else of


OF_THE_TIME = "the time"
"""Of what a percentage is that is one of time: the common case, which needn't be said."""

_DIMENSIONS = {"number": "number", "percentage": "percent", "elapsed": "elapsed", "business": "business"}
_BETWEEN = re.compile(r"\b(?:between|intervals?|frequency|cycle|apart)\b", re.IGNORECASE)
_MEASURED_PER = re.compile(
    r"\b(?:per|a|each) (?P<unit>second|minute|hour|day|week|month)\b|/(?P<short>s|min|h)\b", re.IGNORECASE
)


def amount_of_term(term: Term) -> Amount:
    """Return the amount of a term."""
    value = magnitude(term.value)
    near = frozenset(senses(term.measure)) - COMMON_SENSES
    per = _MEASURED_PER.search(term.measure) if value.dimension == "number" else None
    found = Amount(
        str(term.value), _DIMENSIONS[value.dimension], ((value.amount, value.amount),), "", term.bound, term.measure,
        near, _SECONDS[(per["unit"] or per["short"]).lower()] if per else 0, bounds=frozenset({term.bound}),
    )  # fmt: skip
    if found.sort == "time" and _BETWEEN.search(term.measure):
        return replace(found, dimension="frequency" if found.dimension == "elapsed" else "frequency business")
    sizes = [unit for word in term.measure.split() if (unit := byte_unit(word))]
    if found.sort == "number" and sizes:
        by = SIZES[sizes[0]]
        return replace(found, dimension="bytes", ends=((value.amount * by, value.amount * by),))
    return found
