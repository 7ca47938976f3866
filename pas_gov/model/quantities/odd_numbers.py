"""What stands for a number and no reading covers: other numerals than 1, 2, 3, units nobody expects, figures that disagree.

None of this may pass as if it weren't there: it is named, with its words, so that a person reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.foundation.patterns import DIGITS, WordedPattern, late_pattern
from pas_gov.model.quantities.numerals import NUMBER, number_value
from pas_gov.model.quantities.quantity import Quantity
from pas_gov.model.quantities.units import TIME, TIME_WORDS

_ROMAN = WordedPattern(
    TIME_WORDS,
    rf"\b(?=[IVXLC])(?:XC|XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}})\b(?=[ -](?:(?:business|working|full) )?{TIME}\b)",
    re.IGNORECASE,
)
_PREFIXES = "nano micro milli centi deci deca hecto kilo mega giga".split()
_PREFIXED = rf"(?:{'|'.join(_PREFIXES)})(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
_UNITS = WordedPattern(
    "dozen dozens fortnight fortnights decade decades century centuries millennia millennium score gross "
    + " ".join(f"{prefix}{unit}" for prefix in _PREFIXES for unit in TIME_WORDS.split()),
    r"(?<!\ba )(?<!\bone )(?<!\btwo )(?<!\bhalf a )\bdozens?\b|(?<!\ba )(?<!\bone )\bfortnights?\b|"
    rf"\b(?:half|quarter) a fortnight\b|\b(?:decades?|century|centuries|millennia|millennium)\b|\b{_PREFIXED}\b|"
    rf"\b(?:score|gross) (?:of )?{TIME}\b",
    re.IGNORECASE,
)
_DAY_NAMED = WordedPattern(
    "monday tuesday wednesday thursday friday saturday sunday",
    r"\b(?:of|by|until|till|before|after|from) (?:(?:the )?(?:next|following|coming) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"(?! (?:to|through|until|and)\b| ?[-–])",
    re.IGNORECASE,
)
_POINT_FIRST = WordedPattern(DIGITS, rf"(?<![\w.])\.\d+(?: ?{TIME}\b| ?%)?", re.IGNORECASE)
_TWICE = WordedPattern("(", rf"(?<![\w.,])(?P<said>{NUMBER})\s?\((?P<figure>\d{{1,6}})\)", re.IGNORECASE)
_SUPERSCRIPTS = frozenset("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
_PARTS = frozenset("½¼¾")
_TURNED = late_pattern("[\u202d\u202e]")
_WITHIN = late_pattern(r"\bwithin (?:the |just |only )?$", re.IGNORECASE)


def odd_numbers(text: str) -> Iterator[str]:
    """Yield the words that stand for a number in a way that isn't read, whatever was read around them."""
    for pattern in (_ROMAN, _UNITS, _DAY_NAMED, _POINT_FIRST):
        yield from (found[0] for found in pattern.finditer(text))
    for found in _TWICE.finditer(text):
        if number_value(found["said"]) != int(found["figure"]):
            yield found[0]
    if not text.isascii():
        yield from _numerals(text)
        if _TURNED.search(text):
            yield "a character (U+202D, U+202E) that turns the text round"


def within_what(text: str, start: int, one: Quantity) -> bool:
    """Say whether a count is a time or a distance in a unit that isn't known: "within 4 sols"."""
    return one.kind == "count" and _WITHIN.search(text[max(0, start - 20) : start]) is not None


def _numerals(text: str) -> Iterator[str]:
    """Yield each word with a numeral that isn't a digit; a mark of a footnote, or of a list, is none."""
    for word in re.finditer(r"\S+", text):
        for at, letter in enumerate(word[0]):
            if not letter.isnumeric() or letter.isdecimal() or letter in _PARTS:
                continue
            before = word[0][at - 1 : at]
            footnote = (
                letter in _SUPERSCRIPTS and bool(before) and not before.isnumeric() and before not in "-–$€£"
            )
            if not footnote and (word.start() or len(word[0]) > 1):
                yield word[0][:40]
                break


def is_odd_number(words: str) -> bool:
    """Say whether words are what :func:`odd_numbers` names."""
    return any(True for _ in odd_numbers(f"of {words} hours"))
