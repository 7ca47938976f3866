"""From a parser's events to plain values, collecting what strict YAML doesn't allow on the way."""

from __future__ import annotations

import unicodedata

from pas_gov.diagnostics import Diagnostic, Location, printable
from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.records.yaml.event_kinds import Event, Node, Scalar
from pas_gov.model.records.yaml.scalars import NumberError, kind, resolve
from pas_gov.model.records.yaml.syntax import (
    ALIAS,
    ANCHOR,
    EMPTY,
    GLUED,
    MAX_DEPTH,
    MAX_NODES,
    MERGE,
    NO_KEY,
    QUOTE,
    TAG,
    TOO_DEEP,
    TOP,
)
from pas_gov.model.records.yaml.text import FORBIDDEN, escapes, report

_BLOCK = frozenset("|>")
_GLUED = late_pattern(r"[|>][-+0-9]*#")
_Seen = dict[str, int]  # a mapping's keys in normal form, each with its line
_Container = dict[str | None, object] | list[object]


class EnoughError(Exception):
    """Nothing after this event is to be read: a bound is reached, or a second document starts."""


class Builder:
    """Takes events in order; then ``value`` is the document's, and ``finish`` says what is wrong with it.

    With problems, the value is of no use. ``tabbed`` are the lines (from 0) that are indented with a tab;
    those inside block scalars are taken away from it.
    """

    def __init__(self, text: str, path: str, tabbed: dict[int, int]) -> None:
        """Start before the first event of a text."""
        self.value: object = None
        self._problems: list[Diagnostic] = []
        self._text, self._path, self._tabbed = text, path, tabbed
        self._escapes: list[tuple[int, str]] = []
        self._outer: list[tuple[_Container | None, str | None, _Seen]] = []
        self._inner: _Container | None = None
        self._key: str | None = ""  # the key whose value comes next; None where a key is due; "" in a list
        self._seen: _Seen = {}
        self._nodes = 0
        self._documents = 0

    def pass_by(self, _event: Event) -> None:
        """Make nothing of an event that says nothing."""

    def document(self, event: Event) -> None:
        """Allow one document."""
        self._documents += 1
        if self._documents > 1:
            self._problem(
                event, "yaml-documents", "a second document starts here", "Keep one document in a file."
            )
            raise EnoughError

    def scalar(self, event: Scalar) -> None:
        """Take a key or a single value."""
        self._nodes += 1
        if event.anchor is not None or event.tag is not None or self._nodes > MAX_NODES:
            self._check(event)
        if event.style == '"' and FORBIDDEN.search(event.value):
            self._escaped(event)
        elif event.style in _BLOCK:
            self._block(event)
        if self._key is None:
            self._name(event)
        else:
            if self._inner is None and event.tag is None:
                self._problem(event, *(TOP if event.value or not event.implicit[0] else EMPTY))
            self._put(self._resolved(event) if event.implicit[0] else event.value)

    def alias(self, event: Event) -> None:
        """Refuse an alias, standing in for it with nothing."""
        self._nodes += 1
        self._problem(event, *ALIAS)
        self._stand_in(None)
        self._bound(event)

    def mapping(self, event: Node) -> None:
        """Enter a mapping."""
        self._open(event, {})

    def sequence(self, event: Node) -> None:
        """Enter a sequence."""
        if self._inner is None:
            self._problem(event, *TOP)
        self._open(event, [])

    def close(self, _event: Event) -> None:
        """Leave the innermost mapping or sequence."""
        self._inner, self._key, self._seen = self._outer.pop()

    def finish(self) -> list[Diagnostic]:
        """Return all problems, in any order; called once, after the last event that could be read."""
        fact = 'is written here as an escape in "double quotes"'
        return self._problems + report(self._text, self._path, self._escapes, fact)

    def _open(self, event: Node, container: _Container) -> None:
        self._nodes += 1
        self._check(event)
        if self._key is None:
            what = "a mapping" if isinstance(container, dict) else "a list"
            self._problem(event, "yaml-key", f"{what} is used as a key", "A key must be a text: quote it.")
        self._stand_in(container)
        self._outer.append((self._inner, self._key, self._seen))
        self._inner, self._key, self._seen = container, None if isinstance(container, dict) else "", {}
        if len(self._outer) > MAX_DEPTH:
            self._problem(event, *TOO_DEEP)
            raise EnoughError

    def _check(self, event: Node) -> None:
        """Refuse what may stand before a node, and one node too many."""
        if event.anchor is not None:
            self._problem(event, *ANCHOR)
        if event.tag is not None:
            self._problem(event, *TAG)
        self._bound(event)

    def _bound(self, event: Event) -> None:
        if self._nodes > MAX_NODES:
            fact = f"this file has more than {MAX_NODES:,} keys and values"
            self._problem(event, "too-many-values", fact, "Divide it into several files.")
            raise EnoughError

    def _stand_in(self, value: object) -> None:
        """Take a value; where a key is due (a problem is noted by then), let it pass for one."""
        if self._key is None:
            self._key = ""
        else:
            self._put(value)

    def _put(self, value: object) -> None:
        if isinstance(self._inner, dict):
            self._inner[self._key] = value
            self._key = None
        elif self._inner is None:
            self.value = value
        else:
            self._inner.append(value)

    def _name(self, event: Scalar) -> None:
        """Take a scalar as the key of the next value."""
        self._key = key = event.value
        if event.implicit[0] and (key == "<<" or kind(key) != "text"):
            self._refuse_key(event)
        normal = key if key.isascii() else unicodedata.normalize("NFC", key)
        line = event.start_mark.line + 1
        first = self._seen.get(normal)
        if first is None:
            self._seen[normal] = line
            return
        where = (
            f"twice on line {line}" if first == line else f"on line {first} and again here, on line {line}"
        )
        fact = f'the key "{_short(key)}" is written {where}'
        self._problem(event, "yaml-duplicate-key", fact, "Keep one of the two.")

    def _refuse_key(self, event: Scalar) -> None:
        if event.value == "<<":
            self._problem(event, *MERGE)
        elif not event.value:
            self._problem(event, *NO_KEY)
        else:
            fact = f'the key "{_short(event.value)}" is read as {kind(event.value)}, not as a text'
            self._problem(event, "yaml-key", fact, "Put it in quotes.")

    def _resolved(self, event: Scalar) -> object:
        try:
            return resolve(event.value)
        except NumberError as problem:
            self._problem(event, "yaml-number", f'"{_short(event.value)}" {problem}', QUOTE)
            return None

    def _escaped(self, event: Scalar) -> None:
        """Note the escapes in double quotes that stand for forbidden characters."""
        found = escapes(self._text, event.start_mark.index, event.end_mark.index)
        self._escapes.extend((at, chr(code)) for at, code in found if FORBIDDEN.match(chr(code)))

    def _block(self, event: Event) -> None:
        """Refuse text straight after ``|`` (libyaml drops it), and allow tabs inside a block scalar."""
        if _GLUED.match(self._text, event.start_mark.index):
            self._problem(event, *GLUED)
        end = event.end_mark if self._tabbed else event.start_mark
        for line in range(event.start_mark.line + 1, end.line + (end.column > 0)):
            self._tabbed.pop(line, None)

    def _problem(self, event: Event, code: str, fact: str, remedy: str) -> None:
        mark = event.start_mark
        where = Location(self._path, mark.line + 1, mark.column + 1)
        self._problems.append(Diagnostic(code, fact, where, remedy))


def _short(text: str) -> str:
    return printable(text if len(text) <= 60 else text[:57] + "...")
