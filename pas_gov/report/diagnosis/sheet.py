"""Candidate promises as a sheet that ``import`` reads, to be looked at, completed and thinned out in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from pas_gov.diagnostics import Stop, printable
from pas_gov.drift.matching.candidates import Candidate
from pas_gov.model.records.promise import Term
from pas_gov.sheets.cells import joined_items
from pas_gov.sheets.template import sheet_bytes
from pas_gov.sheets.terms import term_text

COLUMNS = (
    "id", "title", "statement", "layer", "status", "owner", "audience", "source", "zones", "terms", "applies_when",
    "aligned_to", "notes",
)  # fmt: skip


def candidate_sheet(
    name: str, candidates: Iterable[tuple[Candidate, tuple[str, ...]]], owner: str, core: str
) -> bytes:
    """Return candidates, each with its audience, as a workbook where the name ends in .xlsx, as CSV where in .csv.

    ``owner`` answers for deciding about them and ``core`` is what they are linked to: cells to be filled in where "".
    Stop(bad-ending, status 2); no-openpyxl.
    """
    ending = name.rpartition(".")[2].casefold()
    if ending not in ("csv", "xlsx"):
        message = f"a sheet is CSV or XLSX, and {printable(name)} is named as neither"
        raise Stop("bad-ending", message, "name it so: --sheet promises.csv, or promises.xlsx", status=2)
    rows = [list(COLUMNS), *(_row(one, audience, owner, core) for one, audience in candidates)]
    return sheet_bytes([[printable(cell) for cell in row] for row in rows], workbook=ending == "xlsx")


def _row(one: Candidate, audience: tuple[str, ...], owner: str, core: str) -> list[str]:
    said = (Term(measure=measure, bound=bound, value=value) for measure, bound, value in one.terms)
    terms = joined_items(map(term_text, said))
    return [
        one.id, one.title, one.statement, one.layer, "proposed", owner, joined_items(audience),
        f"Found by diagnose in {one.place}", one.zone, terms, one.condition, core, one.notes,
    ]  # fmt: skip
