"""The normal form of texts and numbers, equal for two spellings of the same thing (SPEC 2)."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Return the text in NFC with every run of white space as one space, and none at the ends."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def number(value: int | float) -> int | float:
    """Return a whole number as an int, any other as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
