"""The data beside each page, as JSON of one line: what the page says, for programs. ``schema.json`` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pas_gov.drift.state.promise_state import PromiseState
from pas_gov.drift.state.stack_state import StackState
from pas_gov.drift.zones.drift_items import DriftItem
from pas_gov.model.stack.entry import Entry
from pas_gov.report.drift.contents import reality
from pas_gov.report.state_json import promise_state_data, standing_data
from pas_gov.site.answers import execution
from pas_gov.site.model import Site
from pas_gov.site.owners import OwnerPage
from pas_gov.site.record_data import due_data, execution_data, unverified_data
from pas_gov.site.site_index import SiteIndex
from pas_gov.site.stack_map import StackMap


def overview_data(site: Site) -> str:
    """Return how everything stands, what of the strategy waits, what falls due, and the trend."""
    return data_text(
        "overview",
        {
            "name": site.name,
            "commit": site.tip.commit,
            "day": site.today.isoformat(),
            "standing": standing_data(site.state),
            "findings": len(site.state.items),
            "changes": [execution_data(change) for change in map(execution, site.changes)],
            "due": due_data(site.due),
            "trend": [{"day": one.day.isoformat(), "promises": one.active, **one.numbers} for one in site.trend],
        },
    )  # fmt: skip


def promises_data(site: Site, entries: Iterable[Entry]) -> str:
    """Return every promise that has a page, with its state."""
    return data_text("promises", {"promises": [_row(site, entry) for entry in entries]})


def _row(site: Site, entry: Entry) -> dict[str, Any]:
    one = site.state.promises.get(entry.id)
    return {
        "id": entry.id, "title": entry.promise.title, "layer": entry.layer,
        "status": entry.status if one else "erased", "owner": entry.promise.owner, "state": one.state if one else None,
    }  # fmt: skip


def promise_data(index: SiteIndex, entry: Entry) -> str:
    """Return one promise: what it says, how it stands, what is found of it, and its history."""
    one, stack = index.state(entry.id), index.site.stack
    return data_text(
        "promise",
        {
            **_row(index.site, entry),
            "statement": entry.promise.statement,
            "wording": entry.wording,
            "revision": entry.revision,
            "standing": promise_state_data(one) if one else None,
            "findings": [_finding(item) for item in one.items] if one else [],
            "aligned_to": [link.promise for link in entry.links],
            "dependents": list(stack.dependents.get(entry.id, ())) if one else [],
            "history": [
                [event.origin.day.isoformat(), list(event.kinds), event.origin.commit[:12]]
                for event in index.events.get(entry.id, ())
            ],
        },
    )


def _finding(item: DriftItem) -> dict[str, Any]:
    return {"state": item.level, "zone": item.zone or None, "kind": item.kind, "reality": reality(item)}


def zone_data(state: StackState, zone: str, rows: Iterable[PromiseState]) -> str:
    """Return one zone: how each promise stands in it, and what is found there."""
    standing = state.zones[zone]
    return data_text(
        "zone",
        {
            "zone": zone,
            "state": standing.state,
            "promises": {one.entry.id: one.zones[zone] for one in rows},
            "findings": [
                {"promise": item.entry.id if item.entry else None, **_finding(item)}
                for item in standing.items
            ],
        },
    )


def map_data(drawn: StackMap) -> str:
    """Return how the promises of each layer stand, and what rests on what."""
    return data_text(
        "map",
        {
            "layers": {band.layer: dict(band.numbers) for band in drawn.bands},
            "links": [
                {"lower": arc.lower, "upper": arc.upper, "number": arc.number, "stale": arc.stale}
                for arc in drawn.arcs
            ],
        },
    )


def owner_data(one: OwnerPage) -> str:
    """Return what is an owner's, and what waits for them."""
    return data_text(
        "owner",
        {
            "owner": one.owner,
            "promises": {each.entry.id: each.state for each in one.promises},
            "asks": [
                {"promise": ask.promise.id if ask.promise else None, "policy": ask.policy, "message": ask.message,
                 "commands": [list(words) for words in ask.commands], "waits_for": [each.id for each in ask.waits_for]}
                for ask in one.asks
            ],
            "comes_apart": [
                {"promise": each.entry.id, **_finding(each)} for each in one.apart if each.entry is not None
            ],
            "unconfirmed": [unverified_data(zone, gap) for _, zone, gap in one.unconfirmed],
        },
    )  # fmt: skip


def data_text(kind: str, data: dict[str, Any]) -> str:
    """Return data of one kind of page as its file."""
    whole = {"format": f"pas-gov.site.{kind}/1", **data}
    return (
        json.dumps(whole, separators=(",", ":")) + "\n"
    )  # all that isn't ASCII is escaped, so nothing is hidden
