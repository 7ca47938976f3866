"""Dates as texts write them, as ISO text with the parts left out that aren't written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.foundation.patterns import late_pattern

_NAMES = "january february march april may june july august september october november december".split()
_NUMBERS = {name: number for number, name in enumerate(_NAMES, start=1)} | {
    name[:3]: number for number, name in enumerate(_NAMES, start=1)
}
_NUMBERS["sept"] = 9
_MONTH = "(?P<month>" + "|".join((*_NAMES, "sept", *(name[:3] for name in _NAMES))) + r")\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"

_PATTERNS = tuple(
    late_pattern(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<number>[01]\d)(?:-(?P<day>[0-3]\d))?\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH},?\s+{_YEAR}",
        rf"(?<=\bin ){_YEAR}(?![-/]\d)",
        rf"(?<=\b(?:by|of) ){_YEAR}(?![-/]\d)",
        rf"(?<=\bsince ){_YEAR}(?![-/]\d)",
        rf"(?<=\buntil ){_YEAR}(?![-/]\d)",
        rf"(?<=\bafter ){_YEAR}(?![-/]\d)",
        rf"(?<=\bbefore ){_YEAR}(?![-/]\d)",
    )
)
_LIKE_WORDS = {"may", "march", "mar", "dec", "jan", "sun"}  # "you may 3 times": a month only with a capital


def dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and ISO text of each date, in the order of the patterns; they may overlap."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            iso = _iso(match.groupdict())
            if iso:
                yield match.start(), match.end(), iso


def _iso(parts: dict[str, str | None]) -> str:
    """Return the ISO text of a match's parts, or "" where they are no date."""
    name = parts.get("month") or ""
    if name.lower() in _LIKE_WORDS and name.islower():
        return ""
    month = _NUMBERS[name.lower()] if name else int(parts.get("number") or 0)
    day = int(parts.get("day") or 0)
    if month > 12 or day > 31 or (parts.get("day") and not day):
        return ""
    year = parts.get("year")
    tail = (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
    return f"{year}{tail}" if year else f"-{tail}"
