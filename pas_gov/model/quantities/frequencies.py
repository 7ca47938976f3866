"""How often something is done: "daily", "twice a day", "every 6 hours", "once a quarter"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pas_gov.foundation.patterns import WordedPattern
from pas_gov.foundation.values import dataclass
from pas_gov.model.quantities.numerals import NUMBER, number_value
from pas_gov.model.quantities.units import duration_unit

_ADVERBS = {
    "hourly": (1, "h"), "daily": (1, "d"), "nightly": (1, "d"), "every night": (1, "d"), "weekly": (1, "w"),
    "fortnightly": (2, "w"), "biweekly": (2, "w"), "monthly": (1, "mo"), "quarterly": (3, "mo"), "yearly": (1, "y"),
    "annually": (1, "y"), "annual": (1, "y"),
}  # fmt: skip
_UNIT = r"(?:second|sec|minute|min|hour|hr|(?:business |working )?day|week|month|quarter|year)"
# "monthly uptime", "a daily limit": the span over which something is measured, and not how often it is done.
_MEASURED = r"(?! (?:uptime|availability|limit|price|fee|cost|plan|charge|rate|credit|average|subscription|billing|payment|volume|quota|active))"
_ADVERB = WordedPattern(" ".join(_ADVERBS), rf"\b(?P<word>{'|'.join(_ADVERBS)})\b{_MEASURED}", re.IGNORECASE)
_TIMES = WordedPattern(
    "once twice times",
    rf"\b(?P<times>once|twice|{NUMBER} times)(?: (?:a|an|per|each|every|1)|/) ?(?P<unit>{_UNIT})\b",
    re.IGNORECASE,
)
_EVERY = WordedPattern(
    "every each",
    rf"(?<!of )(?<!% )\b(?:every|each) (?:(?P<other>other|second) )?(?:(?P<number>{NUMBER}) )?(?P<unit>{_UNIT})s?\b",
    re.IGNORECASE,
)
_ONCE_EVERY = {"once": 1, "twice": 2}


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often, by one phrase of a text: every ``number`` of ``unit`` (as durations have them, or "bd")."""

    start: int
    end: int
    text: str
    number: Fraction
    unit: str


def frequencies(text: str) -> Iterator[Frequency]:
    """Yield how often something is done, by each phrase that says so."""
    for found in _ADVERB.finditer(text):
        number_of, unit = _ADVERBS[found["word"].lower()]
        yield Frequency(*found.span(), found[0], Fraction(number_of), unit)
    for found in _TIMES.finditer(text):
        times = found["times"].lower()
        many: float = _ONCE_EVERY.get(times) or number_value(times.removesuffix(" times"))
        number, unit = _sized(found["unit"])
        if many:
            yield Frequency(*found.span(), found[0], number / Fraction(str(many)), unit)
    for found in _EVERY.finditer(text):
        number, unit = _sized(found["unit"])
        apart: float = 2 if found["other"] else number_value(found["number"]) if found["number"] else 1
        yield Frequency(*found.span(), found[0], number * Fraction(str(apart)), unit)


def _sized(word: str) -> tuple[Fraction, str]:
    return (Fraction(3), "mo") if word.lower() == "quarter" else (Fraction(1), duration_unit(word))
