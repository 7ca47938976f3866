"""Replacement of a value: the style of the present one is kept where it can hold the next one."""

from __future__ import annotations

import re

from pas_gov.authoring.editing.edits import Value
from pas_gov.authoring.editing.fragments import (
    block,
    double_quoted,
    fits,
    fits_literal_block,
    flowing,
    has_lines,
    on_one_line,
    scalar_text,
)
from pas_gov.authoring.editing.nodes import Entry, Spot
from pas_gov.authoring.editing.page import EditedText


def replaced(page: EditedText, parent: Spot, entry: Entry, value: Value) -> str:
    """Return the text with another value in an entry of a mapping or a list, in the manner of the one that it has."""
    spot = entry.value
    if spot.kind == "scalar" and isinstance(value, str) and not (parent.flow and "\n" in value):
        return _rescalared(page, parent, entry, value)
    return _revalued(page, parent, entry, value)


def _rescalared(page: EditedText, parent: Spot, entry: Entry, value: str) -> str:
    """Replace a scalar by a text, in the style that it has where that can hold the text."""
    spot = entry.value
    if not parent.flow and "\n" in value and fits_literal_block(value):
        return page.with_piece(entry.mark, spot.end, " " + _literal(page, entry, parent, value))
    if spot.style in ("|", ">") and not parent.flow and fits_literal_block(f"{value}\n"):
        return page.with_piece(entry.mark, spot.end, " " + _literal(page, entry, parent, value))
    piece = _quoted_as(spot.style, value, parent.flow)
    return page.with_piece(
        spot.start, spot.end, piece if spot.start > entry.mark or not entry.key else f" {piece}"
    )


def _quoted_as(style: str, value: str, flow: bool) -> str:
    if style == '"' or "\n" in value:
        return double_quoted(value)
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return flowing([value])[1:-1] if flow else scalar_text(value)


def _literal(page: EditedText, entry: Entry, parent: Spot, value: str) -> str:
    """Return a literal block with its header; its indentation is what it was, else two beyond the key's."""
    spot = entry.value
    indent = _indent_of(page, spot) if spot.style in ("|", ">") else 0
    column = page.column(entry.start if entry.key else parent.start)
    indent = indent or column + 2
    chomping = "-" if not value.endswith("\n") else "+" if value.endswith("\n\n") else ""
    lines = value.removesuffix("\n").split("\n")
    comment = _header_comment(page, spot) if spot.style in ("|", ">") else ""
    body = "\n".join(" " * indent + line if line else "" for line in lines)
    return f"|{chomping}{comment}\n{body}"


def _indent_of(page: EditedText, spot: Spot) -> int:
    """Return the column of the text of a block scalar, 0 where it has none."""
    for line in page.text[spot.start : spot.end].split("\n")[1:]:
        if line.strip():
            return len(line) - len(line.lstrip(" "))
    return 0


def _header_comment(page: EditedText, spot: Spot) -> str:
    header = page.text[spot.start : spot.end].split("\n")[0]
    found = re.search(r"\s+#.*$", header)
    return found[0] if found else ""


def _revalued(page: EditedText, parent: Spot, entry: Entry, value: Value) -> str:
    """Replace a whole value by another: on the line of its key where it fits there, else below."""
    spot = entry.value
    column = page.column(entry.start)
    in_block = spot.kind != "scalar" and not spot.flow
    simple = not isinstance(value, (dict, list)) or not value
    if parent.flow or (simple and not has_lines(value)):
        return inline(page, entry, flowing(value) if parent.flow else on_one_line(value))
    if not in_block and fits(value, column + len(entry.key) + 2):
        return inline(page, entry, flowing(value))
    return _below(page, entry, value, column)


def inline(page: EditedText, entry: Entry, piece: str) -> str:
    """Return the text with a piece as an entry's value, on the line of its key; comments there stay."""
    spot = entry.value
    between = page.text[entry.mark : spot.start]
    if "\n" in between:  # the value stood below: a comment beside the key stays beside it
        comment = between.split("\n")[0].rstrip()
        return page.with_piece(entry.mark, spot.end, f" {piece}{comment}")
    return page.with_piece(
        max(spot.start, entry.mark), spot.end, piece if spot.start > entry.mark else f" {piece}"
    )


def _below(page: EditedText, entry: Entry, value: Value, column: int) -> str:
    spot = entry.value
    if not entry.key:
        lines = block(value, column + 2)
        return page.with_piece(entry.mark, spot.end, " " + "\n".join(lines).lstrip())
    step = page.dash_step() if isinstance(value, list) else 2
    body = "\n".join(block(value, column + step))
    between = page.text[entry.mark : spot.start]
    comment = between.split("\n")[0].rstrip() if "\n" in between else ""
    if "\n" not in between:
        rest = page.rest_of_line(spot.end)
        return page.with_piece(entry.mark, spot.end + len(rest), f"{rest.rstrip()}\n{body}")
    return page.with_piece(entry.mark, spot.end, f"{comment}\n{body}")
