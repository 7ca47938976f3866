"""The sheet to begin with: the columns in plain words, and one example of each layer."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from pas_gov.diagnostics import Stop, printable
from pas_gov.sheets.cells import guarded
from pas_gov.sheets.workbook import write_xlsx

COLUMNS = (
    "Title", "Promise", "Layer", "Owner", "Who relies on it", "Since", "Until", "Zone(s)", "Measure", "When it applies",
    "The same in CEL", "Cohort", "Made to", "Lives in", "Aligned to", "Review by", "Tags", "Notes",
)  # fmt: skip
CORE = "Orders arrive when we said"
EXAMPLES = (
    {
        "Title": CORE, "Promise": "Every order arrives on the day that we named when it was placed.", "Layer": "Core",
        "Owner": "strategy@example.com", "Who relies on it": "customers; partners", "Since": "2025-01-15",
        "Zone(s)": "Sales and Marketing; Delivery and Support", "Measure": "orders on the named day at least 98%",
        "Notes": "An example. Delete these rows, or write over them.",
    },
    {
        "Title": "Questions are answered within four hours",
        "Promise": "Whoever writes to us has an answer from a person within four hours.", "Layer": "Supporting",
        "Owner": "support@example.com", "Who relies on it": "customers", "Since": "2025-02-01",
        "Zone(s)": "Delivery and Support", "Measure": "first answer at most 4h", "Aligned to": CORE,
        "Review by": "2027-02-01",
    },
    {
        "Title": "Large accounts know their contact", "Layer": "Conditional",
        "Promise": "Accounts with more than 50 seats have one person whom they can call.",
        "Owner": "success@example.com", "Who relies on it": "customers", "Since": "2025-03-01",
        "Zone(s)": "Delivery and Support", "Measure": "accounts per contact at most 8",
        "When it applies": "The account has more than 50 seats.", "The same in CEL": "subject.seats > 50",
        "Aligned to": CORE,
    },
    {
        "Title": "Delays are announced by text message", "Layer": "Experimental",
        "Promise": "Customers of the trial get a text message an hour after a delay is known.",
        "Owner": "product@example.com", "Who relies on it": "customers", "Since": "2026-03-01", "Until": "2026-06-30",
        "Zone(s)": "Product and Capability; AI and Automation", "Cohort": "60 customers of the trial",
        "Aligned to": CORE,
    },
    {
        "Title": "Free returns for founding customers", "Layer": "Legacy",
        "Promise": "Founding customers send anything back, free of charge, whenever they like.",
        "Owner": "support@example.com", "Who relies on it": "customers", "Since": "2019-06-01", "Until": "2028-12-31",
        "Zone(s)": "Delivery and Support; Documentation and Knowledge",
        "Made to": "customers who signed before July 2019", "Lives in": "contract; habit", "Aligned to": CORE,
    },
)  # fmt: skip


def template_rows() -> list[list[str]]:
    """Return the names of the columns, then a row for each example."""
    return [list(COLUMNS), *([example.get(name, "") for name in COLUMNS] for example in EXAMPLES)]


def template(name: str) -> bytes:
    """Return the sheet as a file: a workbook where its name ends in .xlsx, CSV in .csv or without an ending.

    Stops (status 2): no-openpyxl; bad-ending for another one, as its programs would open the file as what it isn't.
    """
    _, dot, ending = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    if dot and ending.casefold() not in ("csv", "xlsx"):
        raise Stop("bad-ending", f"a sheet to begin with is CSV or XLSX, and {printable(name)} is named as neither",
                   "name it so: pas-gov import --template promises.csv, or promises.xlsx", status=2)  # fmt: skip
    return sheet_bytes(template_rows(), workbook=bool(dot) and ending.casefold() == "xlsx")


def sheet_bytes(rows: Sequence[Sequence[str]], *, workbook: bool) -> bytes:
    """Return rows, the first with the names of the columns, as a workbook, or as CSV without formulas."""
    if workbook:
        return write_xlsx("Promises", rows)
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([guarded(text) for text in row] for row in rows)
    return out.getvalue().encode()
