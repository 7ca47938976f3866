"""The data beside the pages of strategy, findings, calendar, ledger and rules: what is in the order of the record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pas_gov.drift.state.falling_due import Due
from pas_gov.judging.suites.examples import Examples
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.propagation.core_change import CoreChange
from pas_gov.ledger.propagation.zone_confirmation import Unverified
from pas_gov.model.records.waiver import Waiver
from pas_gov.report.drift.json import item_data
from pas_gov.report.propagation.sentences import awaited, ordered
from pas_gov.site.answers import Execution
from pas_gov.site.model import Site


def execution_data(one: Execution) -> dict[str, Any]:
    """Return how far one change of Cores is executed, in numbers."""
    change = one.change
    return {
        "day": change.origin.day.isoformat(), "commit": change.origin.commit,
        "cores": [core.id for core in change.changes],
        "executed": change.executed, "answered": one.answered, "asked": one.asked, "verified": one.verified,
        "delivered": one.delivered, "owners": dict(one.owners), "zones": dict(one.zones),
    }  # fmt: skip


def changes_data(executions: Iterable[Execution]) -> dict[str, Any]:
    """Return every change of Cores with who answered, and what still lacks."""
    return {"changes": [{**execution_data(one), **_parties(one.change)} for one in executions]}


def _parties(change: CoreChange) -> dict[str, Any]:
    return {
        "answers": [
            {"promise": one.entry.id, "how": one.how, "day": one.origin.day.isoformat(),
             "commit": one.origin.commit, "by": list(one.by), "notes": list(one.notes)}
            for one in change.answers
        ],
        "unanswered": [
            {"promise": one.entry.id, "owner": one.entry.promise.owner, "waits_for": awaited(change, one),
             "lacks": [{"kind": lack.kind, "target": lack.target or None} for lack in one.lacks]}
            for one in ordered(change)
        ],
        "unverified": [
            unverified_data(zone.zone, gap) for zone in change.zones for gap in zone.missing
        ],
        "unended": [
            {"promise": one.entry.id, "until": one.day and one.day.isoformat()} for one in change.unended
        ],
    }  # fmt: skip


def unverified_data(zone: str, gap: Unverified) -> dict[str, Any]:
    """Return what a zone hasn't confirmed, and why it doesn't count as confirmed."""
    return {
        "zone": zone, "promise": gap.entry.id, "why": gap.why, "day": gap.day and gap.day.isoformat(),
    }  # fmt: skip


def findings_data(site: Site) -> dict[str, Any]:
    """Return everything that drifts, the weightiest first, as ``drift -f json`` does."""
    return {"findings": [item_data(item) for item in site.state.items]}


def due_data(due: Iterable[Due]) -> list[dict[str, Any]]:
    """Return what falls due, the next first."""
    return [
        {"day": one.day.isoformat(), "kind": one.kind, "promise": one.entry.id if one.entry else None,
         "zone": one.zone or None, "about": one.about}
        for one in due
    ]  # fmt: skip


def ledger_data(events: Iterable[Event]) -> dict[str, Any]:
    """Return every event, newest first."""
    return {
        "events": [
            {"day": event.origin.day.isoformat(), "commit": event.origin.commit, "promise": event.promise or None,
             "kinds": list(event.kinds), "material": event.material, "author": event.origin.author,
             "subject": event.origin.subject}
            for event in events
        ]
    }  # fmt: skip


def policies_data(documented: Iterable[Examples]) -> dict[str, Any]:
    """Return the rules in force."""
    return {
        "policies": [
            {"id": doc.rule.policy.id, "title": doc.rule.policy.title, "scope": doc.rule.policy.scope,
             "enforcement": doc.rule.enforcement, "waivable": doc.rule.policy.waivable}
            for doc in documented
        ]
    }  # fmt: skip


def waivers_data(waivers: Iterable[Waiver]) -> dict[str, Any]:
    """Return the exceptions, those in force first."""
    return {
        "waivers": [
            {"id": one.id, "policy": one.policy, "promise": None if one.promise == "*" else one.promise,
             "target": one.target or None, "from": one.first.isoformat(), "until": one.last.isoformat(),
             "reason": one.reason, "ticket": one.ticket, "asked_by": one.asked_by, "approved_by": one.approved_by,
             "commit": one.commit or None}
            for one in waivers
        ]
    }  # fmt: skip
