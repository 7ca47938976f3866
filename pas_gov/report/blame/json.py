"""Who last decided each part of a promise, as JSON (format pas-gov.blame/1)."""

from __future__ import annotations

from typing import Any

from pas_gov.ledger.events.blame import BlamedPart
from pas_gov.report.blame.contents import BlameReport
from pas_gov.report.json import dumped, ref_data, utf8_text


def blame_json(report: BlameReport) -> str:
    """Return each part with its value and the commit that decided it, null where none that was read did."""
    return dumped(
        {
            "format": "pas-gov.blame/1",
            "promise": report.promise.id,
            "at": ref_data(report.at),
            "parts": [_part(one, report) for one in report.parts],
        }
    )


def _part(one: BlamedPart, report: BlameReport) -> dict[str, Any]:
    origin = one.origin
    return {
        "field": one.field,
        "value": utf8_text(one.value),
        "before": one.before,
        "commit": origin and origin.commit,
        "day": origin and origin.day.isoformat(),
        "author": origin and origin.author,
        "subject": origin and origin.subject,
        "pull": report.pulls.get(origin.commit) if origin else None,
    }
