"""A promise as cells: what its row in an exported sheet says, so that ``import`` reads the same promise from it."""

from __future__ import annotations

import json
from typing import Any

from pas_gov.model.records.promise import ZONES, Promise, Surface
from pas_gov.sheets.cells import joined_items
from pas_gov.sheets.terms import term_text

CELLS = (
    "source", "statement", "applies_when", "cel", "terms", *(f"{zone}.says" for zone in ZONES), "surfaces", "cohort",
    "started", "decide_by", "made_to", "lives_in", "honour_until", "indicators", "notes",
)  # fmt: skip


def promise_cells(promise: Promise) -> dict[str, Any]:
    """Return the cells of CELLS; None for what the promise doesn't say. Zones that were left are left out."""
    kept = promise.zones_kept
    return {
        "source": promise.made.source, "statement": promise.statement.strip(),
        "applies_when": promise.applies_when.says.strip(), "cel": promise.applies_when.cel.strip(),
        "terms": joined_items(map(term_text, promise.terms)),
        **{f"{zone}.says": kept[zone].says.strip() if zone in kept else "" for zone in ZONES},
        "surfaces": joined_items(f"{zone}={place(one)}" for zone, entry in kept.items() for one in entry.surfaces),
        "cohort": promise.experiment.cohort, "started": promise.experiment.started,
        "decide_by": promise.experiment.decide_by, "made_to": promise.legacy.made_to,
        "lives_in": joined_items(promise.legacy.lives_in), "honour_until": promise.legacy.honour_until,
        "indicators": json.dumps([dict(one) for one in promise.indicators], ensure_ascii=False)
        if promise.indicators else None,
        "notes": promise.notes.strip(),
    }  # fmt: skip


def place(surface: Surface) -> str:
    """Return where a surface is: its path, or its address."""
    return surface.path or surface.url
