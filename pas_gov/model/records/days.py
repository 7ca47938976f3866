"""Days as they are written."""

from __future__ import annotations

import functools
import re
from datetime import date, timedelta

from pas_gov.foundation.patterns import late_pattern

_WRITTEN = late_pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_day(text: str) -> bool:
    """Tell whether the text is a day of the calendar, written as 2026-03-31."""
    return len(text) == 10 and _is_day(text)


@functools.lru_cache(8192)  # the records of a stack name few days, each many times
def _is_day(text: str) -> bool:
    if _WRITTEN.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def day_said(text: str, today: date) -> str | None:
    """Return the day that is meant, as records have it: a day, or so many days or weeks from today (+90d, +2w).

    None where it is neither; OverflowError where the calendar ends before.
    """
    found = re.fullmatch(r"\+([0-9]{1,5})([dw])", text)
    if found is None:
        return text if is_day(text) else None
    return (today + timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))).isoformat()
