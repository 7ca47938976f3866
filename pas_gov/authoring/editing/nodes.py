"""YAML text as a tree of nodes with their positions, so that an edit can leave everything else alone.

Made from the tokens of the scanner that the strict reader uses: what is valid can be located, whatever its layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from pas_gov.foundation.values import dataclass
from pas_gov.model.records.yaml.scanner import Token, tokens


@dataclass(frozen=True, slots=True)
class Spot:
    """A value, from its first character to after its last; white space and comments after it aren't part of it.

    ``flow`` says that it is written in brackets or stands inside of some. ``entries`` are the pairs of a mapping
    (``key`` set) or the items of a list. ``style`` is that of a scalar: ``|``, ``>``, ``"``, ``'``, or "". A value
    that isn't written is empty, where it would stand.
    """

    start: int
    end: int
    kind: Literal["scalar", "mapping", "list"]
    flow: bool
    style: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def block(self) -> bool:
        """Whether it is a mapping or list on lines of its own."""
        return self.kind != "scalar" and not self.flow


@dataclass(frozen=True, slots=True)
class Entry:
    """One pair of a mapping, or with an empty ``key`` one item of a list.

    ``start`` is where its key, question mark or dash begins (inside brackets, an item's value), ``mark`` where its
    colon or dash ends; a pair without a colon (``bare``) ends there, at its key. ``comma`` is where the comma behind
    it stands.
    """

    start: int
    mark: int
    key: str
    value: Spot
    bare: bool = False
    comma: int | None = None

    @property
    def end(self) -> int:
        """Where its value ends, or its colon or dash where it has none."""
        return max(self.value.end, self.mark)


@dataclass(frozen=True, slots=True)
class Tree:
    """A text's topmost value, and where each of its comments begins and ends, in order."""

    top: Spot
    comments: tuple[tuple[int, int], ...]


def parsed_tree(text: str) -> Tree:
    """Return the tree of a text that is strict YAML (nesting and number are bounded there)."""
    found = list(tokens(text))
    return Tree(_Reader(text, found).value(0, flow=False), tuple(_comments(text, found)))


def _comments(text: str, found: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield the comments: whatever stands between tokens behind a #, and behind the mark of a block scalar."""
    place = 0
    for token in [*found, Token("close", len(text), len(text))]:
        yield from _in_gap(text, place, token.start)
        if token.style in ("|", ">"):
            head = text.find("\n", token.start)
            yield from _in_gap(text, token.start, head if head >= 0 else token.end)
        place = max(place, token.end)


def _in_gap(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while (start := text.find("#", start, end)) >= 0:
        stop = text.find("\n", start, end)
        stop = stop if stop >= 0 else end
        yield start, start + len(text[start:stop].rstrip())
        start = stop


class _Reader:
    """Tokens on their way into a tree."""

    def __init__(self, text: str, found: list[Token]) -> None:
        self.text, self.tokens, self.place = text, found, 0

    def next(self) -> Token:
        return self.tokens[self.place] if self.place < len(self.tokens) else Token("close", -1, -1)

    def take(self) -> Token:
        self.place += 1
        return self.tokens[self.place - 1]

    def value(self, floor: int, *, flow: bool, dashes: bool = True) -> Spot:
        """Return the value that begins here; an empty one at ``floor`` where there is none.

        ``dashes`` says that a dash begins a list here, not the next item of the list around.
        """
        token = self.next()
        if token.kind == "scalar":
            return self.scalar(self.take(), flow)
        if token.kind in ("map", "list"):
            return self.bracketed(self.take())
        if token.kind == "key" and flow:  # a pair in a list, without braces around it
            pair = self.pair(flow=True)
            return Spot(pair.start, pair.end, "mapping", True, "", (pair,))
        if token.kind == "block map":
            return self.block("mapping", self.take())
        if token.kind == "block list":
            return self.block("list", self.take())
        if token.kind == "dash" and dashes:  # a list that isn't indented
            return self.block("list", None)
        return Spot(floor, floor, "scalar", flow)

    def scalar(self, token: Token, flow: bool) -> Spot:
        end = _block_end(self.text, token) if token.style in ("|", ">") else token.end
        return Spot(token.start, end, "scalar", flow, token.style)

    def block(self, kind: Literal["mapping", "list"], opened: Token | None) -> Spot:
        entries = []
        start = self.next().start
        while self.next().kind in (("key", "value") if kind == "mapping" else ("dash",)):
            entries.append(self.pair(flow=False) if kind == "mapping" else self.item())
        if opened is not None:
            self.take()
        return Spot(start, entries[-1].end, kind, False, "", tuple(entries))

    def item(self) -> Entry:
        dash = self.take()
        return Entry(dash.start, dash.end, "", self.value(dash.end, flow=False, dashes=False))

    def pair(self, *, flow: bool) -> Entry:
        begin = self.next()
        if begin.kind == "key":
            self.take()
        key = self.take()
        if self.next().kind != "value":
            return Entry(begin.start, key.end, key.value, Spot(key.end, key.end, "scalar", flow), bare=True)
        mark = self.take().end
        return Entry(begin.start, mark, key.value, self.value(mark, flow=flow))

    def bracketed(self, opened: Token) -> Spot:
        kind: Literal["mapping", "list"] = "mapping" if opened.kind == "map" else "list"
        entries: list[Entry] = []
        while self.next().kind != "close":
            if self.next().kind == "comma":
                entries[-1] = replace(entries[-1], comma=self.take().start)
                continue
            if kind == "mapping":
                entries.append(self.pair(flow=True))
                continue
            spot = self.value(opened.end, flow=True)
            entries.append(Entry(spot.start, spot.start, "", spot))
        return Spot(opened.start, self.take().end, kind, True, "", tuple(entries))


def _block_end(text: str, token: Token) -> int:
    """Return where the last line of a block scalar ends; blank lines at its end count only where they are kept."""
    header, *lines = text[token.start : token.end].removesuffix("\n").split("\n")
    if "+" not in header.partition("#")[0]:
        indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)
        while lines and not lines[-1].strip() and len(lines[-1]) <= indent:
            lines.pop()
    return token.start + len("\n".join([header if lines else header.rstrip(), *lines]))
