"""Removal of keys and items, with the comments that are theirs and no others."""

from __future__ import annotations

from pas_gov.authoring.editing.nodes import Entry, Spot
from pas_gov.authoring.editing.page import Page, Splice


def removed(page: Page, spot: Spot, index: int) -> list[Splice]:
    """Return the splices that take one of several entries away, with the comments beside it and directly above it."""
    if spot.flow:
        return _from_brackets(page, spot, index)
    entry, end = spot.entries[index], page.below(spot.entries[index])
    if page.begins_line(entry.start):
        floor = page.below(spot.entries[index - 1]) if index else _first_line(page, spot)
        return [Splice(page.above(entry.start, floor), _past_blanks(page, spot, index, end), "")]
    following = spot.entries[index + 1].start  # behind a dash
    if page.text[end:following].strip():  # comments: they stay above what follows
        start = page.before_blanks(entry.start)
        return [
            Splice(start, page.line_end(entry.start) - 1, ""),
            Splice(page.line_end(entry.start), end, ""),
        ]
    return [Splice(entry.start, following, "")]


def _first_line(page: Page, spot: Spot) -> int:
    """Return where comments above a block's first entry may begin: not at the head of the text."""
    return page.line_start(spot.entries[0].start) if spot is page.top else 0


def _past_blanks(page: Page, spot: Spot, index: int, end: int) -> int:
    """Return the end of what goes; blank lines go with it that a block scalar before it would take for its own."""
    inner = spot.entries[index - 1].value if index else None
    while inner is not None and inner.entries:
        inner = inner.entries[-1].value
    if inner is None or inner.style not in ("|", ">"):
        return end
    if "+" not in page.text[inner.start : page.line_end(inner.start)].partition("#")[0]:
        return end
    while end < len(page.text) and not page.text[end : page.line_end(end)].strip():
        end = page.line_end(end)
    return end


def _from_brackets(page: Page, spot: Spot, index: int) -> list[Splice]:
    entry, last = spot.entries[index], index + 1 == len(spot.entries)
    comma = [] if not last or entry.comma is not None else _comma_before(spot, index)
    start, end = entry.start, _last_place(entry)
    if page.begins_line(start) and page.ends_line(end):
        floor = page.line_end(_last_place(spot.entries[index - 1]) if index else spot.start)
        return [*comma, Splice(page.above(start, floor), page.line_end(end), "")]
    if page.ends_line(end):  # behind others, or behind the bracket
        alone = not index or page.line_end(spot.entries[index - 1].end) <= page.line_start(start)
        cut = (
            Splice(page.before_blanks(start), page.line_end(end) - 1, "") if alone else Splice(start, end, "")
        )
        return _joined(comma, cut, page)
    if not last:
        return [Splice(start, spot.entries[index + 1].start, "")]
    return _joined(comma, Splice(start, end, ""), page)


def _comma_before(spot: Spot, index: int) -> list[Splice]:
    comma = spot.entries[index - 1].comma if index else None
    return [] if comma is None else [Splice(comma, comma + 1, "")]


def _joined(comma: list[Splice], cut: Splice, page: Page) -> list[Splice]:
    """Return the cut, with the comma before it and what is blank between them."""
    if comma and not page.text[comma[0].end : cut.start].strip():
        return [Splice(comma[0].start, cut.end, "")]
    return [*comma, cut]


def _last_place(entry: Entry) -> int:
    """Return where an entry in brackets ends, its comma with it."""
    return entry.end if entry.comma is None else entry.comma + 1
