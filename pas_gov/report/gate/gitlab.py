"""A judged change as GitLab reads code quality: a list of issues, each with its place and a stable fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pas_gov.diagnostics import Diagnostic, Location, hashes_apart, printable
from pas_gov.judging.findings.gate_report import (
    GateReport,
    NoVerdict,
    Report,
    ReportedFinding,
)
from pas_gov.report.gate import grouping
from pas_gov.report.layout import clipped

LONGEST = 1_000  # characters of one text
Data = dict[str, Any]


def gate_gitlab(report: Report) -> str:
    """Return JSON; what blocks is critical, warnings are minor, the rest (but for what was there before) info."""
    issues = list(_unjudged(report)) if isinstance(report, NoVerdict) else list(_issues(report))
    seen: Counter[str] = Counter()
    for issue in issues:
        seen[issue["fingerprint"]] += 1
        again = seen[issue["fingerprint"]]
        issue["fingerprint"] += f"-{again}" if again > 1 else ""
    return hashes_apart(json.dumps(issues, indent=2), "#\\u0023") + "\n"


def _unjudged(report: NoVerdict) -> Iterator[Data]:
    """Yield that there is no verdict, and what stands in the way, each at its place."""
    said = f"{report.message}. {report.remedy}"
    yield _issue("no-verdict", said, "blocker", Location("pas-gov.yaml"), report.code)
    for one in report.problems:
        yield _problem(one, "critical" if one.severity == "error" else "minor")


def _issues(report: GateReport) -> Iterator[Data]:
    yield from (_problem(problem.diagnostic, "critical") for problem in report.problems if problem.blocks)
    yield from (_finding(finding, "critical") for finding in grouping.blocking(report))
    yield from (_finding(finding, "minor") for finding in grouping.warnings(report))
    yield from (_problem(problem.diagnostic, "minor") for problem in grouping.file_warnings(report))
    yield from (_finding(finding, "info") for finding in (*grouping.notes(report), *grouping.waived(report)))
    yield from map(_note, report.notes)


def _finding(finding: ReportedFinding, severity: str) -> Data:
    said = f"{finding.message}. To answer: {finding.remedy}" if finding.remedy else finding.message
    return _issue(finding.policy, said, severity, finding.anchor, finding.fingerprint)


def _note(note: str) -> Data:
    """Return what is told of the run as a whole, such as a rule of the base that isn't read and so binds nobody."""
    mark = hashlib.sha256(note.encode("utf-8", "backslashreplace")).hexdigest()[:16]
    return _issue("about-this-run", note, "info", Location("pas-gov.yaml"), mark)


def _problem(one: Diagnostic, severity: str) -> Data:
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
