"""Tables as CSV: each value as it is, or, for a spreadsheet, such that no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pas_gov.diagnostics import printable
from pas_gov.sheets.cells import guarded

Row = Mapping[str, Any]


def csv_table(columns: Sequence[str], rows: Sequence[Row], *, spreadsheet: bool = False) -> str:
    """Return CSV (RFC 4180) with true and false for booleans, and nothing for None; line breaks and tabs stay.

    With ``spreadsheet``, a cell that a spreadsheet would take for a formula has an apostrophe before it. A filter on
    ``@acme/support`` finds only what has none, so that programs get the values as they are.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    cell = guarded_cell if spreadsheet else plain_cell
    writer.writerows([cell(row[name]) for name in columns] for row in rows)
    return out.getvalue()


def plain_cell(value: Any) -> str:
    """Return a value as a cell; a character that nobody sees, or that steers a terminal, is shown by its code."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return text if text.isalnum() else "".join(_shown(one) for one in re.split("([\n\t])", text))


def guarded_cell(value: Any) -> str:
    """Return a value as a cell that every spreadsheet takes for text."""
    return guarded(plain_cell(value))


def _shown(part: str) -> str:
    return part if part in ("\n", "\t") else printable(part)
