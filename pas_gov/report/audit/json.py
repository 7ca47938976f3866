"""The audit as JSON: pas-gov.audit/1."""

from __future__ import annotations

from typing import Any

from pas_gov.drift.zones.audit import Question
from pas_gov.judging.findings.json_rows import problem_data
from pas_gov.report.audit.contents import AuditReport
from pas_gov.report.json import dumped


def audit_json(report: AuditReport) -> str:
    """Return the format pas-gov.audit/1."""
    return dumped(
        {
            "format": "pas-gov.audit/1",
            "today": report.today.isoformat(),
            "since": report.since.isoformat(),
            "core": report.core or None,
            "cores": [
                {"id": one.id, "title": one.promise.title, "statement": one.promise.statement} for one in report.cores
            ],
            "questions": [_question(one) for one in report.questions],
            "zones": [
                {"zone": one.zone, "promises": one.total, "answered": one.answered, "kept": one.kept,
                 "states": dict(one.counts)}
                for one in report.zones
            ],
            "gap": [{"zone": one.zone, "promises": one.gap} for one in report.gap],
            "not_taken": [
                {"promise": one.entry.id, "zone": one.answer.zone, "reality": one.answer.reality,
                 "location": {"path": one.answer.at.path, "line": one.answer.at.line},
                 "asked": one.answer.wording or None, "wording": one.entry.wording, "why": one.why,
                 "changed": list(one.changed)}
                for one in report.stale
            ],
            "in_no_zone": [one.id for one in report.zoneless],
            "problems": [problem_data(problem) for problem in report.problems],
        }
    )  # fmt: skip


def _question(one: Question) -> dict[str, Any]:
    said, here = one.here.attested, one.here
    return {
        "promise": one.entry.id,
        "title": one.entry.promise.title,
        "layer": one.entry.layer,
        "wording": one.entry.wording,
        "zone": one.zone,
        "says": here.says,
        "state": one.state,
        "answered": one.answered,
        "attested": said
        and {
            "date": said.date.isoformat(), "by": said.by, "reality": said.reality, "note": said.note,
            "evidence": said.evidence, "present_wording": said.wording == one.entry.wording,
        },
        "path": one.entry.path,
    }  # fmt: skip
