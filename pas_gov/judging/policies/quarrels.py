"""Quantities in a promise's own words that contradict its terms: "within six hours" beside at most 4h."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from pas_gov.judging.policies.record_view import Row
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import Promise, Term
from pas_gov.model.stack.terms import magnitude

if TYPE_CHECKING:
    from pas_gov.model.quantities.quantity import Quantity

# Units of texts in the base units of terms: seconds, business hours, percent. Months and years have no one length.
UNITS = {
    **{("elapsed", unit): factor for unit, factor in (("s", 1), ("min", 60), ("h", 3600), ("d", 86400), ("w", 604800))},
    **{("business", unit): factor for unit, factor in (("bh", 1), ("bd", 8))},
    ("percentage", "%"): 1,
}  # fmt: skip

LIMITING = re.compile(
    r"\b(?:within|inside|in|under|over|after|before|by|than|most|least|to)\s*\Z", re.IGNORECASE
)


def quarrel_rows(promise: Promise) -> list[Row]:
    """Return each quantity of the statement and of the zones that contradicts a term, in the order of the texts.

    A text quarrels with a term where it has quantities of the term's dimension (of a bare number: of what its measure
    counts), and none of them is that of any term of that dimension: the others may speak of something else.
    """
    if not promise.terms:
        return []
    places = [("statement", promise.statement)]
    places += [(name, zone.says) for name, zone in promise.zones_kept.items() if zone.says]
    return [row for place, text in places for row in _in_text(promise, place, text_quantities(fold(text)))]


@lru_cache(maxsize=1024)  # of a history's steps most change no text, and both sides of each are asked about
def text_quantities(text: str) -> tuple[Quantity, ...]:
    """Return a folded text's quantities: its numbers, then what it says for one after a limit's word: "within a day".

    "8 calls a day" gives a rate, and no time.
    """
    from pas_gov.model.quantities.quantities import quantities  # a dozen modules, for terms alone
    from pas_gov.model.quantities.reading import quantity_reading

    explicit = quantities(text)
    words = {one.text for one in explicit}
    meant = [one.quantity for one in quantity_reading(text).quantities if LIMITING.search(text[: one.start])]
    return (*explicit, *(one for one in meant if one.text not in words))


def _in_text(promise: Promise, place: str, said: tuple[Quantity, ...]) -> Iterator[Row]:
    seen: set[tuple[str, str]] = set()
    for term in promise.terms if said else ():
        kind = _kind(term)
        same = [
            one for one in promise.terms if _kind(one)[0] == kind[0] and (kind[0] != "number" or one == term)
        ]
        wanted = {magnitude(one.value).amount for one in same}
        comparable = [(one, amounts) for one in said if (amounts := _amounts(one, kind))]
        agreed = any(wanted & amounts for _, amounts in comparable)
        for one, _ in comparable if not agreed else ():
            if (one.text, kind[0]) not in seen:
                seen.add((one.text, kind[0]))
                says = f"{fold(term.measure)} {term.bound.replace('_', ' ')} {term.value}"
                yield {"place": place, "words": one.text, "measure": fold(term.measure), "term": says}


def _kind(term: Term) -> tuple[str, frozenset[str]]:
    """Return a term's dimension, and of a bare number the things that its measure names."""
    from pas_gov.model.quantities.units import singular

    words = frozenset(singular(word) for word in re.findall(r"[A-Za-z]+", term.measure))
    return magnitude(term.value).dimension, words


def _amounts(said: Quantity, kind: tuple[str, frozenset[str]]) -> frozenset[Fraction]:
    """Return a quantity in the base unit of a term's dimension, both ends of a range; nothing for another one."""
    dimension, words = kind
    numbers = [Fraction(str(value)) for value in said.values if not isinstance(value, str)]
    if dimension == "number":
        return frozenset(numbers if said.kind == "count" and said.unit in words else ())
    factor = UNITS.get((dimension, said.unit))
    return frozenset(number * factor for number in numbers) if factor else frozenset()
