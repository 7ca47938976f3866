"""Numbers as texts write them: numerals with separators, and number words up to the millions."""

from __future__ import annotations

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_VALUES = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}

_NUMERAL = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,15}})(?:\.\d{{1,6}})?(?:k\b| (?:{'|'.join(_SCALES)})\b)?"
_FIRST = "|".join(_VALUES)  # "a few million" is no explicit number
_COMPOUND = rf"(?:{_FIRST})(?:[- ](?:and )?(?:{_FIRST}|{'|'.join(_SCALES)})){{0,5}}"

NUMBER = rf"(?:{_NUMERAL}|{_COMPOUND})"
"""A pattern of one number, to be compiled with IGNORECASE."""

_WORDS = re.compile(_COMPOUND, re.IGNORECASE)
_SPLIT = re.compile(r"[- ]")


def number_value(text: str) -> int | float:
    """Return the value of what NUMBER matched; whole where nothing is lost."""
    if text[0].isdigit():
        return _numeral(text.lower())
    total, part = 0, 0
    for word in _SPLIT.split(text.lower()):
        if word in _VALUES:
            part += _VALUES[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total, part = total + (part or 1) * _SCALES[word], 0
    return total + part


def is_number_in_words(text: str) -> bool:
    """Say whether a text is one number in words ("twenty-four", "two hundred and fifty")."""
    return bool(_WORDS.fullmatch(text))


def _numeral(text: str) -> int | float:
    """Return the value of a numeral, perhaps with "k" or a word for its scale behind it."""
    digits, _, scale = text.replace("k", " thousand").partition(" ")
    value = float(digits.replace(",", "")) * _SCALES.get(scale, 1)
    return int(value) if value.is_integer() else value
