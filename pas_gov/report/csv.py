"""Tables as CSV, in which no spreadsheet takes a cell for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pas_gov.diagnostics import printable
from pas_gov.sheets.cells import guarded

Row = Mapping[str, Any]


def csv_table(columns: Sequence[str], rows: Sequence[Row], *, line_breaks: bool = False) -> str:
    """Return CSV (RFC 4180) in which no cell is a formula; line breaks in cells become blanks, or on request stay."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    shown = lines_cell if line_breaks else cell
    writer.writerows([shown("" if row[name] is None else str(row[name])) for name in columns] for row in rows)
    return out.getvalue()


def cell(text: str) -> str:
    """Return a cell on one line that a spreadsheet takes for text: one that begins as a formula gets an apostrophe."""
    return guarded(printable(text.replace("\n", " ")))


def lines_cell(text: str) -> str:
    """Return a cell as ``cell`` does, with its line breaks and tabs."""
    kept = {"\n": "\n", "\t": "\t"}
    return guarded("".join(kept.get(one, printable(one)) for one in re.split("([\n\t])", text)))
