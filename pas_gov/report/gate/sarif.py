"""A judged change as SARIF 2.1.0, with the fields that GitHub and Azure DevOps read in code scanning.

A result stands at its first location, which code scanning shows on a pull request only where the change touches
that line: so a finding about a promise that wasn't changed stands at the changed line that caused it, and the
promise's own place is a related location.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from pas_gov import __version__
from pas_gov.diagnostics import Location, printable
from pas_gov.judging.findings.gate_report import (
    GateReport,
    NoVerdict,
    Report,
    ReportedFinding,
    ReportedProblem,
)
from pas_gov.report.gate import grouping
from pas_gov.report.json import dumped
from pas_gov.report.layout import clipped, count

RESULTS = 5_000  # of one run: what code scanning keeps
LONGEST = 2_000  # characters of one text
HOME = "https://github.com/pas-gov/pas-gov"
Data = dict[str, Any]


def gate_sarif(report: Report) -> str:
    """Return the report as a log of one run; what blocks has level error and comes first."""
    run = _unjudged(report) if isinstance(report, NoVerdict) else _judged(report)
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return dumped({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _run(rules: list[Data], results: list[Data], notifications: list[Data], status: int) -> Data:
    driver = {
        "name": "pas-gov",
        "fullName": f"pas-gov {__version__}",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": HOME,
        "rules": rules,
    }
    invocation = {
        "executionSuccessful": status != 3,
        "exitCode": status,
        "toolExecutionNotifications": notifications,
    }
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": "pas-gov/gate/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": _fingerprinted(results),
    }


def _unjudged(report: NoVerdict) -> Data:
    """Return a run whose first result is that there is no verdict: nothing found must not look like nothing wrong.

    What stands in the way follows, each at its place.
    """
    said = _text(f"{report.message}. {report.remedy}" if report.remedy else report.message)
    rules = [
        _rule(
            "no-verdict", "The change could not be judged", "Whatever can't be judged is never a pass.", ""
        ),
        *(_problem_rule(code) for code in sorted({one.code for one in report.problems})),
    ]
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    result = {
        "ruleId": "no-verdict",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": said},
        "locations": [_location(Location("pas-gov.yaml"))],
        "partialFingerprints": {"primaryLocationLineHash": report.code},
    }
    problems = [_problem(ReportedProblem(one, False, one.severity == "error")) for one in report.problems]
    shown = [{**one, "ruleIndex": index[one["ruleId"]]} for one in problems[: RESULTS - 1]]
    return _run(rules, [result, *shown], [_notification(said, "error")], report.status)


def _judged(report: GateReport) -> Data:
    rules = list(_rules(report))
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    shown = list(_results(report))
    results = [{**one, "ruleIndex": index[one["ruleId"]]} for one in shown[:RESULTS]]
    notes = [_notification(note, "note") for note in report.notes]
    if report.under_head is not None:
        said = (grouping.under_head_words(report.under_head), *report.under_head.edits)
        notes += [_notification(one, "note") for one in said]
    if len(shown) > RESULTS:
        left = (
            f"{count(len(shown) - RESULTS, 'result')} left out here, what blocks last of all: -f json has all"
        )
        notes.append(_notification(left, "warning"))
    return _run(rules, results, notes, report.status)


def _rules(report: GateReport) -> Iterator[Data]:
    """Yield the policies, and the kinds of problems that files have."""
    for policy in report.policies:
        rule = _rule(policy.id, policy.title or policy.id, policy.reason or policy.title, policy.docs)
        level = {"block": "error", "warn": "warning"}.get(policy.enforcement, "note")
        linked = {"helpUri": policy.docs} if policy.docs.startswith("https://") else {}
        yield {
            **rule,
            **linked,
            "defaultConfiguration": {"level": level, "enabled": policy.enforcement != "ignore"},
        }
    known = {policy.id for policy in report.policies}
    for code in sorted({problem.diagnostic.code for problem in report.problems} - known):
        yield _problem_rule(code)


def _problem_rule(code: str) -> Data:
    return _rule(code, "A file that is read as a record has a problem", "See the message.", "")


def _rule(identity: str, short: str, full: str, docs: str) -> Data:
    help_text = _text(
        f"{full.strip()}\n\nWhat to do stands with each finding; more in {docs}" if docs else full
    )
    return {
        "id": identity,
        "name": "".join(word.capitalize() for word in identity.split("-")),
        "shortDescription": {"text": _text(short)},
        "fullDescription": {"text": _text(full) or _text(short)},
        "help": {"text": help_text or _text(short)},
        "properties": {"tags": ["governance", "promises"]},
    }


def _results(report: GateReport) -> Iterator[Data]:
    """Yield all results: invalid files and findings that block, then warnings, then the rest."""
    yield from (_problem(problem) for problem in report.problems if problem.blocks)
    blocking = grouping.causes(report, grouping.blocking(report))
    yield from (
        _finding(report, one) for cause in blocking for answer in cause.answers for one in answer.findings
    )
    yield from (_finding(report, one) for one in grouping.warnings(report))
    yield from (_problem(problem) for problem in report.problems if not problem.blocks)
    rest = (*grouping.notes(report), *grouping.preexisting(report), *grouping.waived(report))
    yield from (_finding(report, one) for one in rest)


def _finding(report: GateReport, finding: ReportedFinding) -> Data:
    promise = report.promises.get(finding.promise)
    owner = f"Owner: {promise.owner}." if promise else ""
    remedy = f"To answer: {finding.remedy}" if finding.remedy else ""
    text = " ".join(part for part in (_ended(finding.message), finding.context, owner, remedy) if part)
    result: Data = {
        "ruleId": finding.policy,
        "level": _level(finding),
        "message": {"text": _text(text)},
        "locations": [_location(finding.anchor)],
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint},
        "baselineState": "unchanged" if finding.preexisting else "new",
        "properties": {
            "promise": printable(finding.promise),
            "target": printable(finding.target or ""),
            "zone": finding.zone or "",
            "outcome": finding.outcome,
        },
    }
    if finding.location.path and finding.location != finding.anchor:
        who = f'"{promise.title}" must answer' if promise else "must answer"
        result["relatedLocations"] = [
            {**_location(finding.location), "id": 1, "message": {"text": _text(who)}}
        ]
    if finding.outcome == "waived":
        said = {"kind": "external", "status": "accepted", "justification": f"waiver {finding.waiver}"}
        result["suppressions"] = [said]
    return result


def _level(finding: ReportedFinding) -> str:
    if finding.blocks:
        return "error"
    warns = finding.outcome == "fail" and not finding.preexisting and finding.enforcement != "note"
    return "warning" if warns else "note"


def _problem(problem: ReportedProblem) -> Data:
    one = problem.diagnostic
    return {
        "ruleId": one.code,
        "level": "error" if problem.blocks else "note" if problem.preexisting else "warning",
        "message": {"text": _text(" ".join(filter(None, (_ended(one.message), one.remedy))))},
        "locations": [_location(one.location)],
        "partialFingerprints": {"primaryLocationLineHash": f"{one.code}:{_uri(one.location.path)}"},
        "baselineState": "unchanged" if problem.preexisting else "new",
    }


def _fingerprinted(results: list[Data]) -> list[Data]:
    """Return the results, the second and later ones of one fingerprint told apart by their number."""
    seen: Counter[str] = Counter()
    for result in results:
        prints = result["partialFingerprints"]
        seen[prints["primaryLocationLineHash"]] += 1
        prints["primaryLocationLineHash"] += f":{seen[prints['primaryLocationLineHash']]}"
    return results


def _location(place: Location) -> Data:
    """Return a place. Code scanning asks for a line: that of a file as a whole is its first."""
    region = {"startLine": place.line or 1}
    if place.line and place.column:
        region["startColumn"] = place.column
    file = {"uri": _uri(place.path or "pas-gov.yaml"), "uriBaseId": "%SRCROOT%"}
    return {"physicalLocation": {"artifactLocation": file, "region": region}}


def _uri(path: str) -> str:
    """Return a path as a URI reference: bytes that aren't UTF-8 as git has them, anything odder escaped in words."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(printable(path))


def _notification(text: str, level: str) -> Data:
    return {"level": level, "message": {"text": _text(text)}}


def _ended(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _text(text: str) -> str:
    """Return a text that does nothing: SARIF reads ``[a](b)`` as a link, so the two are parted."""
    lines = "\n".join(printable(" ".join(line.split())) for line in text.strip().split("\n"))
    return clipped(lines, LONGEST).replace("](", "] (")
