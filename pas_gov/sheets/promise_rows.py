"""The rows of a table as promises to be: each as far as it can be read, with what is wrong at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pas_gov.diagnostics import printable
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.title import title_from
from pas_gov.sheets.cell_readers import cell_reader
from pas_gov.sheets.columns import ACTS, IGNORED, WORKED_OUT, Column, Header
from pas_gov.sheets.days import Order
from pas_gov.sheets.table import Fault, Row, Table, Unreadable, is_empty

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One row. ``parts`` are what its cells say, by key; ``aligned_to`` is it whole, and divided by semicolons."""

    number: int
    parts: Mapping[str, Any]
    faults: tuple[Fault, ...] = ()

    @property
    def identity(self) -> str:
        """The id that the row gives, "" for none."""
        return str(self.parts.get("id", ""))

    @property
    def title(self) -> str:
        """The title: its own, or the first sentence of the statement."""
        return str(self.parts.get("title") or title_from(str(self.parts.get("statement", ""))))


@dataclass(frozen=True, slots=True)
class PromiseSheet:
    """All rows of a sheet, its columns, and what is wrong with it as a whole."""

    kind: str
    header: Header
    rows: tuple[PromiseRow, ...] = ()
    notes: tuple[str, ...] = ()
    named: bool = False

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the columns and in the rows."""
        return (*self.header.faults, *(fault for row in self.rows for fault in row.faults))

    def row_name(self, number: int) -> str:
        """Return how a row is called: row 7, or line 7 of a file of lines."""
        return f"{'line' if self.named else 'row'} {number}"

    def fault(self, code: str, row: int, key: str, message: str, remedy: str) -> Fault:
        """Return a fault at the row and at the column that holds the key, if one does."""
        column = self.header.of(key) or self.header.of(SPANS.get(key, ""))
        return Fault(
            code, message, remedy, row, column.index if column else None, column.name if column else ""
        )


REQUIRED = {
    "statement": ("promise", "write the promise, in the words of those who rely on it"),
    "layer": ("layer", "write core, supporting, conditional, experimental or legacy"),
    "owner": ("owner", "write who answers for it: a handle (@acme/support) or an e-mail address"),
    "audience": ("audience", "write who relies on it, such as customers"),
}
NO_COLUMN = "no-column"
SPANS = {"made": "since", "started": "since", "decide_by": "until", "honour_until": "until"}
"""The column that says a day where none is named after it."""
NAMED = {"statement": "Promise", "layer": "Layer", "owner": "Owner", "audience": "Who relies on it"}


def read_promises(table: Table, header: Header, order: Order = "") -> PromiseSheet:
    """Return the rows below the names of the columns, each as a promise to be; every fault is at its row and column."""
    missing = [key for key in REQUIRED if header.of(key) is None]
    lacking = tuple(_no_column(key, header.row) for key in missing)
    header = Header(header.row, header.columns, (*header.faults, *lacking), header.notes)
    needed = [key for key in REQUIRED if key not in missing]
    found = tuple(
        _row(row, header, order, needed, table.merged)
        for row in table.rows
        if row.number > header.row and not row.empty
    )
    notes = (*table.notes, *header.notes, *_left_out(header, table))
    return PromiseSheet(table.kind, header, found, notes, table.named)


def _no_column(key: str, row: int) -> Fault:
    what, _ = REQUIRED[key]
    remedy = f'name one "{NAMED[key]}", or say which it is: --map "<COLUMN>={key}"'
    return Fault(NO_COLUMN, f"no column holds the {what}", remedy, row or None)


def _left_out(header: Header, table: Table) -> Iterator[str]:
    """Say which columns aren't taken over, where anything stands in them."""
    used = [
        one
        for one in header.columns
        if any(not is_empty(r[one.index]) for r in table.rows if r.number > header.row)
    ]
    derived = [one.name for one in used if one.key in WORKED_OUT]
    if derived:
        yield f"worked out anew, so not read: {', '.join(map(printable, derived))}"
    signed = [one.name for one in used if one.key in ACTS]
    if signed:
        yield f"signed by somebody, which no sheet can do, so not taken over: {', '.join(map(printable, signed))}"
    ignored = [one.name for one in used if one.key == IGNORED]
    if ignored:
        yield f"left out, as you asked: {', '.join(map(printable, ignored))}"


def _row(
    row: Row, header: Header, order: Order, needed: list[str], merged: Mapping[tuple[int, int], str]
) -> PromiseRow:
    parts: Data = {}
    faults: list[Fault] = []
    for column in header.columns:
        value = _merged(merged.get((row.number, column.index))) or row[column.index]
        if column.key in ("", IGNORED, *ACTS, *WORKED_OUT) or is_empty(value):
            continue
        read = cell_reader(column.key, order)(value)
        if isinstance(read, Unreadable):
            faults.append(_fault(row.number, column, read))
        elif read not in ("", ()):
            parts[column.key] = _together(parts, header, column, read)
    faults += _spans(row.number, header, parts)
    wrong = {fault.column for fault in faults}
    for key in needed:
        place = header.of(key)
        if key not in parts and place is not None and place.index not in wrong:
            what, remedy = REQUIRED[key]
            faults.append(_fault(row.number, place, Unreadable(f"the {what} is missing", remedy)))
    return PromiseRow(row.number, parts, tuple(faults))


def _merged(anchor: str | None) -> Unreadable | None:
    """Return what is wrong with a cell that is merged with another one, which alone holds what both show."""
    if anchor is None:
        return None
    message = f"it is merged with {anchor}, and only that one holds what is shown"
    return Unreadable(
        message, "take the cells apart (unmerge), and write it in each row that it is meant for"
    )


def _fault(row: int, column: Column, wrong: Unreadable) -> Fault:
    return Fault("bad-cell", wrong.message, wrong.remedy, row, column.index, column.name)


def _together(parts: Data, header: Header, column: Column, read: Any) -> Any:
    """Return what a cell says; of several columns of notes, each under its name."""
    if column.key != "notes" or sum(one.key == "notes" for one in header.columns) < 2:
        return read
    said = f"{column.name}: {read}"
    return f"{parts['notes']}\n{said}" if "notes" in parts else said


def _spans(row: int, header: Header, parts: Data) -> Iterator[Fault]:
    """Give "since" and "until" to the days of the row's layer; yield a fault where its layer has no such day."""
    layer = parts.get("layer")
    since, until = parts.pop("since", None), parts.pop("until", None)
    if since:
        parts.setdefault("made", since)
        if layer == "experimental":
            parts.setdefault("started", since)
    place = header.of("until")
    if not until or place is None or layer is None:
        return
    key = {"experimental": "decide_by", "legacy": "honour_until"}.get(layer)
    if key is None:
        yield _fault(row, place, Unreadable(f"a {layer} promise has no last day: it holds until it is ended",
                                            'leave it empty, or give the day in a column "Review by"'))  # fmt: skip
    elif key == "decide_by" and until == "forever":
        yield _fault(row, place, Unreadable("an experiment is decided on a day, not never", "write the day"))
    else:
        parts.setdefault(key, until)
