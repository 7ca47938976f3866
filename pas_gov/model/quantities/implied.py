"""What people say for a number: "half an hour", "a day", "a fortnight", "three nines", rewritten as the number.

The guideline of the labels counts explicit numbers alone, so that these are no quantities of a sentence
(:func:`pas_gov.model.quantities.quantities.quantities`); a text that is compared with a promise is read with them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pas_gov.foundation.patterns import late_pattern

_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_NINES = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _half(match: re.Match[str]) -> str:
    seconds = _UNITS[match["unit"].lower()] // 2
    return f"{seconds // 60} minutes" if seconds >= 60 else f"{seconds} seconds"


def _and_a_half(match: re.Match[str]) -> str:
    return f"1.5 {match['unit']}s"


def _nines(match: re.Match[str]) -> str:
    many = _NINES[match["many"].lower()]
    return f"{100 - 10 ** (2 - many):.{many - 2}f}%"


# "20 EUR a month", "30 GB a month", "1% a month": a price or a share for each, and no one month.
_SPANS = ("second", "minute", "hour", "day", "week", "month", "year")
_Instead = Callable[[re.Match[str]], str] | str
_RULES: tuple[tuple[tuple[str, ...], re.Pattern[str], _Instead], ...] = tuple(
    (words, late_pattern(pattern, re.IGNORECASE), instead)
    for words, pattern, instead in (
        (("half",), r"\b(?:an?|one) (?P<unit>second|minute|hour|day|week|month|year) and a half\b", _and_a_half),
        (("half",), r"\bhalf an? (?P<unit>minute|hour|day)\b|\bhalf-(?P<unit2>hour)\b", lambda m: _half(m) if m["unit"] else "30 minutes"),
        (("quarter",), r"\b(?:a )?quarter of an hour\b", "15 minutes"),
        (("quarter",), r"\bthree quarters of an hour\b", "45 minutes"),
        (("week",), r"\b(?:an?|one) (?:business|working) week\b", "5 business days"),
        (("nbd",), r"\bNBD\b", "1 business day"),
        (("half",), r"\bhalf a year\b", "6 months"),
        (("fortnight",), r"\b(?:a|one) fortnight\b", "2 weeks"),
        (("nines", "9s"), r"\b(?P<many>two|three|four|five|six) (?:nines|9s)\b", _nines),
        (("dozen",), r"\b(?:a|one) dozen\b", "12"),
        (("dozen",), r"\bhalf a dozen\b", "6"),
        (("dozen",), r"\btwo dozen\b", "24"),
        (("hundred", "thousand", "million"), r"\ba (?=hundred\b|thousand\b|million\b)", "one "),
        (("quarter",), r"\b(?:a|one) quarter\b(?! of)", "3 months"),
        (_SPANS, r"(?<!\btimes )(?<!\bonce )(?<!\btwice )(?<!s )(?<!\d )(?<!\d [a-z]{2} )(?<!\d [a-z]{3} )(?<!\d[a-z]{2} )(?<!\d[a-z]{3} )(?<!\d euro )(?<![%€$£] )\ban? (?=(?:(?:single|full|business|working|calendar) )?(?:second|minute|hour|day|week|month|year)\b(?! ago| or two|s\b|'s(?! (?:advance |prior |written )?(?:notice|warning|warranty|guarantee|trial|grace)\b)))", "1 "),
        (("day",), r"\b(?:the )?(?:next|following) day\b", "1 day"),
        (("within the ",), r"(?<=\bwithin )the (?=(?:(?:business|working) )?(?:hour|day|week|month)\b)", "1 "),
        (("same ",), r"\bsame (?:business|working) day\b", "1 business day"),
    )
)  # fmt: skip
"""Words of which each text has one that a rule changes, the rule, and what stands instead."""

Rewritten = tuple[str, tuple[int, ...]]


def spelled_out(text: str) -> Rewritten:
    """Return a text with what stands for a number as the number, and the place in ``text`` of each character.

    The second has one more element than the first has characters: where the text ends.
    """
    said, places, low = text, tuple(range(len(text) + 1)), text.lower()
    sure = text.isascii()  # other letters may stand for these when case is ignored
    for words, pattern, instead in _RULES:
        if sure and not any(word in low for word in words):
            continue
        before = said
        said, places = _replaced(said, places, pattern, instead)
        low = low if said is before else said.lower()
    return said, places


def _replaced(
    said: str,
    places: tuple[int, ...],
    pattern: re.Pattern[str],
    instead: _Instead,
) -> Rewritten:
    parts: list[str] = []
    where: list[int] = []
    at = 0
    for match in pattern.finditer(said):
        rest = instead if isinstance(instead, str) else instead(match)
        parts += [said[at : match.start()], rest]
        where += places[at : match.start()]
        where += [places[match.start()]] * len(rest)
        at = match.end()
    if not parts:
        return said, places
    return "".join((*parts, said[at:])), (*where, *places[at:])
