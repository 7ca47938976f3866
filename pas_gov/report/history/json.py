"""What policies would have blocked in the past, as JSON: the format pas-gov.history/1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pas_gov.judging.findings.json_rows import problem_data
from pas_gov.judging.verdict.decision import Finding
from pas_gov.ledger.replay.candidate_replay import PresentJudgement, StepResult
from pas_gov.ledger.replay.candidates import Candidate
from pas_gov.report.history.contents import HistoryReport, tally
from pas_gov.report.json import dumped, origin_data, ref_data, utf8_text


def history_json(report: HistoryReport) -> str:
    """Return the format pas-gov.history/1: every step, whatever became of it."""
    return dumped(
        {
            "format": "pas-gov.history/1",
            "tip": ref_data(report.tip),
            "after": report.after and ref_data(report.after),
            "candidates": [_candidate_data(report, one) for one in report.candidates],
            "present": {
                "policies": list(report.present),
                "problems": [problem_data(fault) for fault in report.faults],
            },
            "steps": [_step_data(step) for step in report.steps],
            "left": report.left,
        }
    )


def _candidate_data(report: HistoryReport, candidate: Candidate) -> dict[str, Any]:
    found = tally(report, candidate.policy)
    return {
        "policy": candidate.policy,
        "title": candidate.title,
        "enforcement": candidate.enforcement,
        "standing": candidate.standing,
        "judged": found.judged,
        "blocked": found.blocked,
        "let_through": found.let_through,
        "unjudged": found.unjudged,
    }


def _step_data(step: StepResult) -> dict[str, Any]:
    return {
        **origin_data(step.origin),
        "outcome": step.outcome,
        "findings": [_finding_data(finding, step.places) for finding in step.blocking],
        "unjudged": [{"policy": policy, "reason": reason} for policy, reason in step.unjudged.items()],
        "present": step.present and _present_data(step.present),
    }


def _finding_data(finding: Finding, places: Mapping[str, str]) -> dict[str, Any]:
    path = places.get(finding.promise)
    return {
        "policy": finding.policy,
        "promise": finding.promise,
        "target": finding.target,
        "zone": finding.zone,
        "path": path and utf8_text(path),
        "message": finding.message,
        "remedy": finding.remedy,
        "fingerprint": finding.fingerprint,
    }


def _present_data(present: PresentJudgement) -> dict[str, Any]:
    return {
        "let_through": present.let_through,
        "blocked_by": list(present.blocking),
        "unjudged": present.unjudged,
    }
