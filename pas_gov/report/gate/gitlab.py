"""A judged change as GitLab reads code quality: a list of issues, each with its place and a stable fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pas_gov.diagnostics import Location, printable
from pas_gov.judging.findings.gate_report import (
    GateReport,
    NoVerdict,
    Report,
    ReportedFinding,
    ReportedProblem,
)
from pas_gov.report.gate import grouping
from pas_gov.report.layout import clipped

LONGEST = 1_000  # characters of one text
Data = dict[str, Any]


def gate_gitlab(report: Report) -> str:
    """Return JSON; what blocks is critical, warnings are minor, the rest (but for what was there before) info."""
    issues = [_unjudged(report)] if isinstance(report, NoVerdict) else list(_issues(report))
    seen: Counter[str] = Counter()
    for issue in issues:
        seen[issue["fingerprint"]] += 1
        again = seen[issue["fingerprint"]]
        issue["fingerprint"] += f"-{again}" if again > 1 else ""
    return json.dumps(issues, indent=2).replace("##[", "#\\u0023[") + "\n"


def _unjudged(report: NoVerdict) -> Data:
    return _issue(
        "no-verdict", f"{report.message}. {report.remedy}", "blocker", Location("pas-gov.yaml"), report.code
    )


def _issues(report: GateReport) -> Iterator[Data]:
    yield from (_problem(problem, "critical") for problem in report.problems if problem.blocks)
    yield from (_finding(finding, "critical") for finding in grouping.blocking(report))
    yield from (_finding(finding, "minor") for finding in grouping.warnings(report))
    yield from (_problem(problem, "minor") for problem in grouping.file_warnings(report))
    yield from (_finding(finding, "info") for finding in (*grouping.notes(report), *grouping.waived(report)))


def _finding(finding: ReportedFinding, severity: str) -> Data:
    said = f"{finding.message}. To answer: {finding.remedy}" if finding.remedy else finding.message
    return _issue(finding.policy, said, severity, finding.anchor, finding.fingerprint)


def _problem(problem: ReportedProblem, severity: str) -> Data:
    one = problem.diagnostic
    said = f"{one.code}\0{one.location.path}\0{one.message}".encode("utf-8", "backslashreplace")
    mark = hashlib.sha256(said).hexdigest()[:16]
    return _issue(one.code, f"{one.message}. {one.remedy}", severity, one.location, mark)


def _issue(rule: str, said: str, severity: str, place: Location, fingerprint: str) -> Data:
    path = printable(place.path or "pas-gov.yaml")
    return {
        "description": clipped(printable(" ".join(said.split())), LONGEST),
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": place.line or 1}},
    }
