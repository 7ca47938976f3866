"""The canonical layout of a record: keys in their order, indented by two, each comment kept beside its value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pas_gov.authoring.editing.fragments import key_text
from pas_gov.authoring.editing.nodes import Entry, Spot
from pas_gov.authoring.editing.order import KeyOrder, below, key_order
from pas_gov.authoring.editing.page import Page, last_scalar_kept, page_of
from pas_gov.authoring.editing.scalar_layout import block_scalar_lines, folded_lines, without_trailing_blanks
from pas_gov.authoring.editing.source import source_of
from pas_gov.authoring.editing.writing import checked, read
from pas_gov.diagnostics import Stop
from pas_gov.model.records.schema import Kind

MODELINE = re.compile(r"#\s*yaml-language-server:")
KEPT = "\0"  # ends the lines of a block scalar that keeps the blank lines below it: none may be added there


def formatted(kind: Kind, content: bytes) -> bytes:
    """Return a record's file in canonical order and layout: the same value, the same comments, the same line ends.

    Keys are in the order of the schema, parts indented by two columns, with one blank line at most between them;
    what stands in brackets stays in brackets. Stop(not-editable) where the file isn't strict YAML.
    """
    value = read(content).value
    source = source_of(content)
    page = page_of(source.text)
    if not source.text.endswith("\n"):
        page = page_of(source.with_splices(last_scalar_kept(page)).text + "\n")
    text = _Layout(page, key_order(kind)).laid_out()
    checked(text, value)
    if Counter(comments_of(page_of(text))) != Counter(comments_of(page)):
        raise Stop(
            "not-editable",
            "its comments stand where they can't be kept in another layout",
            "lay it out by hand",
        )
    return source.with_lines_of(text).content


def comments_of(page: Page) -> Iterator[str]:
    """Yield the comments of a text, without blanks at their end."""
    for start, end in page.tree.comments:
        yield page.text[start:end]


class _Layout:
    """One text on its way into its layout."""

    def __init__(self, page: Page, order: KeyOrder) -> None:
        self.page, self.text, self.order = page, page.text, order

    def laid_out(self) -> str:
        top = self.page.top
        if top.flow:
            return "\n".join(map(without_trailing_blanks, self.text.strip("\n").split("\n"))) + "\n"
        first = self.page.line_start(top.entries[0].start)
        head, lead = _divided(self.text[:first].split("\n")[:-1])
        last = self.page.line_end(top.entries[-1].end)
        body, tail = self.pairs(top, self.order, 0, lead, self.text[last:].splitlines())
        return _joined([*(line.rstrip() for line in head), *body, *_indented(tail, 0)])

    def pairs(
        self, spot: Spot, order: KeyOrder, column: int, lead: Sequence[str], after: Sequence[str]
    ) -> tuple[list[str], list[str]]:
        """Return the lines of a block, and those of ``after`` (what follows it) that aren't its own."""
        blocks: list[tuple[str, list[str]]] = []
        leads = [list(lead), *self._between(spot.entries), list(after)]
        for index, entry in enumerate(spot.entries):
            mine = _indented(leads[index], column)
            lines, leads[index + 1] = self.entry(entry, order, column, leads[index + 1])
            blocks.append((entry.key, [*mine, *lines]))
        if spot.kind == "mapping":
            rank = {key: number for number, key in enumerate(order.ordered([key for key, _ in blocks]))}
            blocks.sort(key=lambda one: rank[one[0]])
        return [line for _, lines in blocks for line in lines], leads[-1]

    def _between(self, entries: Sequence[Entry]) -> Iterator[list[str]]:
        """Yield the lines of comments and blanks before each entry but the first."""
        for earlier, later in pairwise(entries):
            start, end = self.page.line_end(earlier.end), self.page.line_start(later.start)
            yield self.text[start:end].split("\n")[:-1] if end > start else []

    def entry(
        self, entry: Entry, order: KeyOrder, column: int, following: list[str]
    ) -> tuple[list[str], list[str]]:
        """Return the lines of an entry, and what of the lines that follow isn't part of it."""
        mine, rest = _deeper(following, self.page.column(entry.start))
        if not entry.value.block:
            lines = self._simple(entry, below(order, entry.key), column)
            foot = (
                column + 2 - (entry.value.style in ("|", ">"))
            )  # further in, it would be a line of that text
            return [*lines, *_indented(mine, foot)], rest
        mark, (beside, notes) = self._mark(entry), self._notes(entry)
        body, left = self.pairs(entry.value, below(order, entry.key), column + 2, notes, mine)
        left = _indented(left, column + 2)
        if entry.key or beside or body[0].lstrip().startswith("#"):
            return [" " * column + mark + beside, *body, *left], rest
        return [" " * column + "- " + body[0].lstrip(), *body[1:], *left], rest

    def _mark(self, entry: Entry) -> str:
        """Return a key with its colon, or a dash."""
        if not entry.key:
            return "-"
        raw = self.text[entry.start : entry.mark].removesuffix(":").strip()
        return f"{key_text(entry.key) if entry.bare or raw[:1] == '?' else raw}:"

    def _notes(self, entry: Entry) -> tuple[str, list[str]]:
        """Return the comment beside a key or dash, with its blanks, and those on lines between it and its value."""
        end = max(entry.value.start, entry.mark)
        places = list(self.page.comments(entry.start, end))
        if not places:
            return "", []
        beside = ""
        if places[0][0] < self.page.line_end(entry.start):
            beside = self._gap(places[0][0]) + self.text[slice(*places.pop(0))]
        return beside, [self.text[start:stop] for start, stop in places]

    def _simple(self, entry: Entry, order: KeyOrder, column: int) -> list[str]:
        """Return the lines of an entry whose value isn't a block: comments stay above, beside and below it."""
        lead, (beside, notes) = " " * column + self._mark(entry), self._notes(entry)
        first, *others = self._value(entry, order, column)
        if entry.value.style not in ("|", ">"):
            *others, last = first, *others
            first, *others = *others, last + self._beside(entry)
        if beside or notes:
            below_it = [" " * (column + 2) + first.lstrip(), *others] if first else []
            return [lead + beside, *_indented(notes, column + 2), *below_it]
        return [lead + (" " if entry.value.end > entry.value.start else "") + first, *others]

    def _beside(self, entry: Entry) -> str:
        """Return the comment on the line on which a value ends, with the blanks before it."""
        found = self.page.comments(entry.end, self.page.line_end(entry.end))
        return self._gap(found[0][0]) + self.text[slice(*found[0])] if found else ""

    def _gap(self, place: int) -> str:
        """Return the blanks before a comment: as they are, or two where there are none or tabs."""
        gap = self.text[self.page.before_blanks(place) : place]
        return gap if gap and "\t" not in gap else "  "

    def _value(self, entry: Entry, order: KeyOrder, column: int) -> list[str]:
        """Return the lines of a value, the first without its indentation."""
        spot = entry.value
        raw = self.text[spot.start : spot.end]
        if spot.style in ("|", ">"):
            lines = block_scalar_lines(raw, self.page.column(entry.start), column + 2)
            return [*lines, KEPT] if "+" in lines[0].partition("#")[0] else lines
        if spot.kind == "scalar":
            return folded_lines(raw, spot.style, column + 2)
        if "\n" in raw:
            return _moved(raw, column - self.page.column(entry.start), column)
        return [self._flow(spot, order)]

    def _flow(self, spot: Spot, order: KeyOrder) -> str:
        """Return what stands in brackets on one line, with its keys in order."""
        if spot.kind == "scalar":
            return folded_lines(self.text[spot.start : spot.end], spot.style, 0)[0]
        if spot.kind == "list":
            return "[" + ", ".join(self._flow_part(entry, order) for entry in spot.entries) + "]"
        parts = {entry.key: self._flow_part(entry, order) for entry in spot.entries}
        return "{" + ", ".join(parts[key] for key in order.ordered(list(parts))) + "}"

    def _flow_part(self, entry: Entry, order: KeyOrder) -> str:
        piece = self._flow(entry.value, below(order, entry.key))
        return f"{self._mark(entry)} {piece}" if entry.key else piece


