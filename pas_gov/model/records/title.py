"""The title that words give where nobody wrote one: their first sentence, cut between words."""

from __future__ import annotations

import re

LONGEST = 70  # characters


def title_from(text: str, cut: str = "") -> str:
    """Return the first sentence of a text as a title of at most 70 characters; ``cut`` follows where it is cut."""
    first = re.split(r"(?<=[.!?])\s", text.strip())[0].rstrip(". ") or text.strip()
    if len(first) <= LONGEST:
        return first
    return f"{first[:LONGEST].rpartition(' ')[0] or first[:LONGEST]}{cut}"
