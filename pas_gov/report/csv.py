"""Tables as CSV, in which no spreadsheet takes a cell for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from pas_gov.diagnostics import printable

Row = Mapping[str, Any]


def csv_table(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return CSV (RFC 4180) in which no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell("" if row[name] is None else str(row[name])) for name in columns] for row in rows)
    return out.getvalue()


def cell(text: str) -> str:
    """Return a cell that a spreadsheet takes for text: one that begins as a formula gets an apostrophe before it."""
    shown = printable(text.replace("\n", " "))
    return f"'{shown}" if shown[:1] in ("=", "+", "-", "@", "\t") else shown
