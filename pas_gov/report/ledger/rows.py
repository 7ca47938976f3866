"""Events as rows of a table, and cells that no spreadsheet takes for a formula."""

from __future__ import annotations

from typing import Any

from pas_gov.diagnostics import printable
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.reading.ledger_report import CommitLine

EVENT_COLUMNS = (
    "commit", "day", "author", "committer", "subject", "pull", "signature", "promise", "title", "layer", "owner",
    "path", "kinds", "material", "field", "before", "after", "note",
)  # fmt: skip
STATE_COLUMNS = (
    "promise", "since", "until", "title", "layer", "status", "owner", "zones", "wording", "revision", "path", "commit",
)  # fmt: skip


def event_rows(event: Event, commit: CommitLine) -> list[dict[str, Any]]:
    """Return a row for each part that differs, and one for an event without any."""
    entry = event.entry
    head = {
        "commit": event.origin.commit, "day": event.origin.day.isoformat(),
        "author": commit.author.name if commit.author else "",
        "committer": commit.committer.name if commit.committer else "",
        "subject": commit.subject, "pull": commit.pull, "signature": commit.signed.state, "promise": event.promise,
        "title": entry.promise.title if entry else "", "layer": entry.layer if entry else "",
        "owner": entry.promise.owner if entry else "", "path": printable(event.path), "kinds": " ".join(event.kinds),
        "material": "yes" if event.material else "no",
    }  # fmt: skip
    changes = [{"field": one.field, "before": one.before, "after": one.after} for one in event.differences]
    return [
        {**head, **part, "note": event.note}
        for part in changes or [{"field": "", "before": None, "after": None}]
    ]
