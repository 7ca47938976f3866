"""The inventory as CSV, a row for each promise."""

from __future__ import annotations

from typing import Any

from pas_gov.model.records.promise import ZONES
from pas_gov.model.stack.entry import Entry
from pas_gov.report.csv import csv_table
from pas_gov.report.inventory.contents import Inventory
from pas_gov.sheets.cells import joined_items
from pas_gov.sheets.promise_cells import CELLS, promise_cells

COLUMNS = (
    "id", "title", "layer", "status", "owner", "audience", "tags", "made", "review_by", "owed_until", *ZONES,
    "aligned_to", "wording", "revision", "path", *CELLS,
)  # fmt: skip


def inventory_csv(report: Inventory, *, spreadsheet: bool = False) -> str:
    """Return a row for each promise; a zone's column holds its state, "" where it doesn't deliver the promise.

    Of a promise that isn't active, zones that deliver it are ``named``: nobody attests it. ``import`` reads it back.
    """
    return csv_table(COLUMNS, [_row(report, entry) for entry in report.entries], spreadsheet=spreadsheet)


def _row(report: Inventory, entry: Entry) -> dict[str, Any]:
    promise, until = entry.promise, report.owed_until(entry)
    return {
        "id": entry.id, "title": promise.title, "layer": entry.layer, "status": entry.status, "owner": promise.owner,
        "audience": joined_items(promise.audience), "tags": joined_items(promise.tags),
        "made": promise.made.date.isoformat(),
        "review_by": promise.review_by and promise.review_by.isoformat(), "owed_until": until and until.isoformat(),
        **{zone: _zone(report, entry, zone) for zone in ZONES},
        "aligned_to": " ".join(link.promise for link in entry.links),
        "wording": entry.wording, "revision": entry.revision, "path": entry.path,
        **promise_cells(promise),
    }  # fmt: skip


def _zone(report: Inventory, entry: Entry, zone: str) -> str:
    return report.signs(entry).get(zone) or ("named" if zone in entry.promise.zones_kept else "")
