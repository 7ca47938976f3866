"""TOML as plain values whose strings know their lines, which the standard library's parser doesn't tell."""

from __future__ import annotations

import re
import sys
from collections import defaultdict, deque
from typing import Any

from pas_gov.drift.texts.values import MAX_DEPTH, PlacedText, Value, placed

MAX_TOML = 256 * 1024
"""Bytes of a file: the parser reads a hundred thousand a second where each line is a table of its own."""
MAX_PARTS = 100
"""Dots on a line outside of strings: the parser takes more than linear time for a key of many parts."""
_STRING = re.compile(  # each ends at the text's end at the latest, so that no part is looked through twice
    r'"""(?:[^\\"]|\\.|"(?!""))*(?:"{3,5}|\Z)|\'\'\'(?:[^\']|\'(?!\'\'))*(?:\'{3,5}|\Z)'
    r'|"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|\Z)|\'[^\'\n]*(?:\'|(?=\n)|\Z)|#[^\n]*|\n',
    re.DOTALL,
)


def toml_values(text: str) -> tuple[list[Value], str]:
    """Return the values of a TOML text, and what kept it from being read, or ""."""
    if len(text) > MAX_TOML:
        return [], f"it has more than {MAX_TOML:,} characters"
    bare = _STRING.sub(lambda one: one[0] if one[0] == "\n" else "", text)
    if any(line.count(".") > MAX_PARTS for line in bare.split("\n")):
        return [], f"a key in it has more than {MAX_PARTS} parts"
    try:
        told = _parser().loads(text)
        places = _places(text)
        return [_placed(told, places, 0)], ""
    except ValueError as error:
        return [], f"it is no TOML: {str(error)[:100]}"
    except RecursionError:
        return [], f"it is nested more than {MAX_DEPTH} deep"


def _parser() -> Any:
    if sys.version_info >= (3, 11):
        import tomllib

        return tomllib
    import tomli

    return tomli


def _places(text: str) -> dict[str, deque[tuple[int, int]]]:
    """Return the lines of the strings that are written in a text, in their order, by what they say."""
    found: dict[str, deque[tuple[int, int]]] = defaultdict(deque)
    line = 1
    for token in _STRING.finditer(text):
        written = token[0]
        if written[0] not in "\n#":
            value, first, last = _value(written), line, line + written.count("\n")
            if last > first and "\\" not in written:
                first, last = first + (written[3] == "\n"), 0
            found[value].append((first, last))
        line += written.count("\n")
    return found


def _value(written: str) -> str:
    if "\\" in written:
        return str(_parser().loads(f"a = {written}")["a"])
    return written[3:-3].removeprefix("\n") if written[:3] in ('"""', "'''") else written[1:-1]


def _placed(told: Any, places: dict[str, deque[tuple[int, int]]], depth: int) -> Value:
    """Return values whose strings have their lines; numbers and dates are their texts."""
    if depth > MAX_DEPTH:
        raise RecursionError
    if isinstance(told, dict):
        return {key: _placed(value, places, depth + 1) for key, value in told.items()}
    if isinstance(told, list):
        return [_placed(value, places, depth + 1) for value in told]
    return _string(told, places) if isinstance(told, str) else told if isinstance(told, bool) else str(told)


def _string(text: str, places: dict[str, deque[tuple[int, int]]]) -> PlacedText:
    known = places.get(text)
    line, end = (known.popleft() if len(known) > 1 else known[0]) if known else (1, 1)
    return placed(text, line, end)
