"""Replacement of a value: the style of the present one is kept where it can hold the next one, comments in any case."""

from __future__ import annotations

import re

from pas_gov.authoring.editing.edits import Value
from pas_gov.authoring.editing.fragments import (
    block_lines,
    double_quoted,
    fits,
    fits_literal_block,
    flowing,
    has_lines,
    literal_lines,
    literal_mark,
    on_one_line,
    scalar_text,
)
from pas_gov.authoring.editing.nodes import Entry, Spot
from pas_gov.authoring.editing.page import Page, Splice, lines_put


def replaced(page: Page, parent: Spot, entry: Entry, value: Value) -> list[Splice]:
    """Return the splices that put another value into an entry, in the manner of the one that it has."""
    spot = entry.value
    if parent.flow or entry.bare:
        return _inline(page, entry, _flow_piece(spot, value))
    if isinstance(value, str) and spot.kind == "scalar":
        return _text(page, entry, value)
    simple = not isinstance(value, (dict, list)) or not value
    if simple and not has_lines(value):
        return _inline(page, entry, on_one_line(value))
    if isinstance(value, str):
        return _inline(page, entry, double_quoted(value))
    if not spot.block and fits(value, page.column(entry.start) + len(entry.key) + 2):
        return _inline(page, entry, flowing(value))
    return below_its_key(page, entry, value)


def _flow_piece(spot: Spot, value: Value) -> str:
    return _quoted_as(spot.style, value, flow=True) if isinstance(value, str) else flowing(value)


def _text(page: Page, entry: Entry, value: str) -> list[Splice]:
    """Replace a scalar of a block by a text, in the style that it has where that can hold the text."""
    spot = entry.value
    in_block = spot.style in ("|", ">")
    if in_block and fits_literal_block(f"{value}\n"):
        return _literal(page, entry, value)
    if "\n" in value and fits_literal_block(value):
        return _literal(page, entry, value)
    return _inline(page, entry, _quoted_as(spot.style, value, flow=False))


def _quoted_as(style: str, value: str, *, flow: bool) -> str:
    if style == '"' or "\n" in value:
        return double_quoted(value)
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return flowing([value])[1:-1] if flow else scalar_text(value)


def _literal(page: Page, entry: Entry, value: str) -> list[Splice]:
    """Write a literal block: its mark in place of the value, its lines below, a comment behind the mark."""
    spot = entry.value
    mark = literal_mark(value)
    indent = max(_indent_of(page, spot), page.column(entry.start) + 2, _deepest_comment(page, entry) + 1)
    lines = literal_lines(value, indent)
    head = Splice(spot.start, _head_end(page, spot), mark if spot.start > entry.mark else f" {mark}")
    if spot.style in ("|", ">"):
        first = page.line_end(spot.start)
        if first <= spot.end:
            return [head, Splice(first, spot.end, "\n".join(lines))]
    return [head, lines_put(page, page.line_end(spot.end), lines)]


def _head_end(page: Page, spot: Spot) -> int:
    """Return where the mark of a block scalar ends, or any other scalar."""
    if spot.style not in ("|", ">"):
        return spot.end
    found = re.compile(r"[|>][-+0-9]*").match(page.text, spot.start)
    return found.end() if found else spot.end


def _indent_of(page: Page, spot: Spot) -> int:
    """Return the column of the text of a block scalar, 0 where it has none."""
    for line in page.text[spot.start : spot.end].split("\n")[1:] if spot.style in ("|", ">") else ():
        if line.strip():
            return len(line) - len(line.lstrip(" "))
    return 0


