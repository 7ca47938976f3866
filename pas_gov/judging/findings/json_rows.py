"""The rows of findings, changes, problems and places in JSON reports."""

from __future__ import annotations

from typing import Any

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.judging.findings.gate_report import ReportedChange, ReportedFinding
from pas_gov.judging.verdict.answers import Answer
from pas_gov.judging.verdict.decision import Finding


def change_data(change: ReportedChange) -> dict[str, Any]:
    """Return one changed promise."""
    return {
        "promise": change.promise.id,
        "layer": change.promise.layer,
        "kinds": list(change.kinds),
        "material": change.material,
        "path": change.promise.path,
        "before": change.before,
        "after": change.after,
    }


def finding_data(finding: ReportedFinding) -> dict[str, Any]:
    """Return one finding."""
    return {
        "policy": finding.policy,
        "enforcement": finding.enforcement,
        "outcome": finding.outcome,
        **finding_row(finding),
        "commands": [list(command) for command in finding.commands],
        "location": location_data(finding.location),
        "anchor": location_data(finding.anchor),
        "preexisting": finding.preexisting,
        "waiver": finding.waiver,
        "fingerprint": finding.fingerprint,
        "cause": finding.cause or None,
        "docs": finding.docs,
    }


def finding_row(finding: Finding | ReportedFinding) -> dict[str, Any]:
    """Return what a finding says and of whom, which is all where it has no place of its own."""
    return {
        "promise": finding.promise,
        "target": finding.target,
        "zone": finding.zone,
        "message": finding.message,
        "remedy": finding.remedy,
    }


def answer_data(answer: Answer) -> dict[str, Any]:
    """Return one answer that a change records."""
    return {
        "promise": answer.promise,
        "kind": answer.kind,
        "target": answer.target,
        "zone": answer.zone,
        "owner": answer.owner,
        "by": answer.by,
        "note": answer.note,
        "about": answer.about,
        "by_owner": answer.by_owner,
    }


def problem_data(problem: Diagnostic) -> dict[str, Any]:
    """Return one problem of a file."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "remedy": problem.remedy,
        "location": location_data(problem.location),
    }


def location_data(location: Location) -> dict[str, Any]:
    """Return a place; an unknown line or column is null."""
    path = location.path.encode("utf-8", "backslashreplace").decode()
    return {"path": path, "line": location.line, "column": location.column}
