"""Days as people type them, at a command line or a terminal: one reader for all options, with one remedy.

Taken are 2026-03-31, 2026/3/31, 31 March 2026, March 31, 2026, a day from today (+0d, +90d, +2w), and 31.3.2026 or
3/31/2026 where the numbers can be read in one way alone: 1.12.2026 is no day until somebody says which.
"""

from __future__ import annotations

import re
from datetime import date

from pas_gov.diagnostics import Stop, printable
from pas_gov.model.records.days import day_said, is_day
from pas_gov.sheets.days import YEAR_LAST, read_day, said_day
from pas_gov.sheets.table import Unreadable

PAST = "write it as 2026-03-31, or as 31 March 2026"  # where no day to come is meant
WRITE = "write it as 2026-03-31, as 31 March 2026, or from today: +0d is today, +90d, +2w"
LAST_YEAR = "the calendar ends with the year 9999"


def typed_day(text: str, today: date) -> str | Unreadable:
    """Return the day that a text can only mean, as records have it, or why it is none and how to write one."""
    plain = text.strip()
    try:
        said = day_said(plain, today)
    except OverflowError:
        return Unreadable(LAST_YEAR, WRITE)
    if said is not None:
        return said
    if re.fullmatch(r"\+[0-9]+", plain):
        several = printable(plain)
        return Unreadable(
            f"{several} of what", f"say of what {several} is a number: {several}d for days, w for weeks"
        )
    if ways := _readings(plain):
        told = f"{printable(text)!r} can be read both ways: {said_day(ways[0])}, or {said_day(ways[1])}"
        return Unreadable(told, f"write {ways[0]}, or {ways[1]}")
    read = read_day(plain)
    if isinstance(read, str) and read:
        return read
    return Unreadable(f"{printable(text)!r} is no day of the calendar", WRITE)


def day_fault(text: str, today: date) -> str:
    """Return why a typed text is no day and how to write one, "" where it is one."""
    found = typed_day(text, today)
    return "" if isinstance(found, str) else f"{found.message}; {found.remedy}"


def day_or_stop(text: str, today: date) -> str:
    """Return a typed day as records have it; Stop(bad-day), as wrong usage, for a text that is none."""
    found = typed_day(text, today)
    if isinstance(found, str):
        return found
    raise Stop("bad-day", found.message, found.remedy, status=2)


def _readings(text: str) -> tuple[str, ...]:
    """Return both days that a text may mean, day first and month first; none where it means one alone."""
    found = YEAR_LAST.fullmatch(" ".join(text.casefold().split()))
    if found is None:
        return ()
    first, second = f"{int(found[1]):02}", f"{int(found[3]):02}"
    ways = dict.fromkeys((f"{found[4]}-{second}-{first}", f"{found[4]}-{first}-{second}"))
    return tuple(ways) if len(ways) == 2 and all(map(is_day, ways)) else ()
