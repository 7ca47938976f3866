"""The canonical layout of a record: keys in their order, indented by two, each comment kept beside its value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pas_gov.authoring.editing.nodes import Entry, Spot, parsed_tree
from pas_gov.authoring.editing.order import KeyOrder, below, key_order
from pas_gov.authoring.editing.source import source_of
from pas_gov.authoring.editing.writing import checked, read
from pas_gov.diagnostics import Stop
from pas_gov.model.records.schema import Kind

MODELINE = re.compile(r"#\s*yaml-language-server:")


def formatted(kind: Kind, content: bytes) -> bytes:
    """Return a record's file in canonical order and layout: the same value, the same comments.

    Keys are in the order of the schema, parts indented by two columns, with one blank line at most between them;
    what stands in brackets stays in brackets. Stop(not-editable) where the file isn't strict YAML, or can't be laid out
    without loss.
    """
    value = read(content).value
    source = source_of(content)
    text = source.text
    comments = Counter(comments_of(text))
    for _ in range(3):
        before, text = text, _Layout(text, key_order(kind)).laid_out()
        checked(text, value)
        if Counter(comments_of(text)) != comments:
            break
        if before == text:
            return source.with_lines_of(text).content
    raise Stop(
        "not-editable", "its comments stand where they can't be kept in another layout", "lay it out by hand"
    )


def comments_of(text: str) -> Iterator[str]:
    """Yield the comments of a text: what follows a # outside of any value, without blanks at its end."""
    for start, end in parsed_tree(text).comments:
        yield text[start:end]


