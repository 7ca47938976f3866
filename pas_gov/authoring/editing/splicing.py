"""Edits as splices of a text: each changes the lines of its own value, and no others."""

from __future__ import annotations

from collections.abc import Sequence

from pas_gov.authoring.editing.edits import (
    Append,
    Edit,
    Insert,
    Remove,
    Set,
    Value,
    depth_of_removal,
    no_place,
    pointer_steps,
)
from pas_gov.authoring.editing.inserting import inserted, item_inserted
from pas_gov.authoring.editing.nodes import Entry, Spot
from pas_gov.authoring.editing.order import KeyOrder, arranged, below
from pas_gov.authoring.editing.page import Page, Splices, page_of
from pas_gov.authoring.editing.removing import removed
from pas_gov.authoring.editing.replacing import replaced


def splices(text: str, value: Value, order: KeyOrder, edit: Edit | Insert) -> Splices:
    """Return what one edit changes in a text. ``value`` is the text's own, ``order`` that of its keys."""
    page, way = page_of(text), pointer_steps(edit.pointer)
    if isinstance(edit, Remove):
        return _removed(page, way[: depth_of_removal(value, way)])
    return _put(page, way, edit, order)


def _put(page: Page, way: Sequence[str], edit: Set | Append | Insert, order: KeyOrder) -> Splices:
    """Go down as far as the text goes; what is missing from there on is inserted at once."""
    spot = page.top
    for depth, key in enumerate(way):
        entry, last = _entry(spot, key), depth == len(way) - 1
        value = arranged(_nested(way[depth + 1 :], edit), below(order, key))
        if entry is None:
            return inserted(page, spot, key, value, order)
        order = below(order, key)
        if last and not isinstance(edit, Set) and entry.value.kind == "list":
            index = edit.index if isinstance(edit, Insert) else len(entry.value.entries)
            return item_inserted(page, spot, entry, arranged(edit.value, below(order, "")), index)
        if last or entry.value.kind == "scalar":  # the latter: nothing, which becomes a mapping or a list
            return replaced(page, spot, entry, value)
        spot = entry.value
    raise no_place(edit.pointer)


def _removed(page: Page, way: Sequence[str]) -> Splices:
    spot = page.top
    for key in way[:-1]:
        spot = _there(spot, key).value
    return removed(page, spot, spot.entries.index(_there(spot, way[-1])))


def _there(spot: Spot, key: str) -> Entry:
    entry = _entry(spot, key)
    if entry is None:
        raise no_place(key)
    return entry


def _entry(spot: Spot, key: str) -> Entry | None:
    if spot.kind == "mapping":
        return next((entry for entry in spot.entries if entry.key == key), None)
    if spot.kind == "list" and key.isascii() and key.isdigit() and int(key) < len(spot.entries):
        return spot.entries[int(key)]
    return None


def _nested(way: Sequence[str], edit: Set | Append | Insert) -> Value:
    """Return the value that is to stand where the text ends, with the rest of the way around it."""
    value = edit.value if isinstance(edit, Set) else [edit.value]
    for key in reversed(way):
        value = {key: value}
    return value
