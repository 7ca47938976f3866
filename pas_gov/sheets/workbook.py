"""Workbooks (XLSX), read and written through openpyxl: the only importer of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from pas_gov.diagnostics import Stop, did_you_mean, printable
from pas_gov.foundation.installing import install_command
from pas_gov.sheets.archive import refuse_dangerous
from pas_gov.sheets.merged_cells import merged_cells
from pas_gov.sheets.table import Row, Table, Unreadable, Value, bounded_rows

CARRIAGE_RETURN = re.compile("_x000D_\n?")


def read_xlsx(content: bytes, sheet: str = "") -> Table:
    """Return the table on a sheet of a workbook, by default the first that holds anything and isn't hidden.

    A formula counts as the result that the workbook keeps of it; it is never worked out here. Stops (status 2):
    no-openpyxl, unknown-sheet, not-a-workbook, too-large.
    """
    openpyxl = _openpyxl()
    refuse_dangerous(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        chosen = _chosen(book.worksheets, sheet)
        rows = tuple(bounded_rows(_rows(chosen)))
        merged = merged_cells(content, chosen._worksheet_path, rows)  # nothing else names the part
        if any(value is FORMULA for row in rows for value in row.cells):
            kept = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, keep_links=False, data_only=True
            )
            rows = tuple(_with_results(rows, kept[chosen.title]))
    except Stop:
        raise
    except Exception as error:  # whatever a stranger's file makes a library raise
        message = f"the workbook can't be read: {type(error).__name__}: {printable(str(error)[:200])}"
        raise Stop(
            "not-a-workbook", message, "open it in a spreadsheet program, and save it anew", status=2
        ) from error
    others = [one.title for one in book.worksheets if one.title != chosen.title]
    return Table(f'XLSX, sheet "{chosen.title}"', rows, _others_told(others), merged=merged)


def write_xlsx(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook of one sheet, its first row bold and kept in sight. Stop(no-openpyxl, status 2)."""
    openpyxl = _openpyxl()
    from openpyxl.styles import Alignment, Font

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for number, column in enumerate(sheet.columns):
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(
            max(longest + 2, 10), 45 if number else 12
        )
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.data_type = "s" if cell.value is not None else cell.data_type
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError as error:
        remedy = f"{install_command('pas-gov[xlsx]')}\nor save the sheet as CSV UTF-8"
        raise Stop(
            "no-openpyxl", "XLSX is read and written by the package openpyxl", remedy, status=2
        ) from error
    return openpyxl


def _chosen(sheets: Sequence[Any], name: str) -> Any:
    if name:
        found = next((one for one in sheets if one.title.casefold() == name.casefold()), None)
        if found is None:
            message = f'the workbook has no sheet "{printable(name)}"'
            raise Stop("unknown-sheet", message, did_you_mean(name, [one.title for one in sheets]), status=2)
        return found
    seen = [one for one in sheets if one.sheet_state == "visible"] or list(sheets)
    if not seen:
        raise Stop("not-a-workbook", "the workbook has no sheet with cells", "name another file", status=2)
    return next((one for one in seen if _holds_something(one)), seen[0])


def _holds_something(sheet: Any) -> bool:
    return any(value is not None for row in sheet.iter_rows(max_row=50, values_only=True) for value in row)


def _others_told(others: Sequence[str]) -> tuple[str, ...]:
    if not others:
        return ()
    names = ", ".join(f'"{printable(one)}"' for one in others[:5]) + (", ..." if len(others) > 5 else "")
    return (f"only this sheet was read; --sheet NAME reads another one: {names}",)


FORMULA = Unreadable(
    "it is a formula whose result isn't in the file",
    "open and save it in a spreadsheet program, or write the value",
)
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})


def _rows(sheet: Any) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of a sheet, which isn't believed what it says of its own size; FORMULA for each formula."""
    sheet.reset_dimensions()
    for cells in sheet.iter_rows():
        yield tuple(_value(cell) for cell in cells) if cells else ()


def _value(cell: Any) -> Value:
    if cell.data_type == "f":
        return FORMULA
    return _error(cell.value) if cell.data_type == "e" else _plain(cell.value)


def _error(value: object) -> Unreadable:
    return Unreadable(f"it holds an error: {printable(str(value))}", "mend the formula, or write the value")


def _with_results(rows: Sequence[Row], sheet: Any) -> Iterator[Row]:
    """Yield the rows with the result that the workbook keeps of each formula, where it keeps one."""
    sheet.reset_dimensions()
    results = dict(zip(range(1, rows[-1].number + 1), sheet.iter_rows(values_only=True), strict=False))
    for row in rows:
        known = results.get(row.number, ())
        yield Row(row.number, tuple(_result(value, known, at) for at, value in enumerate(row.cells)))


def _result(value: Value, known: Sequence[object], column: int) -> Value:
    if value is not FORMULA:
        return value
    found = known[column] if column < len(known) else None
    if found is None:
        return FORMULA
    return _error(found) if found in ERRORS else _plain(found)


def _plain(value: object) -> Value:
    """Return a value of openpyxl's as a table has it; a day with a time is the day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return CARRIAGE_RETURN.sub("\n", value)
    if value is None or isinstance(value, (bool, int, float, date)):
        return value
    if isinstance(value, (time, timedelta)):
        return Unreadable(
            f"it is a time of day or a span ({value})", "format the column as text, and write it so"
        )
    return str(value)
