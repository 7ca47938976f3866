"""The units that texts write behind numbers, and what they are called here."""

from __future__ import annotations

from pas_gov.foundation.patterns import late_pattern

DURATIONS = {
    "s": ("s", "sec", "secs", "second", "seconds"),
    "min": ("min", "mins", "minute", "minutes"),
    "h": ("h", "hr", "hrs", "hour", "hours"),
    "d": ("d", "day", "days", "calendar day", "calendar days"),
    "w": ("w", "wk", "wks", "week", "weeks"),
    "mo": ("mo", "mos", "month", "months", "calendar month", "calendar months"),
    "y": ("y", "yr", "yrs", "year", "years", "calendar year", "calendar years"),
    "bh": tuple(f"{kind} {unit}" for kind in ("business", "working", "office") for unit in ("hour", "hours")),
    "bd": (
        *(f"{kind} {unit}" for kind in ("business", "working", "work") for unit in ("day", "days")),
        "workday",
        "workdays",
        "banking day",
        "banking days",
        "weekday",
        "weekdays",
    ),
}
"""Unit to the words for it. One letter is a unit only where it touches its number ("24h")."""

TIME = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?)"
"""A unit of time, written in full, as a pattern."""
TIME_WORDS = (
    "second seconds minute minutes hour hours day days week weeks month months quarter quarters year years"
)
"""What it matches."""

BYTES = {
    **{unit: (unit.lower(),) for unit in ("KB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB")},
}
_LONG_BYTES = {"kilobyte": "KB", "megabyte": "MB", "gigabyte": "GB", "terabyte": "TB", "petabyte": "PB"}

SYMBOLS = {
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
}
CODES = (
    "USD EUR GBP JPY CHF AUD CAD NZD SEK NOK DKK PLN CZK HUF RON BGN TRY INR CNY HKD SGD KRW BRL MXN ZAR ILS AED"
).split()
NAMES = {
    "dollar": "USD",
    "dollars": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "pound": "GBP",
    "pounds": "GBP",
    "cents": "USD",
}
MULTIPLES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}

_DURATION_WORDS = {word: unit for unit, words in DURATIONS.items() for word in words}
_BYTE_WORDS = {word: unit for unit, words in BYTES.items() for word in words}
_LONG = {**_LONG_BYTES, **{f"{word}s": unit for word, unit in _LONG_BYTES.items()}}
_IRREGULAR = {"people": "person", "children": "child", "men": "man", "women": "woman", "indices": "index"}
_SPACE = late_pattern(r"\s+")


def duration_unit(words: str) -> str:
    """Return the unit of a duration's words ("Business  Days" gives "bd"), or ""."""
    return _DURATION_WORDS.get(_SPACE.sub(" ", words.strip(" -").lower()), "")


def byte_unit(word: str) -> str:
    """Return the unit of a number of bytes ("gigabytes" gives "GB"), or ""."""
    return _BYTE_WORDS.get(word.lower(), "") or _LONG.get(word.lower(), "")


def is_plural(word: str) -> bool:
    """Say whether a word looks like a plural noun."""
    low = word.lower()
    return low in _IRREGULAR or (len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")))


def singular(word: str) -> str:
    """Return the singular of a noun, in lower case ("breaches" gives "breach")."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes", "zes")):
        return low[:-2]
    return low[:-1] if is_plural(low) else low


def rate_unit(word: str) -> str:
    """Return the short name of what a price is per ("month" gives "mo", "gigabyte" "GB", "user" itself)."""
    return duration_unit(word) or byte_unit(word) or singular(word)
