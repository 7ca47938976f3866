"""A table as it stands in a file: rows of values with their places, and what is wrong at a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date

from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass

MEBIBYTE = 1024 * 1024
BYTES = 16 * MEBIBYTE  # of a file
UNPACKED = 128 * MEBIBYTE  # of all that a workbook holds
ROWS = 10_000  # the last row that may hold anything
COLUMNS = 200
CELLS = 500_000
CHARACTERS = 32_767  # of a cell: no spreadsheet program takes more


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that holds no value: a formula whose result isn't known, an error."""

    message: str
    remedy: str


Value = str | int | float | bool | date | tuple[str, ...] | Unreadable | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet program counts, from 1, and its values from the first column on."""

    number: int
    cells: tuple[Value, ...]

    def __getitem__(self, column: int) -> Value:
        """Return the value in a column, counted from 0; None behind the last one."""
        return self.cells[column] if column < len(self.cells) else None

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return all(is_empty(value) for value in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows without the empty ones. ``kind`` says what the file is; ``notes`` how it was read, where that was guessed.

    ``merged`` are empty cells, by row and column, that are merged with one that holds something, with that one's name.
    Columns of a sheet have letters; those of JSON lines (``named``) have names alone, and rows are lines.
    """

    kind: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    named: bool = False
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place of a sheet: row and column where they are known, the fact, and the remedy."""

    code: str
    message: str
    remedy: str
    row: int | None = None
    column: int | None = None
    name: str = ""

    def sort_key(self) -> tuple[int, int, str]:
        """Order by row, then column."""
        return (self.row or 0, -1 if self.column is None else self.column, self.message)


def is_empty(value: Value) -> bool:
    """Tell whether a cell is empty: no value, blanks, or a list of nothing."""
    return value is None or (isinstance(value, str) and not value.strip()) or value == ()


def column_letters(column: int) -> str:
    """Return what a spreadsheet program calls a column, counted from 0: A, B, ... Z, AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def bounded_rows(rows: Iterator[Sequence[Value]]) -> Iterator[Row]:
    """Yield the rows that hold something, numbered from 1. Stop(too-large, status 2) names the bound that is broken."""
    cells = 0
    for number, values in enumerate(rows, start=1):
        filled = _filled(values)
        if not filled:
            if number > 2**20:  # the last row that any spreadsheet program has
                return
            continue
        if number > ROWS:
            raise too_large(f"there is something in row {number}", f"{ROWS} rows")
        if len(filled) > COLUMNS:
            raise too_large(f"row {number} has {len(filled)} columns", f"{COLUMNS} columns")
        cells += len(filled)
        if cells > CELLS:
            raise too_large(f"there are more than {CELLS} cells up to row {number}", f"{CELLS} cells")
        for column, value in enumerate(filled):
            if isinstance(value, str) and len(value) > CHARACTERS:
                place = f"row {number}, column {column_letters(column)}"
                raise too_large(f"the text at {place} has {len(value)} characters", f"{CHARACTERS} a cell")
        yield Row(number, filled)


def _filled(values: Sequence[Value]) -> tuple[Value, ...]:
    """Return the values up to the last one that isn't empty."""
    last = len(values)
    while last and is_empty(values[last - 1]):
        last -= 1
    return tuple(values[:last])


def too_large(fact: str, bound: str) -> Stop:
    """Return the Stop for a sheet beyond a bound."""
    return Stop(
        "too-large", f"{fact}, and a sheet has at most {bound}", "divide it into several sheets", status=2
    )
