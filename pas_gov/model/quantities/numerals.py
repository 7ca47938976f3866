"""Numbers as texts write them: numerals with separators, and number words up to the millions."""

from __future__ import annotations

import re

from pas_gov.foundation.patterns import late_pattern

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_VALUES = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}

# A comma with three digits behind it parts thousands ("1,500"), with one or two it is a decimal comma ("1,5").
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d{1,15}(?:,\d{1,2}(?![\d,])|(?:\.\d{1,6})?))"
_PARTS = {
    "½": 0.5,
    "¼": 0.25,
    "¾": 0.75,
    "and a half": 0.5,
    "and a quarter": 0.25,
    "and three quarters": 0.75,
}
_PART = r"(?:\s?[½¼¾]|\s(?:and a half|and a quarter|and three quarters)\b)"
_NUMERAL = rf"{_DIGITS}(?:k\b| (?:{'|'.join(_SCALES)})\b)?"
NUMBER_WORDS = tuple(_VALUES)
"""The words that a number in words begins with, in lower case."""
_FIRST = "|".join(NUMBER_WORDS)  # "a few million" is no explicit number
_COMPOUND = rf"(?:{_FIRST})(?:[- ](?:and )?(?:{_FIRST}|{'|'.join(_SCALES)})){{0,5}}(?: point(?: (?:{_FIRST})){{1,3}})?"

NUMBER = rf"(?:(?:{_NUMERAL}|{_COMPOUND}){_PART}?)"
"""A pattern of one number, to be compiled with IGNORECASE."""

NUMBERED = (
    "sections?|steps?|versions?|articles?|chapter|clause|annex|appendix|figure|table|page|part|level|tier|phase|option|rule|"
    "item|number|no|type|class|title|paragraph|v|p|port|error|code|rfc|iso|iec|soc|nist|pci|tls|http|day|top"
)
"""Words behind which a number counts nothing, but says which one is meant, as alternatives of a pattern."""

_WORDS = late_pattern(_COMPOUND, re.IGNORECASE)
_DECIMAL_COMMA = late_pattern(r"\d+,\d{1,2}")
_SPLIT = late_pattern(r"[- ]")


def number_value(text: str) -> int | float:
    """Return the value of what NUMBER matched; whole where nothing is lost."""
    whole, part = _parted(text.lower())
    value = _numeral(whole) if whole[0].isdigit() else _in_words(whole)
    return value + part if part else value


def _parted(text: str) -> tuple[str, float]:
    """Return a number without the half or quarter behind it, and what that is."""
    for ending, part in _PARTS.items():
        if text.endswith(ending):
            return text.removesuffix(ending).strip(), part
    return text, 0


def _in_words(text: str) -> int | float:
    whole, _, decimals = text.partition(" point ")
    digits = "".join(str(_VALUES[word]) for word in decimals.split())
    value = _whole_in_words(whole)
    return float(f"{value}.{digits}") if digits else value


def _whole_in_words(text: str) -> int:
    total, part = 0, 0
    for word in _SPLIT.split(text):
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
    if _DECIMAL_COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    value = float(digits.replace(",", "")) * _SCALES.get(scale, 1)
    return int(value) if value.is_integer() else value
