"""The state of a promise, a zone and a Core in JSON, as every report and page says it."""

from __future__ import annotations

from typing import Any

from pas_gov.drift.state.promise_state import PromiseState
from pas_gov.drift.state.stack_state import CoreStanding, StackState, ZoneStanding


def promise_state_data(one: PromiseState) -> dict[str, Any]:
    """Return how a promise stands: the worst of all, what each source says, each zone, and the waivers in force."""
    return {
        "state": one.state,
        "sources": {"records": one.records, "indicators": one.indicators, "texts": one.texts},
        "zones": dict(one.zones),
        "waivers": [waiver.id for waiver in one.waivers],
    }


def standing_data(state: StackState) -> dict[str, Any]:
    """Return where it was looked, and how many promises stand how: of all, by zone and under each Core."""
    return {
        "looked_at": list(state.observed.looked_at),
        "promises": dict(state.numbers),
        "ended": {
            "still_promised": len(state.still_promised),
            "not_stopped": len(state.unfinished) - len(state.still_promised),
        },
        "zones": [_zone(one) for one in state.zones.values()],
        "cores": [_core(one) for one in state.cores],
    }


def _zone(one: ZoneStanding) -> dict[str, Any]:
    return {"zone": one.zone, "state": one.state, "promises": dict(one.numbers), "findings": len(one.items)}


def _core(one: CoreStanding) -> dict[str, Any]:
    return {"promise": one.own.entry.id, "state": one.state, "carrying": dict(one.numbers)}
