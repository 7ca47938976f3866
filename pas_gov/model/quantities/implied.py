"""What people say for a number: "half an hour", "a day", "a fortnight", "three nines", rewritten as the number.

The guideline of the labels counts explicit numbers alone, so that these are no quantities of a sentence
(:func:`pas_gov.model.quantities.quantities.quantities`); a text that is compared with a promise is read with them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_UNIT = r"(?:second|minute|hour|day|week|month|quarter|year)"
_NINES = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _half(match: re.Match[str]) -> str:
    seconds = _UNITS[match["unit"].lower()] // 2
    return f"{seconds // 60} minutes" if seconds >= 60 else f"{seconds} seconds"


def _and_a_half(match: re.Match[str]) -> str:
    return f"1.5 {match['unit']}s"


def _nines(match: re.Match[str]) -> str:
    many = _NINES[match["many"].lower()]
    return f"{100 - 10 ** (2 - many):.{many - 2}f}%"


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str] | str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (r"\b(?:an?|one) (?P<unit>second|minute|hour|day|week|month|year) and a half\b", _and_a_half),
        (r"\bhalf an? (?P<unit>minute|hour|day)\b|\bhalf-(?P<unit2>hour)\b", lambda m: _half(m) if m["unit"] else "30 minutes"),
        (r"\b(?:a )?quarter of an hour\b", "15 minutes"),
        (r"\bthree quarters of an hour\b", "45 minutes"),
        (r"\b(?:an?|one) (?:business|working) week\b", "5 business days"),
        (r"\bNBD\b", "1 business day"),
        (r"\bhalf a year\b", "6 months"),
        (r"\b(?:a|one) fortnight\b", "2 weeks"),
        (r"\b(?P<many>two|three|four|five|six) (?:nines|9s)\b", _nines),
        (r"\b(?:a|one) dozen\b", "12"),
        (r"\bhalf a dozen\b", "6"),
        (r"\btwo dozen\b", "24"),
        (r"\ba (?=hundred\b|thousand\b|million\b)", "one "),
        (r"\b(?:a|one) quarter\b(?! of)", "3 months"),
        (r"(?<!\btimes )(?<!\bonce )(?<!\btwice )(?<!s )(?<!\d )\ban? (?=(?:(?:single|full|business|working|calendar) )?(?:second|minute|hour|day|week|month|year)\b(?! ago| or two|s\b|'s))", "1 "),
        (r"\b(?:the )?(?:next|following) day\b", "1 day"),
        (r"(?<=\bwithin )the (?=(?:(?:business|working) )?(?:hour|day|week|month)\b)", "1 "),
        (r"\bsame (?:business|working) day\b", "1 business day"),
    )
)  # fmt: skip

Rewritten = tuple[str, tuple[int, ...]]


def spelled_out(text: str) -> Rewritten:
    """Return a text with what stands for a number as the number, and the place in ``text`` of each character.

    The second has one more element than the first has characters: where the text ends.
    """
    said, places = text, tuple(range(len(text) + 1))
    for pattern, instead in _RULES:
        said, places = _replaced(said, places, pattern, instead)
    return said, places


def _replaced(
    said: str,
    places: tuple[int, ...],
    pattern: re.Pattern[str],
    instead: Callable[[re.Match[str]], str] | str,
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
