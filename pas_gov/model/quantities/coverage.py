"""When something is there: "24/7", "around the clock", "Monday to Friday, 9 to 5", "business hours"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.foundation.patterns import DIGITS, WordedPattern, late_pattern
from pas_gov.foundation.values import dataclass
from pas_gov.model.quantities.numerals import NUMBER

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?\b\.?"
_TO = r"\s?(?:-|–|—|to|through|thru|till?|until|and)\s?"
_AT = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?\s?m\b\.?)?"

_DAY_WORDS = " ".join(
    f"{day}{ending}"
    for day in "mon tue tues wed wednes thu thurs fri sat satur sun".split()
    for ending in ("", "day", "days")
)

ALWAYS = WordedPattern(
    "2 clock night hours day nonstop non",
    r"\b24\s?[/x×]\s?7(?:\s?[/x×]\s?365)?\b|\b(?:a)?round[- ]the[- ]clock\b|\bday and night\b|\bday or night\b|"
    r"\b(?:24|twenty-four) hours(?: a day|/day)?,? (?:and )?(?:7|seven) days(?: a week|/week)?\b|"
    r"\b24 hours a day\b|\bat any (?:time|hour) of (?:the )?day\b|\bnon-?stop\b|\bat all hours\b",
    re.IGNORECASE,
)
_RANGE = WordedPattern(_DAY_WORDS, rf"\b(?P<first>{_DAY}){_TO}(?P<last>{_DAY})", re.IGNORECASE)
_WEEKDAYS = WordedPattern(
    "2 business businessdays working workingdays week weekdays",
    r"\b(?:on|during) (?:business|working|week) ?-?days\b|\b(?:on |during )?weekdays\b|\b24\s?/\s?5\b|"
    r"\bevery (?:business|working) day\b",
    re.IGNORECASE,
)
_WEEKENDS = WordedPattern(
    "weekend weekends", r"\b(?:closed|not|no \w+) (?:at|on|during) (?:the )?weekends?\b", re.IGNORECASE
)
_ON_WEEKENDS = WordedPattern("weekend weekends", r"\b(?:at|on|during) (?:the )?weekends?\b", re.IGNORECASE)
_TIMES = WordedPattern(
    DIGITS,
    rf"\b(?:from |between )?(?P<opens>{_AT}){_TO}(?P<closes>{_AT})(?![\w%:]|\s?(?:hours?|days?|minutes?|weeks?|"
    r"months?|years?|business|working|%|percent))",
    re.IGNORECASE,
)
_OFFICE = WordedPattern(
    "hours daytime day",
    r"\b(?:business|office|opening|working|normal|regular) hours\b|\b(?:in|during) (?:the )?(?:daytime|day)\b",
    re.IGNORECASE,
)
_COUNTED = late_pattern(rf"{NUMBER}[ -]$", re.IGNORECASE)
_CLOSED = WordedPattern("closed", r"\bclosed (?:at|on|during|over)\b[^.;]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Coverage:
    """When something is there, as one phrase of a text says: ``always``, or on days and between hours.

    ``days`` are "mon" to "sun", "" where none is named; ``hours`` minutes of the day, none where they aren't named.
    """

    start: int
    end: int
    text: str
    always: bool = False
    days: tuple[str, ...] = ()
    hours: tuple[int, int] | None = None

    @property
    def told(self) -> bool:
        """Whether it says which days or hours: "business hours" doesn't."""
        return self.always or bool(self.days or self.hours)

    def agrees(self, other: Coverage) -> bool:
        """Say whether both mean the same time."""
        return (self.always, self.days, self.hours) == (other.always, other.days, other.hours)


def coverage(text: str) -> Coverage | None:
    """Return when something is there by a text, None where it doesn't say."""
    if found := ALWAYS.search(text):
        return Coverage(*found.span(), found[0], always=True)
    parts = sorted(_parts(text), key=lambda one: one.start)
    if not parts:
        return None
    start, end = parts[0].start, max(one.end for one in parts)
    days = next((one.days for one in parts if one.days), ())
    hours = next((one.hours for one in parts if one.hours), None)
    return Coverage(start, end, text[start:end], days=days, hours=hours)


def _parts(text: str) -> Iterator[Coverage]:
    days = list(_days(text))
    yield from days
    for found in _TIMES.finditer(text):
        opens, closes = _minutes(found["opens"]), _minutes(found["closes"])
        clear = bool(re.search(r"[:.]\d\d|[ap]\.?\s?m", found[0], re.IGNORECASE)) or days
        if clear and opens is not None and closes is not None:
            late = closes + 720 if closes <= opens and closes < 720 else closes
            yield Coverage(*found.span(), found[0].strip(), hours=(opens, late))
    for found in _OFFICE.finditer(text):
        if _COUNTED.search(text[: found.start()]):
            continue  # "4 business hours" is a time
        yield Coverage(*found.span(), found[0])


def _days(text: str) -> Iterator[Coverage]:
    for found in _RANGE.finditer(text):
        first, last = _DAYS.index(found["first"][:3].lower()), _DAYS.index(found["last"][:3].lower())
        named = _DAYS[first : last + 1] if first <= last else (*_DAYS[first:], *_DAYS[: last + 1])
        yield Coverage(*found.span(), found[0], days=named)
    for found in _ON_WEEKENDS.finditer(text):
        if not _CLOSED.search(text[: found.end()]) and not _WEEKENDS.search(text):
            yield Coverage(*found.span(), found[0], days=_DAYS[5:])
    for pattern in (_WEEKDAYS, _WEEKENDS, _CLOSED):
        for found in pattern.finditer(text):
            yield Coverage(*found.span(), found[0], days=_DAYS[:5])


def _minutes(text: str) -> int | None:
    found = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])?", text, re.IGNORECASE)
    if found is None or int(found[1]) > 24 or int(found[2] or 0) > 59:
        return None
    hour = int(found[1]) % 12 if found[3] and int(found[1]) <= 12 else int(found[1])
    return (hour + (12 if (found[3] or "").lower() == "p" else 0)) * 60 + int(found[2] or 0)
