"""What one customer is owed, as JSON (format pas-gov.owed/1, its schema is ``owed``)."""

from __future__ import annotations

from datetime import date
from typing import Any

from pas_gov.judging.findings.json_rows import problem_data
from pas_gov.judging.owed.owed import Owed
from pas_gov.report.expression_json import expression_data
from pas_gov.report.json import dumped
from pas_gov.report.owed.contents import OwedReport


def owed_json(report: OwedReport) -> str:
    """Return every promise that stands, by id, with whether it applies and why."""
    return dumped(
        {
            "format": "pas-gov.owed/1",
            "today": report.today,
            "day": report.day,
            "commit": report.commit,
            "as_of": report.as_of or None,
            "note": report.note or None,
            "witnessed": not report.as_of or report.commit is not None,
            "subject": report.subject,
            "promises": [_promise(one) for one in report.found],
            "counts": dict(report.counts),
            "problems": [problem_data(one) for one in report.problems],
            "unread": list(report.unread),
        }
    )


def _promise(one: Owed) -> dict[str, Any]:
    promise = one.entry.promise
    return {
        "id": one.entry.id,
        "title": promise.title,
        "layer": one.entry.layer,
        "status": one.entry.status,
        "owner": promise.owner,
        "statement": promise.statement,
        "audience": list(promise.audience),
        "applies": one.applies,
        "why": one.why,
        "missing": list(one.missing),
        "absent": list(one.absent),
        "doubts": list(one.doubts),
        "condition": _condition(one),
        "made_to": promise.legacy.made_to or None,
        "honour_until": _day(promise.legacy.honour_until),
        "cohort": promise.experiment.cohort or None,
        "started": _day(promise.experiment.started),
        "decide_by": _day(promise.experiment.decide_by),
        "until": _day(one.until),
        "superseded_by": list(promise.successors),
        "path": one.entry.path,
    }


def _condition(one: Owed) -> dict[str, Any] | None:
    """Return the condition in words and CEL, and part by part where that was asked for; null where there is none."""
    condition = one.entry.promise.applies_when
    if one.entry.layer != "conditional" or not (condition.says or condition.cel):
        return None
    explained = {"explained": expression_data(one.condition)} if one.condition else {}
    return {"says": condition.says, "cel": condition.cel, **explained}


def _day(day: date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else day
