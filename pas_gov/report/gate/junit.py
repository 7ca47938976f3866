"""A judged change as JUnit XML: a suite for each policy, with a case for each finding; what blocks is a failure."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pas_gov.judging.findings.gate_report import (
    GateReport,
    NoVerdict,
    Report,
    ReportedFinding,
    ReportedPolicy,
    ReportedProblem,
)
from pas_gov.report import junit
from pas_gov.report.gate import grouping
from pas_gov.report.layout import clipped, count

LONGEST = 4_000  # characters of one text


def gate_junit(report: Report) -> str:
    """Return the report as JUnit XML; there are failures or errors exactly where it isn't a pass."""
    root = junit.new_document("pas-gov gate")
    if isinstance(report, NoVerdict):
        case = junit.add_case(junit.add_suite(root, "pas-gov"), "pas-gov", "verdict")
        junit.add_outcome(
            case, "error", clipped(f"no verdict ({report.code}): {report.message}", LONGEST), report.remedy
        )
        _files(root, tuple(ReportedProblem(one, False, one.severity == "error") for one in report.problems))
    else:
        _run(root, report)
        _files(root, report.problems)
        for policy in report.policies:
            _policy(root, policy, [one for one in report.findings if one.policy == policy.id])
    return junit.document(root)


def _run(root: Element, report: GateReport) -> None:
    """Tell of the run as a whole; what blocks are the failures of the other suites."""
    suite = junit.add_suite(root, "pas-gov")
    other = report.under_head
    facts = {
        "verdict": report.verdict,
        "today": report.today,
        "base": report.base.commit,
        "head": report.head.commit,
        "policies-from": report.policies_from,
        "under-head-policies": other.verdict if other else "",
    }
    junit.add_properties(suite, {name: value for name, value in facts.items() if value})
    lines = [*report.notes, f"{count(len(report.changes), 'promise')} changed"]
    if other:
        lines += [grouping.under_head_words(other), *other.edits]
    lines.append(f"Again: {report.reproduce}" if report.reproduce else "")
    text = "\n".join(clipped(line, LONGEST) for line in lines if line)
    junit.add_output(junit.add_case(suite, "pas-gov", "the change was judged"), text)


def _files(root: Element, problems: tuple[ReportedProblem, ...]) -> None:
    if not problems:
        return
    suite = junit.add_suite(root, "files")
    for problem in problems:
        one = problem.diagnostic
        case = junit.add_case(suite, "files", f"{one.location}: {one.code}")
        text = "\n".join(filter(None, (one.message, one.remedy)))
        if problem.blocks:
            junit.add_outcome(case, "failure", clipped(one.message, LONGEST), clipped(text, LONGEST))
        else:
            junit.add_output(
                case, clipped(f"{'there before: ' if problem.preexisting else ''}{text}", LONGEST)
            )


def _policy(root: Element, policy: ReportedPolicy, findings: list[ReportedFinding]) -> None:
    suite = junit.add_suite(root, policy.id)
    kept = ", ".join(f"{name} {number}" for name, number in policy.outcomes.items() if number)
    facts = {"enforcement": policy.enforcement, "outcomes": kept, "tuned": "; ".join(policy.tuned)}
    junit.add_properties(suite, {name: value for name, value in facts.items() if value})
    if not any(finding.blocks for finding in findings):
        junit.add_case(suite, policy.id, policy.title or policy.id)
    for finding in findings:
        _finding(suite, finding)


def _finding(suite: Element, finding: ReportedFinding) -> None:
    about = " ".join(filter(None, (finding.promise or "the stack", finding.target, finding.zone)))
    case = junit.add_case(suite, finding.policy, f"{about} [{finding.fingerprint[:8]}]")
    lines = [str(finding.location) if finding.location.path else "", finding.message, finding.context]
    lines.append(f"To answer: {finding.remedy}" if finding.remedy else "")
    text = "\n".join(clipped(" ".join(line.split()), LONGEST) for line in lines if line)
    if finding.blocks:
        junit.add_outcome(case, "failure", clipped(finding.message, LONGEST), text)
    elif finding.outcome == "waived":
        junit.add_outcome(case, "skipped", f"waived by {finding.waiver}: {clipped(finding.message, LONGEST)}")
    else:
        junit.add_output(case, f"{'there before' if finding.preexisting else finding.enforcement}: {text}")
