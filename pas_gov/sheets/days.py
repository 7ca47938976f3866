"""Days as people write them into cells; one that can be read both ways is no day until somebody says which."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Literal

from pas_gov.model.records.promise import FOREVER
from pas_gov.sheets.cells import cell_text
from pas_gov.sheets.table import Unreadable, Value

Order = Literal["", "day-first", "month-first"]
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)}
NUMBERS |= {name[:3]: number for name, number in NUMBERS.items()} | {"sept": 9}

WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ]\d{1,2}:\d\d.*)?", re.ASCII)
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})(?:,? \d{1,2}:\d\d.*)?", re.ASCII)
DAY_MONTH = re.compile(
    WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]*(?:of\s+)?([a-z]+)\.?[\s,-]*(\d{4})", re.ASCII
)
MONTH_DAY = re.compile(WEEKDAY + r"([a-z]+)\.?[\s-]*(\d{1,2})(?:st|nd|rd|th)?[\s,-]+(\d{4})", re.ASCII)
SHORT_YEAR = re.compile(r"\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]'?\d{2}", re.ASCII)
WRITE = "write it as 2025-03-31, or as 31 March 2025"


def read_day(value: Value, order: Order = "") -> str | Unreadable:
    """Return a day as records have it (2025-03-31), "" for an empty cell; ``order`` says how 03/04/2025 is meant."""
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    text = cell_text(value)
    if isinstance(text, Unreadable) or not text:
        return text
    plain = " ".join(text.casefold().split())
    if found := YEAR_FIRST.fullmatch(plain):
        return _day(text, found[1], found[3], found[4])
    if found := COMPACT.fullmatch(plain):
        return _day(text, *found.groups())
    if found := YEAR_LAST.fullmatch(plain):
        return _year_last(text, found[1], found[3], found[4], order)
    if (found := DAY_MONTH.fullmatch(plain)) and found[2] in NUMBERS:
        return _day(text, found[3], str(NUMBERS[found[2]]), found[1])
    if (found := MONTH_DAY.fullmatch(plain)) and found[1] in NUMBERS:
        return _day(text, found[3], str(NUMBERS[found[1]]), found[2])
    return _no_day(text, plain)


def read_day_or_forever(value: Value, order: Order = "") -> str | Unreadable:
    """Return a day as ``read_day`` does, or ``forever``."""
    if isinstance(value, str) and value.strip().casefold().strip(".") in (FOREVER, "for ever", "no end"):
        return FOREVER
    return read_day(value, order)


def _year_last(text: str, first: str, second: str, year: str, order: Order) -> str | Unreadable:
    days = _day(text, year, second, first), _day(text, year, first, second)  # day first, month first
    valid = [one for one in days if isinstance(one, str)]
    if order:
        wanted = days[0 if order == "day-first" else 1]
        if isinstance(wanted, str) or not valid:
            return wanted
        said = f'"{text}" is no day with the {order.partition("-")[0]} first, as --dates {order} says'
        return Unreadable(said, f"write it as {valid[0]}")
    if len(set(valid)) == 2:
        return Unreadable(f'"{text}" can be read both ways: {said_day(valid[0])}, or {said_day(valid[1])}',
                          "say which, for the whole sheet: --dates day-first, or --dates month-first")  # fmt: skip
    return valid[0] if valid else days[0]


def _day(text: str, year: str, month: str, day: str) -> str | Unreadable:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return Unreadable(f'"{text}" is no day of the calendar', WRITE)


def said_day(iso: str) -> str:
    """Return a day as it is said: 3 April 2025."""
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def _no_day(text: str, plain: str) -> Unreadable:
    if re.fullmatch(r"\d{5}(\.\d+)?", plain, re.ASCII):
        return Unreadable(
            f'"{text}" is the number that a spreadsheet keeps for a day',
            f"format the column as a date, or {WRITE}",
        )
    if SHORT_YEAR.fullmatch(plain):
        return Unreadable(f'"{text}" has a year of two digits', WRITE)
    return Unreadable(f'"{text}" isn\'t a day', WRITE)
