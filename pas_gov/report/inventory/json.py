"""The inventory as JSON: pas-gov.inventory/1."""

from __future__ import annotations

from typing import Any

from pas_gov.judging.findings.json_rows import problem_data
from pas_gov.model.records.promise import Promise
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import link_state
from pas_gov.report.inventory.contents import Inventory
from pas_gov.report.json import day_data, dumped
from pas_gov.report.state_json import promise_state_data, standing_data
from pas_gov.sheets.promise_cells import place


def inventory_json(report: Inventory) -> str:
    """Return the format pas-gov.inventory/1 (its schema is ``inventory``)."""
    return dumped(
        {
            "format": "pas-gov.inventory/1",
            "commit": report.commit,
            **(
                {"as_of": report.as_of, "note": report.note, "witnessed": report.commit is not None}
                if report.as_of
                else {}
            ),
            "day": report.day.isoformat(),
            "of": len(report.stack.entries),
            "matrix": [
                {"layer": layer, "active": active, "zones": {cell.zone: dict(cell.counts) for cell in cells}}
                for layer, active, cells in report.rows()
            ],
            "standing": standing_data(report.state),
            "promises": [_promise(report, entry) for entry in report.entries],
            "problems": [problem_data(problem) for problem in report.stack.diagnostics],
        }
    )


def _promise(report: Inventory, entry: Entry) -> dict[str, Any]:
    promise, stack, until = entry.promise, report.stack, report.owed_until(entry)
    signs = report.signs(entry)
    return {
        "id": entry.id,
        "title": promise.title,
        "layer": entry.layer,
        "status": entry.status,
        "owner": promise.owner,
        "audience": list(promise.audience),
        "tags": list(promise.tags),
        "path": entry.path,
        "wording": entry.wording,
        "revision": entry.revision,
        "zones": list(promise.zones_kept),
        "states": {zone: signs[zone] for zone in promise.zones_kept if zone in signs},
        "standing": promise_state_data(report.state.promises[entry.id]),
        "aligned_to": [
            {"promise": link.promise, "recorded": link.recorded or None, "state": link_state(stack, link)}
            for link in entry.links
        ],
        **({"owed_until": until.isoformat()} if until else {}),
        **_words(promise),
    }


def _words(promise: Promise) -> dict[str, Any]:
    """Return what else the promise says, without what it doesn't say: with it, ``import`` reads the same promise."""
    kept = promise.zones_kept
    found = {
        "made": {"date": promise.made.date.isoformat(), "source": promise.made.source},
        "statement": promise.statement,
        "applies_when": {"says": promise.applies_when.says, "cel": promise.applies_when.cel},
        "terms": [{"measure": term.measure, term.bound: term.value} for term in promise.terms],
        "says": {zone: entry.says for zone, entry in kept.items()},
        "surfaces": {zone: [place(one) for one in entry.surfaces] for zone, entry in kept.items()},
        "experiment": {
            "cohort": promise.experiment.cohort,
            "started": day_data(promise.experiment.started),
            "decide_by": day_data(promise.experiment.decide_by),
        },
        "legacy": {
            "made_to": promise.legacy.made_to,
            "lives_in": list(promise.legacy.lives_in),
            "honour_until": str(promise.legacy.honour_until or ""),
        },
        "indicators": [dict(one) for one in promise.indicators],
        "review_by": day_data(promise.review_by),
        "notes": promise.notes,
    }
    return {key: value for key, value in ((key, _filled(value)) for key, value in found.items()) if value}


def _filled(value: Any) -> Any:
    """Return an object without its empty parts; anything else as it is."""
    return {key: inner for key, inner in value.items() if inner} if isinstance(value, dict) else value
