"""Amounts of money, with what they are for: "$1,250.50/month", "20 €", "7 dollars per user per month"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase

from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.quantities.located import TO, Located, Number, located, number_range
from pas_gov.model.quantities.numerals import NUMBER, number_value
from pas_gov.model.quantities.units import CODES, MULTIPLES, NAMES, SYMBOLS, rate_unit

_SYMBOL = "|".join(re.escape(symbol) for symbol in sorted(SYMBOLS, key=len, reverse=True))
_CODE = "|".join(CODES)
_MULTIPLE = r"(?P<{0}>k|m|bn|\s(?:thousand|million|billion))?\b"
_AMOUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,6})?"
CURRENCY = late_pattern(
    rf"[{''.join(sorted(set(''.join(SYMBOLS)) - set(ascii_uppercase)))}]|\b(?:{_CODE})\b|dollar|euro|pound|cents",
    re.IGNORECASE,
)
"""What a text with an amount of money has."""
_MONEY = late_pattern(
    rf"(?:(?<!\w)(?:{_CODE})\s?|(?<!\w)US\s)?(?P<symbol>{_SYMBOL}|(?<!\w)(?:{_CODE})\s?)\s?"
    rf"(?P<first>{_AMOUNT}){_MULTIPLE.format('times')}"
    rf"(?:{TO}(?:{_SYMBOL})?(?P<second>{_AMOUNT}){_MULTIPLE.format('times2')}(?!\s?%))?(?:\s(?:{_CODE})\b)?"
)
_MONEY_AFTER = late_pattern(
    rf"(?<![\w.,/:-])(?:(?P<first>{NUMBER}){TO}(?=\w))?(?P<second>{NUMBER})(?:\s|-)?"
    rf"(?P<name>(?:{_CODE})\b|€|£|(?:US |U\.S\. )?(?:{'|'.join(NAMES)})\b)",
    re.IGNORECASE,
)
_PER = late_pattern(
    r"(?:\s?/\s?|\sper\s|\sa\s(?=month|year|week|day|user|seat))(?:additional |extra )*(?P<per>[A-Za-z]+)"
)


def _times(word: str | None) -> float:
    return MULTIPLES[word.strip().lower()] if word else 1


def _whole(value: float) -> Number:
    return int(value) if float(value).is_integer() else value


def money(text: str) -> Iterator[Located]:
    """Yield the amounts of money of a text; those behind their currency first. They may overlap."""
    for match in _MONEY.finditer(text):
        symbol = match["symbol"].strip()
        values = [number_value(match["first"]) * _times(match["times"])]
        if match["second"]:
            values.append(number_value(match["second"]) * _times(match["times2"]))
        end, unit = _rate(text, match.end())
        currency = SYMBOLS.get(symbol, symbol)
        yield located(text, (match.start(), end), "money", tuple(map(_whole, values)), currency + unit)
    for match in _MONEY_AFTER.finditer(text):
        start, values_ = number_range(text, match)
        name = match["name"].split()[-1]
        end, unit = _rate(text, match.end())
        currency = SYMBOLS.get(name) or NAMES.get(name.lower()) or name.upper()
        if name.lower() == "cents":
            values_ = tuple(value / 100 for value in values_)
        yield located(text, (start, end), "money", values_, currency + unit)


def _rate(text: str, at: int) -> tuple[int, str]:
    """Return where the "/month" or " per gigabyte/month" that stands at a place ends, and what it is."""
    unit = ""
    while match := _PER.match(text, at):
        unit += "/" + rate_unit(match["per"])
        at = match.end()
    return at, unit
