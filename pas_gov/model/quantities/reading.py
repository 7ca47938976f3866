"""All that a text says in quantities, and what it seems to say and couldn't be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pas_gov.foundation.patterns import WordedPattern, late_pattern
from pas_gov.foundation.values import dataclass
from pas_gov.model.quantities.coverage import Coverage, coverage
from pas_gov.model.quantities.frequencies import Frequency, frequencies
from pas_gov.model.quantities.implied import spelled_out
from pas_gov.model.quantities.odd_numbers import odd_numbers, within_what
from pas_gov.model.quantities.quantities import located_quantities
from pas_gov.model.quantities.quantity import Quantity
from pas_gov.model.quantities.unread import TEMPLATE, unread_quantities, vague_times

_FREE = WordedPattern(
    "free cost costs charge charges fee fees",
    r"(?<!feel )(?<!-)\bfree(?: of charge)?\b(?![- ](?:up|to|from|form|will|text|plan|tier|account|user|trial)\b)|"
    r"\bcosts? (?:you |them )?nothing\b|\b(?:at|for) no (?:extra |additional )?(?:cost|charge)\b|\bwithout (?:an? |any |extra |additional )*(?:cost|charge|fee)s?\b|\bno (?:extra )?fees?\b",
    re.IGNORECASE,
)
_FOOTNOTE = late_pattern("(?<=[A-Za-z.,;:)%])[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]")
_ONE_CHARACTER = str.maketrans({
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "\u2011": "-", "\u2010": "-", "\u2019": "'",
    "\u2018": "'", "\uff05": "%", **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class LocatedQuantity:
    """A quantity, explicit or meant ("half an hour"), and where it begins and ends in its text."""

    start: int
    end: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class NumbersRead:
    """What a text says in numbers, ``quantities`` and ``frequencies`` as :class:`QuantityReading` has them."""

    quantities: tuple[LocatedQuantity, ...] = ()
    frequencies: tuple[Frequency, ...] = ()


@dataclass(frozen=True, slots=True)
class QuantityReading:
    """What a text says in quantities.

    ``quantities`` are numbers with units; ``frequencies`` how often; ``coverage`` when something is there; ``free`` the
    words that say that it costs nothing, or ""; ``unread`` the words that speak of a quantity and weren't read;
    ``vague`` those that say how soon or how often without a number.
    """

    quantities: tuple[LocatedQuantity, ...] = ()
    frequencies: tuple[Frequency, ...] = ()
    coverage: Coverage | None = None
    free: str = ""
    unread: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()


@lru_cache(maxsize=256)
def quantity_reading(text: str) -> QuantityReading:
    """Return all quantities of a text, places counted in it; a word is read once, by the reading that knows most."""
    plain = _plain(text)
    covers = coverage(plain)
    read = numbers_read(text)
    spans = [(one.start, one.end) for one in (*read.frequencies, *((covers,) if covers else ()))]
    spans += [(one.start, one.end) for one in read.quantities]
    free = _FREE.search(plain)
    return QuantityReading(
        read.quantities,
        read.frequencies,
        covers,
        free[0] if free else "",
        (*unread_quantities(plain, spans), *_odd(plain, read.quantities)),
        tuple(vague_times(plain)),
    )


@lru_cache(maxsize=256)
def numbers_read(text: str) -> NumbersRead:
    """Return the numbers of :func:`quantity_reading` alone, which are read sooner: most sentences have none."""
    plain = _plain(text)
    found = tuple(frequencies(plain))
    numbers = _numbers(plain)
    if not numbers:
        return NumbersRead((), found)
    covers = coverage(plain)
    taken = [(one.start, one.end) for one in (*found, *((covers,) if covers else ()))]
    taken += [each.span() for each in TEMPLATE.finditer(plain)]
    free = (one for one in numbers if not any(one.start < end and start < one.end for start, end in taken))
    return NumbersRead(tuple(free), found)


def _plain(text: str) -> str:
    """Return a text without marks of footnotes, each character that may be written otherwise as the plain one."""
    return text if text.isascii() else _FOOTNOTE.sub(" ", text.translate(_ONE_CHARACTER))


def _odd(plain: str, numbers: Sequence[LocatedQuantity]) -> Iterator[str]:
    yield from odd_numbers(plain)
    yield from (one.quantity.text for one in numbers if within_what(plain, one.start, one.quantity))


def _numbers(plain: str) -> list[LocatedQuantity]:
    said, places = spelled_out(plain)
    found = []
    for start, end, one in located_quantities(said):
        here, there = places[start], places[end]
        found.append(
            LocatedQuantity(here, there, Quantity(plain[here:there], one.kind, one.values, one.unit))
        )
    return found
