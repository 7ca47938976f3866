"""The import of a sheet for a terminal: a table of what was read, then every fault at its row and column."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.report.importing.contents import ImportedPromise, SheetImport
from pas_gov.report.layout import Style, count, text_page

ROWS, FAULTS = 40, 500  # that are shown; the rest is counted
ROW_WIDE, LAYER_WIDE = 5, 12
LEAST = 14  # columns for an id, and for a title


def importing_text(report: SheetImport, style: Style) -> str:
    """Return what was read, in the width of the terminal, what is wrong with it, and how it ended."""
    return text_page(_lines(report, style))


def _lines(report: SheetImport, style: Style) -> Iterator[str]:
    read = f"{report.source} ({report.kind}): {count(len(report.promises), 'row')}, {_columns(report)}."
    yield from style.wrap(read, "  ", "")
    for note in report.notes:
        yield from style.wrap(note, "    ", "  - ")
    yield ""
    yield from _table(report, style)
    if report.faults:
        yield from _faults(report, style)


def _columns(report: SheetImport) -> str:
    return f"{count(len(report.read_columns), 'column')} of {len(report.columns)}"


def _table(report: SheetImport, style: Style) -> Iterator[str]:
    """Yield a line for each of the first rows; one with a fault has a cross before it."""
    if not report.promises:
        return
    left = max(style.width, 60) - ROW_WIDE - LAYER_WIDE - 8
    wide = max(LEAST, min(left // 2, max(len(one.id) for one in report.promises[:ROWS])))
    head = (
        f"  {'line' if report.named else 'row':>{ROW_WIDE}}  {'layer':<{LAYER_WIDE}}  {'id':<{wide}}  title"
    )
    yield style.paint(head, "bold")
    for one in report.promises[:ROWS]:
        yield _row(one, one.row in report.faulty_rows, wide, left - wide)
    if len(report.promises) > ROWS:
        yield f"  and {len(report.promises) - ROWS} more; -f json has them all"
    yield ""


def _row(one: ImportedPromise, faulty: bool, wide: int, title: int) -> str:
    cells = f"{one.layer or '?':<{LAYER_WIDE}}  {_cut(one.id, wide):<{wide}}  {_cut(one.title, title)}"
    return f"{'x' if faulty else ' '} {one.row:>{ROW_WIDE}}  {cells}".rstrip()


def _cut(text: str, wide: int) -> str:
    shown = printable(" ".join(text.split()))
    return shown if len(shown) <= wide else f"{shown[: wide - 3]}..."


def _faults(report: SheetImport, style: Style) -> Iterator[str]:
    for fault in report.faults[:FAULTS]:
        yield from style.wrap(f"{report.place(fault)}: {fault.message}", "    ", "  x ")
        yield from style.wrap(fault.remedy, "      ", "    To mend: ")
    if len(report.faults) > FAULTS:
        yield f"  and {len(report.faults) - FAULTS} more; -f json has them all"
    yield ""
    told = f"{count(len(report.faults), 'fault')}: nothing was written."
    yield from style.wrap(f"{told} Mend the sheet, or add what is said above, and run it again.", "  ", "")