class _Layout:
    """One text on its way into its layout."""

    def __init__(self, text: str, order: KeyOrder) -> None:
        self.text, self.order = text, order

    def laid_out(self) -> str:
        top = parsed_tree(self.text).top
        if top.flow:
            return "\n".join(line.rstrip() for line in self.text.strip("\n").split("\n")) + "\n"
        first = self._line_start(top.entries[0].start)
        head, lead = _divided(self.text[:first].split("\n")[:-1])
        last = self._line_end(top.entries[-1].end)
        body, tail = self._pairs(top, self.order, 0, lead, self.text[last:].splitlines())
        lines = [*(line.rstrip() for line in head), *body, *_indented(tail, 0)]
        text = "\n".join(lines).lstrip("\n")
        return (text if self._keeps_blanks(top) else text.rstrip("\n")) + "\n"

    def _keeps_blanks(self, spot: Spot) -> bool:
        """Tell whether the last value is a block whose blank lines at the end are part of it."""
        while spot.entries:
            spot = spot.entries[-1].value
        return (
            spot.style in ("|", ">")
            and "+" in self.text[spot.start : spot.end].partition("\n")[0].partition("#")[0]
        )

    def _pairs(
        self, spot: Spot, order: KeyOrder, column: int, lead: Sequence[str], after: Sequence[str]
    ) -> tuple[list[str], list[str]]:
        """Return the lines of a block, and those of ``after`` (what follows it) that aren't its own."""
        blocks: list[tuple[str, list[str]]] = []
        leads = [list(lead), *self._between(spot.entries)]
        rest: list[str] = []
        for index, entry in enumerate(spot.entries):
            following = leads[index + 1] if index + 1 < len(spot.entries) else list(after)
            mine = _indented(leads[index], column)
            lines, rest = self._entry(entry, order, column, following)
            if index + 1 < len(spot.entries):
                leads[index + 1] = rest
            blocks.append((entry.key, [*mine, *lines]))
        if spot.kind == "mapping":
            rank = {key: number for number, key in enumerate(order.ordered([key for key, _ in blocks]))}
            blocks.sort(key=lambda one: rank[one[0]])
        return [line for _, lines in blocks for line in lines], rest

    def _between(self, entries: Sequence[Entry]) -> Iterator[list[str]]:
        """Yield the lines of comments and blanks before each entry but the first."""
        for earlier, later in pairwise(entries):
            start, end = self._line_end(earlier.end), self._line_start(later.start)
            yield self.text[start:end].split("\n")[:-1] if end > start else []

    def _entry(
        self, entry: Entry, order: KeyOrder, column: int, following: list[str]
    ) -> tuple[list[str], list[str]]:
        """Return the lines of an entry, and what of the lines that follow isn't part of it."""
        mark = f"{self.text[entry.start : entry.mark].rstrip()}" if entry.key else "-"
        inner = below(order, entry.key)
        spot = entry.value
        mine, rest = _deeper(following, self._column(entry.start))
        if spot.kind == "scalar" or spot.flow or not spot.entries:
            return [*self._simple(entry, mark, inner, column), *_indented(mine, column + 2)], rest
        below_column = column + 2
        lead_text = self.text[entry.mark : self._line_start(spot.entries[0].start)]
        if "\n" not in self.text[entry.mark : spot.entries[0].start]:  # behind a dash
            body, left = self._pairs(spot, inner, below_column, [], mine)
            body[0] = " " * column + "- " + body[0].lstrip()
            return [*body, *_indented(left, below_column)], rest
        key_line, _, lead = lead_text.partition("\n")
        body, left = self._pairs(spot, inner, below_column, lead.split("\n")[:-1], mine)
        return [" " * column + mark + key_line.rstrip(), *body, *_indented(left, below_column)], rest

    def _simple(self, entry: Entry, mark: str, order: KeyOrder, column: int) -> Iterator[str]:
        """Yield the lines of an entry whose value isn't a block: its comment stays where it is."""
        spot = entry.value
        comment = self.text[max(spot.end, entry.mark) : self._line_end(entry.end)].rstrip()
        between = self.text[entry.mark : spot.start] if spot.end > entry.mark else ""
        beside = between.split("\n")[0].rstrip() if "\n" in between else ""
        piece = self._flow(spot, order) if spot.flow else self._scalar(spot, column)
        lines = piece.split("\n")
        if beside:  # the value stands below its key, beside which is a comment
            yield " " * column + mark + beside
            mark, column = "", column + 1
        if spot.style in ("|", ">"):
            comment = ""
        yield (
            " " * column + mark + (f" {lines[0]}" if lines[0] else "") + (comment if len(lines) == 1 else "")
        )
        yield from lines[1:-1]
        if len(lines) > 1:
            yield lines[-1] + comment

    def _scalar(self, spot: Spot, column: int) -> str:
        raw = self.text[spot.start : spot.end]
        first, *others = raw.split("\n")
        if spot.style in ("|", ">"):
            return "\n".join(
                [first.rstrip(), *_shifted(others, column + 2, first, self._parent_column(spot))]
            )
        if others:
            return "\n".join(
                [
                    first.rstrip(),
                    *(" " * (column + 2) + line.strip() if line.strip() else "" for line in others),
                ]
            )
        if spot.style == "'" and not re.search(r'["\\]', raw) and "''" not in raw:
            return f'"{raw[1:-1]}"'
        return raw

    def _parent_column(self, spot: Spot) -> int:
        line = self.text[self._line_start(spot.start) :]
        return len(line) - len(line.lstrip(" "))

    def _flow(self, spot: Spot, order: KeyOrder) -> str:
        """Return what stands in brackets: on one line with its keys in order, or as it is where it has several."""
        raw = self.text[spot.start : spot.end]
        if spot.kind == "scalar":
            return self._scalar(spot, 0)
        if "\n" in raw:
            return "\n".join(line.rstrip() for line in raw.split("\n"))
        parts = {entry.key: self._flow_part(entry, order) for entry in spot.entries}
        if spot.kind == "mapping":
            return "{" + ", ".join(parts[key] for key in order.ordered(list(parts))) + "}"
        return "[" + ", ".join(self._flow_part(entry, order) for entry in spot.entries) + "]"

    def _flow_part(self, entry: Entry, order: KeyOrder) -> str:
        piece = self._flow(entry.value, below(order, entry.key))
        key = self.text[entry.start : entry.mark].rstrip() if entry.key else ""
        return f"{key} {piece}".strip() if entry.key else piece

    def _line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def _line_end(self, place: int) -> int:
        found = self.text.find("\n", place)
        return len(self.text) if found < 0 else found + 1

    def _column(self, place: int) -> int:
        return place - self._line_start(place)


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


def _shifted(lines: Sequence[str], column: int, header: str, parent: int) -> list[str]:
    """Return the lines of a block scalar, moved so that they begin at a column."""
    indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    if re.search(r"[0-9]", header.partition("#")[0]):
        present = parent + int(re.findall(r"[0-9]", header)[0])
    else:
        present = indents[0] if indents else column
    return [" " * column + line[present:] if line.strip() else line[present:] for line in lines]
