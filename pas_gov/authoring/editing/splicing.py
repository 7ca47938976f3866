"""Edits applied to the text of a record: each changes the lines of its own value, and no others."""

from __future__ import annotations

from collections.abc import Sequence

from pas_gov.authoring.editing.edits import (
    Append,
    Edit,
    Remove,
    Set,
    Value,
    depth_of_removal,
    no_place,
    pointer_steps,
)
from pas_gov.authoring.editing.inserting import appended, inserted
from pas_gov.authoring.editing.nodes import Entry, Spot, parsed_spots
from pas_gov.authoring.editing.order import KeyOrder, arranged, below
from pas_gov.authoring.editing.page import EditedText
from pas_gov.authoring.editing.replacing import replaced


def spliced(text: str, value: Value, order: KeyOrder, edit: Edit) -> str:
    """Return a text after one edit. ``value`` is the text's own, ``order`` that of its keys."""
    way = pointer_steps(edit.pointer)
    if isinstance(edit, Remove):
        return _removed(EditedText(text), way[: depth_of_removal(value, way)])
    return _put(EditedText(text), way, edit, order)


def _put(page: EditedText, way: Sequence[str], edit: Set | Append, order: KeyOrder) -> str:
    """Go down as far as the text goes; what is missing from there on is inserted at once."""
    spot = parsed_spots(page.text)
    for depth, key in enumerate(way):
        entry, last = _entry(spot, key), depth == len(way) - 1
        value = arranged(_nested(way[depth + 1 :], edit), below(order, key))
        if entry is None:
            return inserted(page, spot, key, value, order)
        order = below(order, key)
        if last and not (isinstance(edit, Append) and entry.value.kind == "list"):
            return replaced(page, spot, entry, value)
        if last:
            return appended(page, spot, entry, arranged(edit.value, below(order, "")))
        if entry.value.kind == "scalar":  # an empty value that becomes a mapping or a list
            return replaced(page, spot, entry, value)
        spot = entry.value
    raise no_place(edit.pointer)


def _removed(page: EditedText, way: Sequence[str]) -> str:
    spot = parsed_spots(page.text)
    for key in way[:-1]:
        spot = _there(spot, key).value
    return _cut(page, spot, spot.entries.index(_there(spot, way[-1])))


def _there(spot: Spot, key: str) -> Entry:
    entry = _entry(spot, key)
    if entry is None:
        raise no_place(key)
    return entry


def _cut(page: EditedText, spot: Spot, index: int) -> str:
    entry, more = spot.entries[index], index + 1 < len(spot.entries)
    if spot.flow:
        if more:
            return page.with_piece(entry.start, spot.entries[index + 1].start, "")
        start = spot.entries[index - 1].end if index else entry.start
        return page.with_piece(start, entry.end, "")
    if page.text[page.line_start(entry.start) : entry.start].strip() and more:  # behind a dash
        return page.with_piece(entry.start, spot.entries[index + 1].start, "")
    return page.with_piece(page.line_start(entry.start), page.line_end(entry.end), "")


def _entry(spot: Spot, key: str) -> Entry | None:
    if spot.kind == "mapping":
        return next((entry for entry in spot.entries if entry.key == key), None)
    if spot.kind == "list" and key.isascii() and key.isdigit() and int(key) < len(spot.entries):
        return spot.entries[int(key)]
    return None


def _nested(way: Sequence[str], edit: Set | Append) -> Value:
    """Return the value that is to stand where the text ends, with the rest of the way around it."""
    value = [edit.value] if isinstance(edit, Append) else edit.value
    for key in reversed(way):
        value = {key: value}
    return value
