"""The quantities of a sentence: durations, percentages, money, counts with their unit, dates.

What counts is what the guideline says: every explicit number with its unit, as numeral or number word; not the
numbers of sections, versions and steps, not names, times of day, "a", "a few", "daily". So "24/7" is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from pas_gov.foundation.patterns import DIGITS, WordedPattern, late_pattern
from pas_gov.model.quantities.compounds import compounds
from pas_gov.model.quantities.counts import counts
from pas_gov.model.quantities.dates import dates
from pas_gov.model.quantities.located import BEFORE, FIRST, SECOND, TO, Located, located, number_range
from pas_gov.model.quantities.money import CURRENCY, money
from pas_gov.model.quantities.numerals import NUMBER_WORDS
from pas_gov.model.quantities.quantity import Quantity
from pas_gov.model.quantities.units import CODES, DURATIONS, duration_unit

MAX_TEXT = 4000
"""Characters of a text that are looked at; what stands behind isn't."""

_UNIT_WORDS = "|".join(
    re.escape(word).replace(r"\ ", r"[ -]")
    for word in sorted((word for words in DURATIONS.values() for word in words), key=len, reverse=True)
    if len(word) > 1
)
_DURATION = late_pattern(
    rf"{BEFORE}(?:{FIRST}{TO}(?=\w))?{SECOND}(?:\s?\(\d{{1,6}}\))?"
    rf"(?:(?:\s|-|\+\s?|\s(?:full|consecutive|additional|extra|more|straight|continuous)\s)?"
    rf"(?P<unit>{_UNIT_WORDS})|(?P<letter>\s?h|[dwy]|\s?ms|s))\b(?!:)",
    re.IGNORECASE,
)
_NEXT = late_pattern(r"\b(?:next|following) (?:business|working) (?P<unit>day|hour)\b", re.IGNORECASE)
_PERCENT = late_pattern(
    rf"{BEFORE}(?:{FIRST}(?:\s?%)?{TO})?{SECOND}\s?(?:%|per ?cent\b|percent\b)", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SOON = ("next", "following")
_ANY = WordedPattern(
    f"{DIGITS} {' '.join((*NUMBER_WORDS, *_SOON))}",
    rf"\d|\b(?:{'|'.join(NUMBER_WORDS)}|(?:{'|'.join(_SOON)}) (?:business|working))\b",
    re.IGNORECASE,
)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of one sentence, in the order in which they stand; linear in its length."""
    return tuple(quantity for _, _, quantity in located_quantities(text))


@lru_cache(maxsize=4096)
def located_quantities(text: str) -> tuple[Located, ...]:
    """Return the quantities of one sentence with where each begins and ends, in order; linear in its length."""
    looked_at = text[:MAX_TEXT]
    if not _ANY.search(looked_at):
        return ()
    kept: list[Located] = []
    low = looked_at.lower() if looked_at.isascii() else ""
    for parts, hint, found in FINDERS:
        if (parts and low and not any(part in low for part in parts)) or not hint.search(looked_at):
            continue
        for each in found(looked_at):
            if not _overlaps(each[:2], [(start, end) for start, end, _ in kept]):
                kept.append(each)
    return tuple(sorted(kept, key=lambda each: each[0]))


def _overlaps(found: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(found[0] < end and start < found[1] for start, end in taken)


def _dates(text: str) -> Iterator[Located]:
    taken: list[tuple[int, int]] = []
    for start, end, iso in dates(text):
        if _overlaps((start, end), taken) or _is_quoted(text, start):
            continue
        taken.append((start, end))
        yield located(text, (start, end), "date", (iso,), "")


def _is_quoted(text: str, at: int) -> bool:
    """Say whether a place stands within quotation marks: a title, a name."""
    before = text[:at]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _durations(text: str) -> Iterator[Located]:
    for match in _NEXT.finditer(text):
        yield located(text, match.span(), "duration", (1,), "bd" if match["unit"].lower() == "day" else "bh")
    for match in _DURATION.finditer(text):
        start, values = number_range(text, match)
        unit = duration_unit(match["unit"]) if match["unit"] else _letter(match)
        if _is_milli(match):
            values = tuple(value / 1000 for value in values)
        if unit:
            yield located(text, (start, match.end()), "duration", values, unit)


def _letter(match: re.Match[str]) -> str:
    """Return the unit of one letter, which has to touch a numeral: "24h"."""
    if not match["second"][0].isdigit():
        return ""
    return "s" if _is_milli(match) else duration_unit(match["letter"].strip())


def _is_milli(match: re.Match[str]) -> bool:
    return (match["letter"] or "").strip().lower() == "ms"


def _percents(text: str) -> Iterator[Located]:
    for match in _PERCENT.finditer(text):
        start, values = number_range(text, match)
        yield located(text, (start, match.end()), "percent", values, "%")


FINDERS: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[str], Iterator[Located]]], ...] = (
    (
        ("19", "20", *_MONTHS),
        late_pattern(rf"\b(?:19|20)\d\d|(?:{'|'.join(_MONTHS)})", re.IGNORECASE),
        _dates,
    ),
    (("$", "dollar", "euro", "pound", "cents", *map(str.lower, CODES)), CURRENCY, money),
    ((), late_pattern(r"%|per ?cent", re.IGNORECASE), _percents),
    (
        (),
        late_pattern(
            r"\dh|\bPT?\d|h(?:ou)?rs?|min|days?|wee?k|mo(?:nth)?s?|y(?:ea)?rs?|\d [hd]\b", re.IGNORECASE
        ),
        compounds,
    ),
    (
        (),
        late_pattern(
            r"\d ?(?:[hdwy]|m?s)\b|sec|min|h(?:ou)?rs?|days?|wee?k|mo(?:nth)?s?|y(?:ea)?rs?", re.IGNORECASE
        ),
        _durations,
    ),
    ((), late_pattern(""), counts),
)
"""Parts of words of which a text in ASCII must have one, what has to stand in it, and the finder; what an earlier one found is taken."""
