"""A page that has to fit: sections are written while there is room, and what doesn't fit is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pas_gov.diagnostics import log_safe
from pas_gov.foundation.values import dataclass

RESERVE = 400  # bytes for the line that says what is left out


@dataclass(frozen=True, slots=True)
class PageSection:
    """Lines that open and close a part of a page, and its rows, of which some may have to be left out."""

    opening: tuple[str, ...]
    rows: tuple[str, ...] = ()
    closing: tuple[str, ...] = ("",)


def lines_within(sections: Iterable[PageSection], limit: int) -> tuple[list[str], int]:
    """Return the lines of at most ``limit`` bytes of UTF-8, line ends included, and how many rows were left out.

    A section without rows counts as one row. The order of sections is the order of their importance.
    """
    room = limit - RESERVE
    lines: list[str] = []
    left = 0
    for section in sections:
        room -= page_bytes((*section.opening, *section.closing))
        rows, spent = _rows(section.rows, room)
        if room < 0 or (section.rows and not rows):
            room += page_bytes((*section.opening, *section.closing))
            left += max(len(section.rows), 1)
            continue
        room -= spent
        left += len(section.rows) - len(rows)
        lines += (*section.opening, *rows, *section.closing)
    return lines, left


def _rows(rows: tuple[str, ...], room: int) -> tuple[list[str], int]:
    """Return the rows up to the first that has no room, and their size."""
    found, spent = list[str](), 0
    for row, cost in _costs(rows):
        if spent + cost > room:
            break
        found.append(row)
        spent += cost
    return found, spent


def _costs(rows: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    return ((row, page_bytes((row,))) for row in rows)


def page_bytes(lines: Iterable[str]) -> int:
    """Return the bytes of lines as a page has them (see ``markdown.page``), each with its end."""
    return sum(len(log_safe(line).encode("utf-8", "backslashreplace")) + 1 for line in lines)
