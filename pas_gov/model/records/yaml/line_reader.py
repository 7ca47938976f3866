"""The YAML that records are mostly written in, read line by line: in a fraction of the time that events take.

It knows block mappings and lists, literal and folded texts, and on one line plain and quoted values and flow mappings
and lists. Of anything else, and of anything that is wrong, it says nothing: then the strict reader is asked. So it must
accept nothing that the strict reader refuses, and give the same values; ``tests/bench/mutations.py`` holds the two
against each other on mutated records.
"""

from __future__ import annotations

from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.records.yaml.scalars import NumberError, resolve
from pas_gov.model.records.yaml.syntax import MAX_NODES

_KEY = "(?!(?:null|true|false):)([a-z][a-z0-9_-]{0,63}):"
_SPECIAL = frozenset(
    ("", *"-?:,[]{}#&*!|>'\"%@` ")
)  # a plain value begins with none of them, or in some cases only
_FLOW_PLAIN = r"""[^-?:,\[\]{}#&*!|>'"%@` ][^,\[\]{}?]*"""

# Spaces; the dash of a list's item; a key with its colon; what follows. Each line matches, whatever it holds.
_LINE = late_pattern(rf"( *)((?:- +)?)(?:{_KEY}(?: +|(?=\n)))?(.*)\n")
_QUOTED = late_pattern(r"""(?:"((?:[^"\\]|\\["\\])*)"|'((?:[^']|'')*)') *""")
_PAIR = late_pattern(rf""" *{_KEY} +(?:(?:"([^"\\]*)" *|({_FLOW_PLAIN}))([,}}]) *|(?=["'{{\[]))""")
_ITEM = late_pattern(rf""" *(?:({_FLOW_PLAIN})([,\]]) *|(?=["'{{\[]))""")
_END = late_pattern(r" *([,}\]]) *")
_ESCAPE = late_pattern(r"\\(.)")
_BREAKS = late_pattern(r"\n(\n*)")

_FARTHEST, _DEEPEST = (
    24,
    8,
)  # the column of a block, and brackets within each other: together less than MAX_DEPTH
_Line = tuple[str, str, str, str]


class _UnsureError(Exception):
    """What stands here is for the strict reader to judge."""


def read_by_lines(text: str) -> dict[str, object] | None:
    """Return the value of a text without forbidden characters; None where the strict reader is to be asked."""
    if len(text) > MAX_NODES or not text.endswith("\n") or "\t" in text or "\r" in text:
        return None  # a node takes a character at least: so few can't be too many nodes
    try:
        return _Lines(text).whole()
    except (_UnsureError, NumberError):
        return None


class _Lines:
    """The lines of a text, and the number of the one that comes next. What reads leaves it after what it has read."""

    __slots__ = ("_next", "_parts", "_texts")

    def __init__(self, text: str) -> None:
        self._parts: list[_Line] = _LINE.findall(text)
        self._texts = text.split("\n")
        self._next = 0

    def whole(self) -> dict[str, object]:
        """Return the mapping that is the whole text."""
        spaces, dash, key, rest = self._line() or ("", "-", "", "")
        if spaces or dash:
            raise _UnsureError
        return self._mapping(0, key, rest)

    def _line(self) -> _Line | None:
        """Return the next line that isn't blank or a comment."""
        for number in range(self._next, len(self._parts)):
            line = self._parts[number]
            if line[2] or line[1] or (line[3] and line[3][0] != "#"):
                self._next = number
                return line
        return None

    def _mapping(self, column: int, key: str, rest: str) -> dict[str, object]:
        """Return the mapping whose keys stand at a column; its first key, and what follows that, are given."""
        if column > _FARTHEST:
            raise _UnsureError
        found: dict[str, object] = {}
        while True:
            if not key or key in found:
                raise _UnsureError
            self._next += 1
            if not rest:
                found[key] = self._below(column)
            elif rest[0] in "|>":
                found[key] = self._text(rest, column)
            else:
                found[key] = _value(rest)
            line = self._line()
            if line is None or len(line[0]) < column:
                return found
            spaces, dash, key, rest = line
            if dash or len(spaces) != column:
                raise _UnsureError

    def _below(self, column: int) -> object:
        """Return the value of a key at a column, after which nothing stands on its line."""
        line = self._line()
        if line is None or len(line[0]) < column:
            return None
        spaces, dash, key, rest = line
        if dash:
            return self._list(len(spaces), line)
        return self._mapping(len(spaces), key, rest) if len(spaces) > column else None

    def _list(self, column: int, line: _Line) -> list[object]:
        """Return the list whose dashes stand at a column; its first line is given."""
        found: list[object] = []
        while True:
            _, dash, key, rest = line
            if key:
                found.append(self._mapping(column + len(dash), key, rest))
            else:
                self._next += 1
                found.append(_value(rest))
            after = self._line()
            if after is None or len(after[0]) < column or (len(after[0]) == column and not after[1]):
                return found
            line = after
            if len(line[0]) != column:
                raise _UnsureError

    def _text(self, header: str, column: int) -> str:
        """Return a literal or folded text that belongs to a key at a column."""
        first = self._texts[self._next]
        margin = first[: len(first) - len(first.lstrip(" "))]
        if header not in ("|", ">", "|-", ">-") or len(margin) <= column:
            raise _UnsureError
        lines = []
        for text in self._texts[self._next : -1]:
            if text and not text.startswith(margin):
                if not text.strip(" "):  # blanks, fewer than the margin: the text may go on behind them
                    raise _UnsureError
                break
            lines.append(text[len(margin) :])
            if text and not lines[-1].strip(" "):
                raise _UnsureError
        self._next += len(lines)
        joined = "\n".join(lines).rstrip("\n")
        if header[0] == ">":
            if "\n " in joined:
                raise _UnsureError
            joined = _BREAKS.sub(lambda found: found[1] or " ", joined)
        return joined if header[1:] else joined + "\n"


