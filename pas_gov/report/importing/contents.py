"""What was read from a sheet, and what became of it: the report that is printed."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pas_gov.foundation.values import dataclass
from pas_gov.sheets.columns import IGNORED, Column
from pas_gov.sheets.table import Fault, column_letters

Outcome = Literal["faulty", "refused", "would-write", "written"]


@dataclass(frozen=True, slots=True)
class ImportedPromise:
    """One row of the sheet as the promise that it makes; "" for what the row doesn't say."""

    row: int
    id: str
    title: str
    layer: str
    owner: str


@dataclass(frozen=True)
class SheetImport:
    """One run of ``import``.

    ``notes`` are what its user should know of how the sheet was read. ``outcome``: the sheet is ``faulty``, or its
    promises were refused by the policies, would be written, or were. ``files`` are the paths of the records.
    ``named`` is whether columns have names alone, without letters.
    """

    source: str
    kind: str
    columns: tuple[Column, ...]
    promises: tuple[ImportedPromise, ...]
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    outcome: Outcome = "written"
    files: tuple[str, ...] = ()
    named: bool = False

    @property
    def status(self) -> int:
        """1 where nothing is written as the sheet has faults or the policies refuse it, else 0."""
        return 1 if self.outcome in ("faulty", "refused") else 0

    @property
    def read_columns(self) -> tuple[Column, ...]:
        """The columns that hold something of a promise."""
        return tuple(one for one in self.columns if one.key and one.key != IGNORED)

    @cached_property
    def faulty_rows(self) -> frozenset[int]:
        """The numbers of the rows with a fault."""
        return frozenset(fault.row for fault in self.faults if fault.row is not None)

    def letters(self, column: int | None) -> str | None:
        """Return the letters of a column, None where it has none."""
        return None if column is None or self.named else column_letters(column)

    def place(self, fault: Fault) -> str:
        """Return where a fault is, in the words of a spreadsheet program: row 7, column C "Owner"."""
        row = f"{'line' if self.named else 'row'} {fault.row}" if fault.row else ""
        letters = self.letters(fault.column)
        name = f'"{fault.name}"' if fault.name else ""
        column = " ".join(filter(None, ("column" if letters else "", letters, name)))
        return ", ".join(filter(None, (row, column))) or "the sheet"
