"""Reports as JSON: formats pas-gov.gate/1, pas-gov.diff/1, pas-gov.inventory/1, pas-gov.validate/1."""

from __future__ import annotations

import json
from typing import Any

from pas_gov.decisions.decide import Finding
from pas_gov.decisions.explanation import Expression, Part, Result
from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.report.model import ChangeLine, FindingLine, GateReport, NoVerdict, Report


def dumped(data: dict[str, Any]) -> str:
    """Return JSON in ASCII with a final newline; ``##[``, which a GitHub log obeys, is escaped."""
    return json.dumps(data, indent=2, ensure_ascii=True).replace("##[", "#\\u0023[") + "\n"


def gate_json(report: Report) -> str:
    """Return one judged change in the format pas-gov.gate/1 (its schema is ``gate``)."""
    return dumped(_no_verdict(report) if isinstance(report, NoVerdict) else _gate(report))


def _no_verdict(report: NoVerdict) -> dict[str, Any]:
    reason = {"code": report.code, "message": report.message, "remedy": report.remedy}
    return {"format": "pas-gov.gate/1", "verdict": "no-verdict", "today": report.today, "reason": reason}


def _gate(report: GateReport) -> dict[str, Any]:
    return {
        "format": "pas-gov.gate/1",
        "verdict": report.verdict,
        "today": report.today,
        "base": {"ref": report.base.ref, "commit": report.base.commit},
        "head": {"ref": report.head.ref, "commit": report.head.commit},
        "tree": report.tree,
        "policies_from": report.policies_from,
        "bootstrap": report.bootstrap,
        "changes": [change_data(change) for change in report.changes],
        "findings": [finding_data(finding) for finding in report.findings],
        "problems": [
            {**problem_data(problem.diagnostic), "preexisting": problem.preexisting}
            for problem in report.problems
        ],
        "policies": [
            {
                "id": policy.id,
                **{name.replace("-", "_"): count for name, count in policy.outcomes.items()},
                "enforcement": policy.enforcement,
                "tuned": list(policy.tuned),
                "docs": policy.docs,
            }
            for policy in report.policies
        ],
        "waivers": [{"id": waiver.id, "state": waiver.state} for waiver in report.waivers],
        "under_head_policies": report.under_head
        and {
            "verdict": report.under_head.verdict,
            "findings": [finding_data(finding) for finding in report.under_head.findings],
        },
        "notes": list(report.notes),
    }


def change_data(change: ChangeLine) -> dict[str, Any]:
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


def finding_data(finding: FindingLine) -> dict[str, Any]:
    """Return one finding."""
    return {
        "policy": finding.policy,
        "enforcement": finding.enforcement,
        "outcome": finding.outcome,
        **finding_row(finding),
        "location": location_data(finding.location),
        "anchor": location_data(finding.anchor),
        "preexisting": finding.preexisting,
        "waiver": finding.waiver,
        "fingerprint": finding.fingerprint,
        "cause": finding.cause or None,
        "docs": finding.docs,
    }


def finding_row(finding: Finding | FindingLine) -> dict[str, Any]:
    """Return what a finding says and of whom, which is all where it has no place of its own."""
    return {
        "promise": finding.promise,
        "target": finding.target,
        "zone": finding.zone,
        "message": finding.message,
        "remedy": finding.remedy,
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


def expression_data(expression: Expression | None) -> dict[str, Any] | None:
    """Return an expression with what each of its parts came to; null for none."""
    if expression is None:
        return None
    steps = [_part(part) for part in expression.parts]
    return {
        "text": expression.text,
        **result_data(expression.result),
        "steps": steps,
        "whole": expression.whole,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "text": part.text,
        "depth": part.depth,
        **result_data(part.result or Result("")),
        "skipped": part.result is None,
        "element": part.element or None,
        "left_out": part.left_out,
    }


def result_data(result: Result) -> dict[str, Any]:
    """Return what an expression came to: as shown, as plain JSON where it is simple, or why it has no value."""
    return {"shown": result.shown or None, "value": result.value, "error": result.error}
