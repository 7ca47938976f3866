"""The ledger as tables: a row for each part of an event that differs, or for each state of a promise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pas_gov.diagnostics import printable
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.events.spans import Span
from pas_gov.ledger.reading.ledger_report import ReportedCommit
from pas_gov.report.csv import Row

EVENT_COLUMNS = (
    "commit", "day", "time", "author", "committer", "subject", "pull", "signature", "promise", "title", "layer",
    "owner", "path", "kinds", "material", "field", "before", "after", "note",
)  # fmt: skip
STATE_COLUMNS = (
    "promise", "since", "until", "title", "layer", "status", "owner", "zones", "wording", "revision", "path", "commit",
)  # fmt: skip


def events_table(events: Iterable[Event], commits: Mapping[str, ReportedCommit]) -> tuple[Row, ...]:
    """Return a row for each part of each event that differs.

    ``day`` is the ISO day by which the event counts, ``time`` the committer's, ISO 8601 with its offset from UTC; None
    where a value isn't known.
    """
    return tuple(row for event in events for row in _event_rows(event, commits[event.origin.commit]))


def states_table(spans: Iterable[Span]) -> tuple[Row, ...]:
    """Return a row for each promise and span of days in which it stood the same; ``until`` is null for the last."""
    return tuple(
        {
            "promise": one.entry.id, "since": one.since.isoformat(), "until": one.until and one.until.isoformat(),
            "title": one.entry.promise.title, "layer": one.entry.layer, "status": one.entry.status,
            "owner": one.entry.promise.owner, "zones": " ".join(one.entry.promise.zones_kept),
            "wording": one.entry.wording, "revision": one.entry.revision, "path": one.entry.path, "commit": one.commit,
        }
        for one in spans
    )  # fmt: skip


def _event_rows(event: Event, commit: ReportedCommit) -> list[dict[str, Any]]:
    """Return a row for each part that differs, and one for an event without any."""
    entry = event.entry
    head = {
        "commit": event.origin.commit, "day": event.origin.day.isoformat(),
        "time": commit.committer.at if commit.committer else None,
        "author": commit.author.name if commit.author else "",
        "committer": commit.committer.name if commit.committer else "",
        "subject": commit.subject, "pull": commit.pull, "signature": commit.signed.state, "promise": event.promise,
        "title": entry.promise.title if entry else "", "layer": entry.layer if entry else "",
        "owner": entry.promise.owner if entry else "", "path": printable(event.path), "kinds": " ".join(event.kinds),
        "material": event.material,
    }  # fmt: skip
    changes = [{"field": one.field, "before": one.before, "after": one.after} for one in event.differences]
    return [
        {**head, **part, "note": event.note}
        for part in changes or [{"field": "", "before": None, "after": None}]
    ]
