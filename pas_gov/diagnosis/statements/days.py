"""The day by which, or until which, a sentence promises something."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from pas_gov.drift.claims.clauses import plain_words
from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.quantities.quantities import located_quantities

_MAY = late_pattern(r"\b(?:19|20)\d\d\b")
_PROMISES = late_pattern(
    r"\b(?:will|shall|going to|plans? to|planned|planning|intends? to|aims? to|coming|arrives?|arriving|launch(?:es|ing)|expected|due|scheduled|slated|"
    r"on track|targeted|until|till|through|valid|by (?:the )?(?:end|beginning|start|middle|close|summer|autumn|fall|spring|winter)|no later than|not later than|"
    r"before the end|by (?:q[1-4]|january|february|march|april|may|june|july|august|september|october|november|december|mid|early|late|20\d\d|\d{1,2}(?:st|nd|rd|th)? )|"
    r"ends? on|expires?|offer|guaranteed|commit\w*|promis\w*|complet\w+ by|available (?:in|by|from|until|on)|roadmap|next)\b"
)
_DONE = late_pattern(
    r"\b(?:was|were|had|did|has been|have been|released|launched|introduced|announced|moved|changed|became|raised|started|began|began in|founded|published in|updated (?:on|in)|"
    r"last (?:updated|changed|modified)|effective|since|copyright|version of|dated|amended|revised|in force|written (?:on|in))\b"
)
_KEEPS = late_pattern(r"\b(?:will|shall|until|till|through|by|plans? to|going to)\b")
_SIDE = late_pattern(
    r"\b(?:since|after|from|as of|starting|beginning|effective|before|prior to|dated|of)\s(?:the )?$",
    re.IGNORECASE,
)
_JOINED = late_pattern(
    r"\b(?:signed|joined|bought|purchased|ordered|subscribed|registered|created|made|opened|placed|who (?:were|are)|founded|born)\b"
)
_PAST = late_pattern(r"\b(?:was|were|had|caused|made|took|gave|saw|went|came|found|[a-z]{3,}ed (?!by\b))\b")
_QUARTER = late_pattern(
    r"\b(?:q(?P<q>[1-4])(?: of)?[ -]?(?P<qy>20\d\d)|(?P<word>first|second|third|fourth|last) quarter (?:of )?(?P<wy>20\d\d)|h(?P<h>[12])[ -](?P<hy>20\d\d)|"
    r"(?P<season>spring|summer|autumn|fall|winter)(?: of)? (?P<sy>20\d\d)|(?P<part>early|mid|middle of|late|end of|end-of-year|year-end)[ -](?P<py>20\d\d))\b"
)
_ENDS = {
    "spring": 6,
    "summer": 9,
    "autumn": 12,
    "fall": 12,
    "winter": 12,
    "early": 4,
    "mid": 8,
    "middle of": 8,
}
_WORDS = {"first": 3, "second": 6, "third": 9, "fourth": 12, "last": 12}


def promised_day(text: str) -> date | None:
    """Return the last day by which, or until which, a sentence promises something; None where it names none.

    What is told of the past, from when something holds, and by when somebody has to have joined is no such day.
    """
    plain = plain_words(text)
    if not _MAY.search(plain) or not _PROMISES.search(plain):
        return None
    if _DONE.search(plain) and not _KEEPS.search(plain):
        return None
    return max(_days(text, plain), default=None)


def last_day(iso: str) -> date | None:
    """Return the last day of what an ISO text with parts left out names ("2025": 31 December), None without a year."""
    parts = iso.split("-")
    if not parts[0]:
        return None
    year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12
    try:
        return date(year, month, int(parts[2]) if len(parts) > 2 else calendar.monthrange(year, month)[1])
    except (ValueError, IndexError, calendar.IllegalMonthError):
        return None


def named_days(text: str) -> Iterator[date]:
    """Yield every day, month or year with its number that a text names, each by its last day."""
    for _, iso in _dated(text):
        if found := last_day(iso):
            yield found


def _dated(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each date of a text begins, and its ISO text."""
    for start, _, one in located_quantities(text):
        if one.kind == "date":
            yield start, str(one.values[0])


def _days(text: str, plain: str) -> Iterator[date]:
    for found in _QUARTER.finditer(plain):
        year = int(found["qy"] or found["wy"] or found["hy"] or found["sy"] or found["py"])
        month = (
            int(found["q"]) * 3 if found["q"] else _WORDS[found["word"]] if found["word"] else int(found["h"]) * 6 if found["h"]
            else _ENDS.get(found["season"] or found["part"], 12)
        )  # fmt: skip
        yield date(year, month, calendar.monthrange(year, month)[1])
    for start, iso in _dated(text):
        before = text[max(0, start - 30) : start]
        if _SIDE.search(before) and not re.search(
            r"\b(?:end|middle|beginning|quarter|half) of (?:the )?$", before, re.IGNORECASE
        ):
            continue
        after = plain_words(text[start : start + 90])
        if _PAST.search(after) and not _KEEPS.search(after):
            continue
        if _JOINED.search(plain_words(text[max(0, start - 40) : start])):
            continue
        if found_day := last_day(iso):
            yield found_day