def _deepest_comment(page: Page, entry: Entry) -> int:
    """Return the greatest column of an entry's own comments below it, which a block would swallow; else -1."""
    lines = page.text[page.line_end(entry.end) : page.below(entry)].split("\n")
    return max((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=-1)


def _inline(page: Page, entry: Entry, piece: str) -> list[Splice]:
    """Put a piece in place of a value, on the line of its key or where the value stood; comments there stay."""
    spot = entry.value
    if entry.bare:
        if spot.flow:
            return [Splice(entry.mark, entry.mark, f": {piece}")]
        return [lines_put(page, page.line_end(entry.mark), [f"{' ' * page.column(entry.start)}: {piece}"])]
    if spot.block and not page.begins_line(spot.start):  # behind a dash
        return [Splice(spot.start, spot.end, piece)]
    if spot.block:
        first = page.above(spot.start, page.line_end(entry.mark))
        return [_ended(page, entry.mark, f" {piece}"), Splice(first, page.line_end(spot.end), "")]
    if spot.style in ("|", ">") and page.has_comment(spot.start, spot.end):
        head = _head_end(page, spot)
        body = page.line_end(spot.start) - 1
        return [Splice(spot.start, head, piece), Splice(min(body, spot.end), spot.end, "")]
    lead = "" if spot.start > entry.mark or not _needs_blank(page, entry) else " "
    return [_ended(page, spot.start, f"{lead}{piece}", spot.end)]


def _needs_blank(page: Page, entry: Entry) -> bool:
    return page.text[entry.mark - 1 : entry.mark] in (":", "-")


def _ended(page: Page, start: int, piece: str, end: int | None = None) -> Splice:
    """Return a splice whose piece a comment that follows doesn't run into."""
    end = start if end is None else end
    return Splice(start, end, piece + " " * (page.text[end : end + 1] == "#"))


def below_its_key(page: Page, entry: Entry, value: Value) -> list[Splice]:
    """Put a mapping or list on lines of its own, below its key and the comment beside it."""
    spot, column = entry.value, page.column(entry.start)
    step = page.dash_step()
    if spot.block and (not entry.key or isinstance(value, list) == (spot.kind == "list")):
        lines = block_lines(value, page.column(spot.start), step)
        return [Splice(spot.start, spot.end, "\n".join(lines).lstrip())]
    if not entry.key:
        return _behind_dash(page, entry, block_lines(value, column + 2, step))
    lines = block_lines(value, column + (step if isinstance(value, list) else 2), step)
    if spot.block and page.begins_line(spot.start):
        return [Splice(page.line_start(spot.start), spot.end, "\n".join(lines))]
    if spot.block:  # behind a colon of its own line
        return [Splice(spot.start, spot.end, "\n" + "\n".join(lines))]
    return [*_taken_out(page, entry), lines_put(page, page.line_end(spot.end), lines)]


def _behind_dash(page: Page, entry: Entry, lines: list[str]) -> list[Splice]:
    spot = entry.value
    inner = "\n".join(lines).lstrip()
    if page.text[entry.mark : page.line_end(spot.end)].strip() == page.text[spot.start : spot.end].strip():
        return [Splice(entry.mark, max(spot.end, entry.mark), f" {inner}")]
    return [*_taken_out(page, entry), lines_put(page, page.line_end(spot.end), lines)]


def _taken_out(page: Page, entry: Entry) -> list[Splice]:
    """Return the splices that take a scalar, or brackets, away from between their key and their comment."""
    spot = entry.value
    if page.has_comment(spot.start, spot.end) and spot.style in ("|", ">"):
        body, head = page.line_end(spot.start) - 1, _head_end(page, spot)
        head = page.text.index("#", head) if page.begins_line(spot.start) else head
        return [Splice(spot.start, head, ""), Splice(body, spot.end, "")]
    if page.begins_line(spot.start):
        if page.has_comment(spot.end, page.line_end(spot.end)):
            return [Splice(spot.start, page.text.index("#", spot.end), "")]
        return [Splice(page.line_start(spot.start) - 1, spot.end, "")]
    start = spot.start if page.begins_line(spot.start) else max(entry.mark, page.before_blanks(spot.start))
    end = _past_blanks(page, spot.end)  # a tab couldn't stand right behind a dash
    return [_ended(page, start, " " * (end - spot.end), end)]


def _past_blanks(page: Page, place: int) -> int:
    rest = page.text[place:]
    return place + len(rest) - len(rest.lstrip(" \t"))
