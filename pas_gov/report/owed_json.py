"""What one customer is owed, as JSON (format pas-gov.owed/1)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pas_gov.decisions.owed import Owed
from pas_gov.report.json import dumped
from pas_gov.report.owed import OwedReport


def owed_json(report: OwedReport) -> str:
    """Return every promise that stands, with whether it applies and why."""
    counted = Counter(one.applies for one in report.found)
    return dumped(
        {
            "format": "pas-gov.owed/1",
            "subject": report.subject,
            "day": report.day,
            "commit": report.commit,
            "as_of": report.as_of or None,
            "note": report.note or None,
            "unread": list(report.unread),
            "counts": {name: counted[name] for name in ("yes", "no", "undecidable", "not-told")},
            "promises": [_promise(one) for one in report.found],
        }
    )


def _promise(one: Owed) -> dict[str, Any]:
    promise = one.entry.promise
    return {
        "id": one.entry.id, "title": promise.title, "layer": one.entry.layer, "status": one.entry.status,
        "owner": promise.owner, "statement": promise.statement, "audience": list(promise.audience),
        "path": one.entry.path, "applies": one.applies, "why": one.why, "missing": list(one.missing),
        "condition": {"says": promise.applies_when.says, "cel": promise.applies_when.cel}
        if one.entry.layer == "conditional"
        else None,
        "made_to": promise.legacy.made_to or None, "cohort": promise.experiment.cohort or None,
        "until": one.until and one.until.isoformat(),
    }  # fmt: skip
