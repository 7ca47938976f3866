"""What `test` found, as JUnit XML: a suite for each policy, a case for each of its cases and of its proofs."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pas_gov.diagnostics import Diagnostic
from pas_gov.judging.suites.policy_trial import PolicyTrial, TriedCase
from pas_gov.report import junit
from pas_gov.report.policy_tests.contents import PolicyTestReport
from pas_gov.report.policy_tests.reasons import reasons


def policy_tests_junit(report: PolicyTestReport) -> str:
    """Return the report as JUnit XML."""
    root = junit.new_document("pas-gov test")
    for trial in report.trials:
        _suite(root, trial, report)
    if report.errors:
        _files(root, report.errors)
    return junit.document(root)


def _suite(root: Element, trial: PolicyTrial, report: PolicyTestReport) -> None:
    name = trial.rule.policy.id
    suite = junit.add_suite(root, name)
    for tried in trial.cases:
        case = junit.add_case(suite, name, tried.result.case.name)
        if tried.result.broken:
            junit.add_outcome(case, "error", tried.result.broken[0], tried.result.broken[1])
        elif tried.result.mismatches:
            first = tried.result.mismatches[0]
            said = f"{first.what}: expected {first.expected}, actual {first.actual}"
            junit.add_outcome(case, "failure", said, "\n".join(map(_line, _details(tried, report))))
    bite = junit.add_case(suite, name, "it can fail")
    if trial.toothless:
        junit.add_outcome(bite, "failure", trial.toothless)
    elif not trial.bites:
        junit.add_outcome(bite, "skipped", "not asked")
    if trial.mutation:
        mutants = junit.add_case(suite, name, "no mutant survives unexplained")
        alive = [*trial.mutation.unexplained, *(f"stale explanation: {one}" for one in trial.mutation.stale)]
        if alive:
            junit.add_outcome(mutants, "failure", f"{len(alive)} to answer", "\n".join(map(_line, alive)))


def _details(tried: TriedCase, report: PolicyTestReport) -> Iterator[str]:
    yield str(tried.location)
    for one in tried.result.mismatches:
        yield f"{one.what}: expected {one.expected}; actual {one.actual}"
    if tried.result.actual:
        for finding in tried.result.actual.findings:
            yield f"found: {finding.promise or 'the stack'}: {finding.message}"
    yield from reasons(report, tried)


def _files(root: Element, errors: tuple[Diagnostic, ...]) -> None:
    suite = junit.add_suite(root, "files")
    for error in errors:
        case = junit.add_case(suite, "files", str(error.location))
        junit.add_outcome(case, "error", error.message, error.remedy)


def _line(text: str) -> str:
    return " ".join(text.split())
