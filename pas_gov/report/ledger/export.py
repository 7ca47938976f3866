"""Rows for other tools: the ledger's events and the promises' states, as CSV and JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from pas_gov.ledger.events.events import Event
from pas_gov.ledger.events.states import Span
from pas_gov.ledger.reading.ledger_report import CommitLine
from pas_gov.report.ledger.rows import event_rows
from pas_gov.report.tables import Row


def events_table(events: Iterable[Event], commits: Mapping[str, CommitLine]) -> tuple[Row, ...]:
    """Return a row for each part of each event that differs, with ISO days."""
    return tuple(row for event in events for row in event_rows(event, commits[event.origin.commit]))


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


def as_jsonl(rows: Sequence[Row]) -> str:
    """Return one JSON object a line, in ASCII."""
    return "".join(json.dumps(row, ensure_ascii=True).replace("##[", "#\\u0023[") + "\n" for row in rows)