def _joined(lines: Sequence[str]) -> str:
    """Return lines as a text without blank lines at its head and end, and below a text that would keep them."""
    found: list[str] = []
    kept = True
    for line in lines:
        if line == KEPT:
            kept = True
        elif line or not kept:
            found.append(line)
            kept = False
    while found and not found[-1] and lines[-1] != KEPT:
        found.pop()
    return "\n".join(found) + "\n"


def _moved(raw: str, columns: int, least: int) -> list[str]:
    """Return the lines of what stands in brackets over several lines, moved to the side as a whole."""
    first, *others = map(without_trailing_blanks, raw.split("\n"))
    return [first, *(_at(line, max(len(line) - len(line.lstrip(" ")) + columns, least)) for line in others)]


def _at(line: str, column: int) -> str:
    return " " * column + line.lstrip(" ") if line.strip() else ""


def _divided(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the head of a file (up to the last blank line or modeline) and the comments above its first key."""
    cut = 0
    for index, line in enumerate(lines):
        if not line.strip() or MODELINE.match(line) or line.startswith("---"):
            cut = index + 1
    return lines[:cut], lines[cut:]


def _deeper(lines: Sequence[str], column: int) -> tuple[list[str], list[str]]:
    """Divide the lines after an entry: comments that are indented more than it are still its own."""
    cut = 0
    for index, line in enumerate(lines):
        if line.strip() and len(line) - len(line.lstrip(" ")) <= column:
            break
        if line.strip():
            cut = index + 1
    return list(lines[:cut]), list(lines[cut:])


def _indented(lines: Sequence[str], column: int) -> list[str]:
    """Return lines of comments at a column, with one blank line at most between them."""
    found = [" " * column + line.strip() if line.strip() else "" for line in lines]
    return [line for earlier, line in pairwise(["#", *found]) if line or earlier]
