"""Insertion of keys and items: on lines of their own in a block, after a comma inside brackets."""

from __future__ import annotations

from pas_gov.authoring.editing.edits import Value, no_place
from pas_gov.authoring.editing.fragments import (
    block,
    dashed,
    fits,
    fits_literal_block,
    flowing,
    has_lines,
    items_or_block,
    on_one_line,
    scalar_text,
)
from pas_gov.authoring.editing.nodes import Entry, Spot
from pas_gov.authoring.editing.order import KeyOrder
from pas_gov.authoring.editing.page import EditedText
from pas_gov.authoring.editing.replacing import inline


def inserted(page: EditedText, spot: Spot, key: str, value: Value, order: KeyOrder) -> str:
    """Return the text with a new key in a mapping, at its place in the order."""
    present = [entry.key for entry in spot.entries]
    index = order.place(present, key)
    if spot.flow:
        return _inserted_in_flow(page, spot, key, value, index)
    return _inserted_in_block(page, spot, key, value, index)


def _inserted_in_flow(page: EditedText, spot: Spot, key: str, value: Value, index: int) -> str:
    shown = f'"{key}"' if page.text[spot.start + 1 :].lstrip()[:1] == '"' else key
    return between(page, spot, f"{shown}: {flowing(value)}", index)


def between(page: EditedText, spot: Spot, piece: str, index: int) -> str:
    """Put a piece before the entry of a number inside of brackets, spaced as the others are."""
    entries = spot.entries
    if not entries:
        return page.with_piece(spot.start + 1, spot.end - 1, piece)
    gap = _gap(page, spot)
    if index == 0:
        return page.with_piece(entries[0].start, entries[0].start, f"{piece},{gap}")
    return page.with_piece(entries[index - 1].end, entries[index - 1].end, f",{gap}{piece}")


def _gap(page: EditedText, spot: Spot) -> str:
    """Return what stands between two entries after the comma: a blank, or a new line with its indentation."""
    entries = spot.entries
    lead = page.text[spot.start + 1 : entries[0].start]
    if len(entries) > 1:
        between = page.text[entries[0].end : entries[1].start]
        return between.partition(",")[2] if not between.replace(",", "", 1).strip() else " "
    return lead if "\n" in lead and not lead.strip() else " "


def _inserted_in_block(page: EditedText, spot: Spot, key: str, value: Value, index: int) -> str:
    column = page.column(spot.entries[0].start) if spot.entries else 0
    lines = pair_lines(key, value, column, page.dash_step())
    if index > 0:
        return page.after_line(spot.entries[index - 1].end, lines)
    first = spot.entries[0]
    if page.text[page.line_start(first.start) : first.start].strip():  # behind a dash
        return page.with_piece(first.start, first.start, "\n".join(lines).lstrip() + "\n" + " " * column)
    start = page.line_start(first.start)
    return page.with_piece(start, start, "\n".join(lines) + "\n")


BLOCKS = frozenset({"ending", "zones"})  # read better over several lines, however short they are


def _mappings(value: Value) -> bool:
    """Tell whether a value is a list of mappings, each of which gets a line of its own."""
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def pair_lines(key: str, value: Value, column: int, step: int = 2) -> list[str]:
    """Return the lines of a new pair at a column; the dashes of a list stand ``step`` columns to the right of it."""
    lead = " " * column + f"{key}:"
    if isinstance(value, str) and "\n" in value and fits_literal_block(value):
        return block({key: value}, column)
    if not isinstance(value, (dict, list)):
        return [f"{lead} {scalar_text(value)}"]
    if not value or (key not in BLOCKS and fits(value, len(lead) + 1) and not _mappings(value)):
        return [f"{lead} {flowing(value)}"]
    return [lead, *items_or_block(value, column + (step if isinstance(value, list) else 2))]


def appended(page: EditedText, parent: Spot, entry: Entry, item: Value) -> str:
    """Return the text with an item at the end of a list, in the manner of the last one."""
    spot = entry.value
    if spot.kind != "list":
        raise no_place(entry.key)
    if not spot.entries:
        return _revalued_list(page, parent, entry, [item])
    if spot.flow:
        return between(page, spot, flowing(item), len(spot.entries))
    column = page.column(spot.entries[0].start)
    last = spot.entries[-1]
    return page.after_line(last.end, _item(page, item, column, last))


def _revalued_list(page: EditedText, parent: Spot, entry: Entry, items: list[Value]) -> str:
    if parent.flow or not any(isinstance(item, dict) for item in items):
        return inline(page, entry, flowing(items))
    column = page.column(entry.start)
    body = "\n".join(items_or_block(items, column + page.dash_step()))
    rest = page.rest_of_line(entry.value.end)
    return page.with_piece(entry.mark, entry.value.end + len(rest), f"{rest.rstrip()}\n{body}")


def _item(page: EditedText, item: Value, column: int, last: Entry) -> list[str]:
    """Return the lines of a new item, in the manner of the last one."""
    alike = last.value.flow and "\n" not in page.text[last.start : last.end]
    if not has_lines(item) and (alike or not isinstance(item, (dict, list)) or (last.value.kind == "scalar")):
        return [" " * column + f"- {on_one_line(item)}"]
    return dashed(item, column) if not last.value.flow else items_or_block([item], column)
