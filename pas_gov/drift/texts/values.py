"""JSON and YAML as plain values whose strings know their lines, read without recursion and as far as they can be read.

The standard library's JSON parser tells no lines and gives nothing of a text that breaks off; what an export holds up
to there is read all the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any

from pas_gov.foundation.values import dataclass
from pas_gov.model.records.yaml.loose_events import Unreadable, events

MAX_DEPTH = 100
MAX_VALUES = 1_000_000
"""Mappings, sequences and scalars of a file; the longest file that is read seldom has a third of them."""
MAX_STRINGS = 100_000
"""Strings of several words."""

Value = Any
"""A mapping, a sequence, a string (see PlacedText), True, False or None; a number is its text."""

_TOKEN = re.compile(r'[{}\[\],:"\n]|[^\s{}\[\],:"]+')
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}
_SURROGATE = re.compile("[\ud800-\udfff]")


class PlacedText(str):
    """A string with its lines in the file; ``end_line`` is 0 where its line feeds are those of the file."""

    __slots__ = ("end_line", "line")
    line: int
    end_line: int


class BoundReached(Exception):
    """A bound was reached; its text says which."""


def placed(text: str, line: int, end_line: int) -> PlacedText:
    """Return a string with its place."""
    found = PlacedText(text)
    found.line, found.end_line = line, end_line
    return found


def lines_of(text: str, line: int = 1) -> tuple[int, int]:
    """Return a string's first line and its end line (see PlacedText); the given one where it has none of its own."""
    return (text.line, text.end_line) if isinstance(text, PlacedText) else (line, line)


def without_surrogates(text: str) -> str:
    """Return a text without the halves of characters that JSON may hold by themselves."""
    return _SURROGATE.sub("\ufffd", text)


@dataclass(slots=True)
class _Values:
    """Builds values while the parts of a text arrive; a key that stands twice keeps both of its values."""

    roots: list[Value] = field(default_factory=list)
    open_: list[Value] = field(default_factory=list)
    keys: list[str | None] = field(
        default_factory=list
    )  # of the open mappings, the key that waits for its value
    count: int = 0
    strings: int = 0

    def start(self, container: Value) -> None:
        """Enter a mapping or a sequence."""
        if len(self.open_) >= MAX_DEPTH:
            raise BoundReached(f"it is nested more than {MAX_DEPTH} deep")
        self._put(container)
        self.open_.append(container)
        self.keys.append(None)

    def end(self) -> None:
        """Leave a mapping or a sequence."""
        if self.open_:
            self.open_.pop()
            self.keys.pop()

    def scalar(self, value: Value) -> None:
        """Take a key or a value."""
        if self.open_ and isinstance(self.open_[-1], dict) and self.keys[-1] is None:
            self.keys[-1] = str(value)[:200]
            return
        if isinstance(value, str) and " " in value.strip():
            self.strings += 1
            if self.strings > MAX_STRINGS:
                raise BoundReached(f"it has more than {MAX_STRINGS:,} strings")
        self._put(value)

    def separate(self) -> None:
        """Take a comma: what comes next in a mapping is a key."""
        if self.keys:
            self.keys[-1] = None

    def _put(self, value: Value) -> None:
        self.count += 1
        if self.count > MAX_VALUES:
            raise BoundReached(f"it has more than {MAX_VALUES:,} values")
        if not self.open_:
            self.roots.append(value)
        elif isinstance(self.open_[-1], dict):
            around, key = self.open_[-1], self.keys[-1] or ""
            around[key if key not in around else f"{key}#{len(around)}"] = value
            self.keys[-1] = None
        else:
            self.open_[-1].append(value)


def json_values(text: str) -> tuple[list[Value], str]:
    """Return the values of a JSON text, one after the other, and what kept it from being read to its end, or ""."""
    found = _Values()
    try:
        _scan(text, found)
    except BoundReached as error:
        return found.roots, str(error)
    except ValueError:
        return found.roots, "a string in it has no end"
    return found.roots, ""


def _scan(text: str, found: _Values) -> None:
    line, at = 1, 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        sign = match[0]
        if sign == "\n":
            line += 1
        elif sign == '"':
            value, end = json.decoder.scanstring(text, at, False)  # type: ignore[attr-defined]
            end_line = line + text.count("\n", at, end)
            found.scalar(placed(without_surrogates(value), line, end_line))
            at, line = end, end_line
        elif sign == ",":
            found.separate()
        elif sign in "{[":
            found.start({} if sign == "{" else [])
        elif sign in "}]":
            found.end()
        elif sign != ":":
            found.scalar(_WORDS.get(sign, sign[:200]))


def json_lines(text: str, first: int = 1) -> Iterator[tuple[int, tuple[Value] | None]]:
    """Yield each line's number, from ``first`` on, and its value (in a tuple), None for one that is no JSON that can be read.

    Empty lines are passed over. The strings have no lines of their own.
    """
    for number, line in enumerate(text.split("\n"), start=first):
        if line.strip():
            try:
                yield number, (json.loads(line),)
            except (ValueError, RecursionError):
                yield number, None


def yaml_values(text: str) -> tuple[list[Value], str]:
    """Return the values of a YAML text, any tags, anchors and documents in it, and what ended the reading early."""
    found = _Values()
    try:
        for kind, event in events(text):
            if kind == "scalar":
                found.scalar(_placed_scalar(event, text))
            elif kind == "close":
                found.end()
            else:
                found.start({} if kind == "mapping" else [])
    except (BoundReached, Unreadable) as error:
        return found.roots, str(error)
    return found.roots, ""


def _placed_scalar(event: Any, text: str) -> PlacedText:
    """Return a scalar's text with its lines: those of the file where it has any of its own."""
    first, last = event.start_mark.line + 1, event.end_mark.line + 1
    if event.style in ("|", ">"):
        source = text[event.start_mark.index : event.end_mark.index]
        return placed(_dedented(source.partition("\n")[2]), first + 1, 0)
    if event.style is None and last > first:
        return placed(text[event.start_mark.index : event.end_mark.index], first, 0)
    return placed(event.value, first, last)


def _dedented(source: str) -> str:
    """Return the lines of a block scalar without their common indentation."""
    lines = source.split("\n")
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    return "\n".join(line[indent:] for line in lines)
