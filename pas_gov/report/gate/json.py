"""A judged change as JSON: the format pas-gov.gate/1."""

from __future__ import annotations

from typing import Any

from pas_gov.judging.findings.gate_report import GateReport, NoVerdict, Report
from pas_gov.judging.findings.json_rows import answer_data, change_data, finding_data, problem_data
from pas_gov.report.json import dumped, no_verdict_data, ref_data

FORMAT = "pas-gov.gate/1"


def gate_json(report: Report) -> str:
    """Return one judged change in the format pas-gov.gate/1 (its schema is ``gate``)."""
    return dumped(no_verdict_data(report, FORMAT) if isinstance(report, NoVerdict) else _gate(report))


def _gate(report: GateReport) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "verdict": report.verdict,
        "today": report.today,
        "base": ref_data(report.base),
        "head": ref_data(report.head),
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
        "answers": [answer_data(answer) for answer in report.answers],
        "waivers": [{"id": waiver.id, "state": waiver.state} for waiver in report.waivers],
        "under_head_policies": report.under_head
        and {
            "verdict": report.under_head.verdict,
            "findings": [finding_data(finding) for finding in report.under_head.findings],
            "edits": list(report.under_head.edits),
        },
        "notes": list(report.notes),
    }
