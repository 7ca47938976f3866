"""A table's rows: as many cells in the header as in each row, joined by " | ", so that measure and cell can be paired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pas_gov.drift.texts.block import Block
from pas_gov.drift.texts.sentence import CELL
from pas_gov.foundation.values import dataclass

MAX_SPAN = 50
"""Columns or rows over which a cell is repeated."""
REPEATED = 2000
"""Characters that one cell's repetitions in a row have together."""
MAX_REPEATING = 60
"""Columns of a row behind which no cell is repeated."""
WIDE = 60
"""Columns beyond which a row isn't filled up to its header, nor a header to its row."""
LONGEST_HEADER = 600
"""Characters of a header that go with each row: beyond these each of its cells is shortened."""


@dataclass(slots=True)
class Table:
    """A table that is open; ``captured`` and ``caught`` are what stood around it."""

    heading: str
    promise: str
    captured: str
    caught: list[str]
    header: list[str] = field(default_factory=list)
    row: list[str] | None = None
    line: int = 0  # of the row that is open
    last_line: int = 0
    is_header: bool = True
    follows_header: bool = False  # the row before was one of the header
    span: tuple[int, int] = (1, 1)  # of the cell that is open: columns, rows
    hanging: dict[int, tuple[int, str]] = field(
        default_factory=dict
    )  # by column: rows that a cell still spans

    def open_row(self) -> None:
        """Start a row."""
        self.row, self.line, self.is_header = [], 0, True

    def open_cell(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Start a cell of a row."""
        if self.row is None:
            self.open_row()
        self.is_header = self.is_header and tag == "th"
        self.span = (_number(attributes.get("colspan")), _number(attributes.get("rowspan")))

    def close_cell(self, text: str) -> None:
        """End a cell: it stands in each column that it spans, and in each row."""
        if self.row is None:
            return
        text = text.replace("|", "/")
        self._hang()
        columns, rows = self.span
        if len(self.row) >= MAX_REPEATING:
            columns = rows = 1
        again = text[: REPEATED // columns]
        for number in range(columns):
            if rows > 1:
                self.hanging[len(self.row)] = (rows - 1, again)
            self.row.append(again if number else text)

    def _hang(self) -> None:
        """Put in the cells of rows above that reach down to here."""
        row = [] if self.row is None else self.row
        while len(row) in self.hanging and len(row) < MAX_REPEATING:
            rows, text = self.hanging.pop(len(row))
            if rows > 1:
                self.hanging[len(row) + 1000] = (rows - 1, text)  # for the row below
            row.append(text)

    def close_row(self) -> Block | None:
        """End a row; return it unless it is one of the header, or empty."""
        row = self.row
        if row is None:
            return None
        self._hang()
        self.row = None
        self.hanging = {column % 1000: rest for column, rest in self.hanging.items()}
        if not any(row):
            return None
        if self.is_header and not self._divides(row):
            self._head(row)
            return None
        self.follows_header = False
        if self.is_header:
            self.heading = row[0]
            return None
        row, header = _paired(row, self.header)
        end = self.last_line if self.last_line > self.line else 0
        return Block(self.line, "row", CELL.join(row), self.heading, CELL.join(header), self.promise, end)

    def _divides(self, row: list[str]) -> bool:
        """Say whether a row of one header cell stands above the rows of one part of the table."""
        return bool(self.header) and not self.follows_header and len(set(row)) == 1 and len(self.header) > 1

    def _head(self, row: list[str]) -> None:
        """Take a row of the header; two of them are one header, column by column."""
        if self.follows_header and len(row) == len(self.header):
            row = [
                above if above == below else f"{above} {below}".strip()
                for above, below in zip(self.header, row, strict=True)
            ]
        self.header, self.follows_header = row, True


def _paired(row: list[str], header: list[str]) -> tuple[list[str], list[str]]:
    """Return a row and its header with as many cells; what a wide one has empty at its end is left out of both."""
    width = max(len(row), len(header))
    if width > WIDE:
        width = next((number for number in range(len(row), 0, -1) if row[number - 1]), 0)
    row = row[:width] + [""] * (width - len(row))
    if not header:
        return row, []
    header = header[:width] + [""] * (width - len(header))
    if sum(map(len, header)) > LONGEST_HEADER:
        header = [cell[: max(LONGEST_HEADER // width, 12)] for cell in header]
    return row, header


def _number(value: str | None) -> int:
    """Return a span; one where it is none, and no more than are worth repeating."""
    return (
        max(1, min(int(value), MAX_SPAN))
        if value and value.isascii() and value.isdigit() and len(value) < 4
        else 1
    )
