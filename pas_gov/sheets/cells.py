"""Cells: text that no spreadsheet takes for a formula, and several texts in one cell; each way undoes the other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pas_gov.diagnostics import UNPRINTABLE, character_name
from pas_gov.sheets.table import Unreadable, Value

FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")
SPECIAL = re.compile(r'[;,\n"]|^\s|\s$|^$')


def guarded(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return a text without the apostrophe that ``guarded`` put before it."""
    return text[1:] if GUARDED.match(text) else text


def joined_items(items: Iterable[str]) -> str:
    """Return several texts as one cell, semicolons between; what holds a separator stands in double quotes."""
    return "; ".join(_quoted(one) for one in items)


def _quoted(item: str) -> str:
    doubled = item.replace('"', '""')
    return f'"{doubled}"' if SPECIAL.search(item) else item


def split_items(text: str, *, commas: bool = True) -> tuple[str, ...]:
    """Return the texts of a cell: what semicolons or line breaks divide, else commas, but for what stands in quotes."""
    marks = ";\n" if not commas or re.search("[;\n]", re.sub('"(?:[^"]|"")*"', "", text)) else ","
    item = re.compile(rf'\s*(?:"((?:[^"]|"")*)"\s*(?=[{marks}]|$)|([^{marks}]*))(?:[{marks}]|$)')
    found: list[str] = []
    start = 0
    while start < len(text):
        match = item.match(text, start)
        assert match is not None  # noqa: S101  (its second half matches anything)
        found.append(match[2].strip() if match[1] is None else match[1].replace('""', '"'))
        start = max(match.end(), start + 1)
    return tuple(one for one in found if one)


def cell_text(value: Value) -> str | Unreadable:
    """Return the text of a cell, "" for an empty one. What a record can't hold is told: characters that nobody sees."""
    if isinstance(value, Unreadable):
        return value
    if value is None:
        return ""
    if isinstance(value, tuple):
        return cell_text(joined_items(value))
    text = unguarded(str(value).replace("\r\n", "\n").replace("\r", "\n"))
    hidden = UNPRINTABLE.search(text.replace("\n", " ").replace("\t", " "))
    if hidden:
        message = f"it holds a character that nobody sees: {character_name(hidden.group())}"
        return Unreadable(message, "delete it, or type the text anew")
    return text.strip()


def cell_items(value: Value, *, commas: bool = True) -> tuple[str, ...] | Unreadable:
    """Return the texts of a cell that may hold several: a list of JSON's as it is, a text divided."""
    if isinstance(value, tuple):
        checked = [cell_text(one) for one in value]
        bad = next((one for one in checked if isinstance(one, Unreadable)), None)
        return bad or tuple(one for one in checked if isinstance(one, str) and one)
    text = cell_text(value)
    return text if isinstance(text, Unreadable) else split_items(text, commas=commas)
