"""The import of a sheet as JSON: pas-gov.import/1."""

from __future__ import annotations

from typing import Any

from pas_gov.report.importing.contents import SheetImport
from pas_gov.report.json import dumped, utf8_text
from pas_gov.sheets.columns import Column
from pas_gov.sheets.table import Fault


def importing_json(report: SheetImport) -> str:
    """Return the format pas-gov.import/1 (its schema is ``import``)."""
    return dumped(
        {
            "format": "pas-gov.import/1",
            "source": utf8_text(report.source),
            "kind": report.kind,
            "outcome": report.outcome,
            "columns": [_column(report, one) for one in report.columns],
            "promises": [
                {"row": one.row, "id": one.id, "title": one.title, "layer": one.layer, "owner": one.owner}
                for one in report.promises
            ],
            "faults": [_fault(report, one) for one in report.faults],
            "notes": list(report.notes),
            "files": list(report.files),
        }
    )


def _column(report: SheetImport, column: Column) -> dict[str, Any]:
    return {"column": report.letters(column.index), "name": column.name, "key": column.key or None}


def _fault(report: SheetImport, fault: Fault) -> dict[str, Any]:
    return {
        "code": fault.code,
        "row": fault.row,
        "column": report.letters(fault.column),
        "name": fault.name or None,
        "message": fault.message,
        "remedy": fault.remedy,
    }
