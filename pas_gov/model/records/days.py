"""Days as they are written."""

from __future__ import annotations

import re
from datetime import date


def is_day(text: str) -> bool:
    """Tell whether the text is a day of the calendar, written as 2026-03-31."""
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
