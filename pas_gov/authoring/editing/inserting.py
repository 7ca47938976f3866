"""Insertion of keys and items: on lines of their own in a block, beside a comma inside brackets."""

from __future__ import annotations

from pas_gov.authoring.editing.edits import Value
from pas_gov.authoring.editing.fragments import (
    flowing,
    has_lines,
    item_lines,
    key_text,
    on_one_line,
    pair_lines,
)
from pas_gov.authoring.editing.nodes import Entry, Spot
from pas_gov.authoring.editing.order import KeyOrder
from pas_gov.authoring.editing.page import Page, Splice, last_scalar_kept, lines_put
from pas_gov.authoring.editing.replacing import below_its_key, replaced


def inserted(page: Page, spot: Spot, key: str, value: Value, order: KeyOrder) -> list[Splice]:
    """Return the splices that put a new key into a mapping, at its place in the order."""
    index = order.place([entry.key for entry in spot.entries], key)
    if spot.flow and page.text[spot.start] != "{":  # a pair in a list, without braces around it
        comma = _comma_behind(page, spot.end)
        piece = f"{comma} {key_text(key)}: {flowing(value)}}}"
        return [Splice(spot.start, spot.start, "{"), Splice(spot.end, spot.end, piece)]
    if spot.flow:
        quoted = page.text[spot.start + 1 :].lstrip()[:1] == '"'
        return in_brackets(
            page,
            spot,
            f'"{key}": {flowing(value)}' if quoted else f"{key_text(key)}: {flowing(value)}",
            index,
        )
    column = page.column(spot.entries[0].start) if spot.entries else 0
    return _lines_before(page, spot, pair_lines(key, value, column, page.dash_step()), index)


def item_inserted(page: Page, parent: Spot, entry: Entry, item: Value, index: int) -> list[Splice]:
    """Return the splices that put an item into the list of an entry, in the manner of the one beside it."""
    spot = entry.value
    if not spot.entries:
        return _first_item(page, parent, entry, item)
    if spot.flow:
        return in_brackets(page, spot, flowing(item), index)
    beside = spot.entries[max(index - 1, 0)]
    return _lines_before(page, spot, _item(page, item, page.column(spot.entries[0].start), beside), index)


def _lines_before(page: Page, spot: Spot, lines: list[str], index: int) -> list[Splice]:
    """Put lines before the entry of a number in a block, and before the comments above it."""
    if index > 0:
        return [lines_put(page, page.below(spot.entries[index - 1]), lines), *last_scalar_kept(page)]
    if not spot.entries:  # a text without a key as yet
        return [lines_put(page, len(page.text), lines)]
    first = spot.entries[0].start
    if not page.begins_line(first):  # behind a dash
        return [Splice(first, first, "\n".join(lines).lstrip() + "\n" + " " * page.column(first))]
    return [lines_put(page, page.above(first, 0), lines)]


def in_brackets(page: Page, spot: Spot, piece: str, index: int) -> list[Splice]:
    """Put a piece before the entry of a number inside of brackets; what stands beside or above another stays there."""
    entries = spot.entries
    if not entries:
        place = spot.start + 1
        return [Splice(place, place, piece + " " * (page.text[place] == "#"))]
    if index < len(entries):
        return [_before(page, spot, piece, index)]
    return _at_the_end(page, spot, piece)


def _before(page: Page, spot: Spot, piece: str, index: int) -> Splice:
    start = spot.entries[index].start
    if not page.begins_line(start):
        return Splice(start, start, f"{piece}, ")
    floor = page.line_end(_last_place(spot.entries[index - 1]) if index else spot.start)
    return lines_put(page, page.above(start, floor), [" " * page.column(start) + f"{piece},"])


def _last_place(entry: Entry) -> int:
    """Return where an entry in brackets ends, its comma with it."""
    return entry.end if entry.comma is None else entry.comma + 1


def _at_the_end(page: Page, spot: Spot, piece: str) -> list[Splice]:
    last = spot.entries[-1]
    place, closed = _last_place(last), last.comma is not None
    comma = _comma_behind(page, last.end)
    commas = [] if closed else [Splice(last.end, last.end, comma)]
    after = "," if closed else ""
    if page.ends_line(place):  # the bracket stands on a further line
        column = page.column(last.start) if page.begins_line(last.start) else _lead(page, spot) + 2
        return [*commas, lines_put(page, page.line_end(place), [f"{' ' * column}{piece}{after}"])]
    gap = (
        "\n" + " " * page.column(last.start)
        if page.begins_line(last.start) and len(spot.entries) > 1
        else " "
    )
    return [Splice(place, place, f"{'' if closed else comma}{gap}{piece}{after}")]


def _comma_behind(page: Page, place: int) -> str:
    """Return a comma as it may stand at a place: a colon that it follows would run together with it."""
    return " ," if page.text[place - 1] == ":" else ","


def _lead(page: Page, spot: Spot) -> int:
    line = page.text[page.line_start(spot.start) :]
    return len(line) - len(line.lstrip(" "))


def _first_item(page: Page, parent: Spot, entry: Entry, item: Value) -> list[Splice]:
    """Put an item into an empty list: a mapping below its key, unless comments stand between the brackets."""
    spot = entry.value
    if spot.kind == "list" and (parent.flow or page.has_comment(spot.start, spot.end)):
        return in_brackets(page, spot, flowing(item), 0)
    if not isinstance(item, dict):
        return replaced(page, parent, entry, [item])
    return below_its_key(page, entry, [item])


def _item(page: Page, item: Value, column: int, beside: Entry) -> list[str]:
    """Return the lines of a new item, in the manner of the one beside it."""
    alike = beside.value.flow and "\n" not in page.text[beside.start : beside.end]
    if not has_lines(item) and (alike or beside.value.kind == "scalar"):
        return [" " * column + f"- {on_one_line(item)}"]
    return item_lines(item, column, page.dash_step(), block=not beside.value.flow)