def _value(rest: str) -> object:
    """Return the value that the rest of a line is."""
    if rest[:1] not in _SPECIAL:
        return _plain(rest[: rest.index(" #")] if " #" in rest else rest)
    value, at = _bracket_or_quote(rest, 0, 0)
    if at < len(rest) and (rest[at] != "#" or rest[at - 1] != " "):
        raise _UnsureError
    return value


def _plain(text: str) -> object:
    text = text.rstrip(" ")
    if ": " in text or " #" in text or text[-1] == ":":
        raise _UnsureError
    return resolve(text)


def _bracket_or_quote(text: str, at: int, depth: int) -> tuple[object, int]:
    """Return what begins with one of them at a place, and the place after it and the spaces that follow."""
    if text.startswith(("{", "["), at) and depth < _DEEPEST:
        value, at = (_flow_mapping if text[at] == "{" else _flow_list)(text, at + 1, depth + 1)
        while text.startswith(" ", at):
            at += 1
        return value, at
    quoted = _QUOTED.match(text, at)
    if quoted is None:
        raise _UnsureError
    double, single = quoted.groups()
    return single.replace("''", "'") if double is None else _ESCAPE.sub(r"\1", double), quoted.end()


def _flow_mapping(text: str, at: int, depth: int) -> tuple[object, int]:
    found: dict[str, object] = {}
    if text.startswith("}", at):
        return {}, at + 1
    end = ","
    while end != "}":
        pair = _PAIR.match(text, at)
        if pair is None or end == "]":
            raise _UnsureError
        key, value, plain, end = pair.groups()
        at = pair.end()
        if key in found:
            raise _UnsureError
        if end is None:
            found[key], end, at = _inner(text, at, depth)
        else:
            found[key] = value if plain is None else _plain(plain)
    return found, at


def _flow_list(text: str, at: int, depth: int) -> tuple[object, int]:
    found: list[object] = []
    if text.startswith("]", at):
        return [], at + 1
    end = ","
    while end != "]":
        item = _ITEM.match(text, at)
        if item is None or end == "}":
            raise _UnsureError
        plain, end = item.groups()
        at = item.end()
        if end is None:
            value, end, at = _inner(text, at, depth)
            found.append(value)
        else:
            found.append(_plain(plain))
    return found, at


def _inner(text: str, at: int, depth: int) -> tuple[object, str, int]:
    """Return what stands within brackets and begins with one or a quote, what follows it, and the place after that."""
    if depth > _DEEPEST:
        raise _UnsureError
    value, at = _bracket_or_quote(text, at, depth)
    end = _END.match(text, at)
    if end is None:
        raise _UnsureError
    return value, end[1], end.end()
