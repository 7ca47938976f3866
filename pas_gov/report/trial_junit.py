"""What `test` found, as JUnit XML: a suite for each policy, a case for each of its cases and of its proofs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from pas_gov.diagnostics import Diagnostic, log_safe, printable
from pas_gov.report.trial import TrialReport
from pas_gov.report.why import told_why
from pas_gov.suites.trial import PolicyTrial, Tried

# What XML 1.0 can't hold in any form, after printable() has escaped controls and surrogates.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def trial_junit(report: TrialReport) -> str:
    """Return the report as JUnit XML, in the form that CI systems read (testsuites, testsuite, testcase)."""
    root = ElementTree.Element("testsuites", name="pas-gov test")
    for trial in report.trials:
        _suite(root, trial, report)
    if report.errors:
        _files(root, report.errors)
    _counted(root, [case for suite in root for case in suite])
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _suite(root: ElementTree.Element, trial: PolicyTrial, report: TrialReport) -> None:
    name = trial.rule.policy.id
    suite = ElementTree.SubElement(root, "testsuite", name=_text(name))
    for tried in trial.cases:
        case = _case(suite, name, tried.result.case.name, tried)
        if tried.result.broken:
            _told(case, "error", tried.result.broken[0], tried.result.broken[1])
        elif tried.result.mismatches:
            first = tried.result.mismatches[0]
            _told(
                case,
                "failure",
                f"{first.what}: expected {first.expected}, actual {first.actual}",
                "\n".join(map(_line, _details(tried, report))),
            )
    bite = _case(suite, name, "it can fail")
    if trial.toothless:
        _told(bite, "failure", trial.toothless, "")
    elif not trial.bites:
        ElementTree.SubElement(bite, "skipped", message="not asked")
    if trial.mutation:
        mutants = _case(suite, name, "no mutant survives unexplained")
        alive = [*trial.mutation.unexplained, *(f"stale explanation: {one}" for one in trial.mutation.stale)]
        if alive:
            _told(mutants, "failure", f"{len(alive)} to answer", "\n".join(map(_line, alive)))
    _counted(suite, list(suite))


def _details(tried: Tried, report: TrialReport) -> Iterator[str]:
    yield str(tried.location)
    for one in tried.result.mismatches:
        yield f"{one.what}: expected {one.expected}; actual {one.actual}"
    if tried.result.actual:
        for finding in tried.result.actual.findings:
            yield f"found: {finding.promise or 'the stack'}: {finding.message}"
    yield from told_why(report, tried)


def _files(root: ElementTree.Element, errors: tuple[Diagnostic, ...]) -> None:
    suite = ElementTree.SubElement(root, "testsuite", name="files")
    for error in errors:
        case = _case(suite, "files", str(error.location))
        _told(case, "error", error.message, error.remedy)
    _counted(suite, list(suite))


def _case(
    suite: ElementTree.Element, policy: str, name: str, tried: Tried | None = None
) -> ElementTree.Element:
    case = ElementTree.SubElement(suite, "testcase", classname=_text(policy), name=_text(name))
    if tried is not None and tried.location.line is not None:
        case.set("file", _text(tried.location.path))
        case.set("line", str(tried.location.line))
    return case


def _told(case: ElementTree.Element, kind: str, message: str, text: str) -> None:
    ElementTree.SubElement(case, kind, message=_text(message)).text = _text(text)


def _counted(element: ElementTree.Element, cases: list[ElementTree.Element]) -> None:
    element.set("tests", str(len(cases)))
    for kind, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        element.set(name, str(sum(case.find(kind) is not None for case in cases)))


def _line(text: str) -> str:
    return " ".join(text.split())


def _text(text: str) -> str:
    """Return text that XML can hold, and that a log takes for text where the report is printed into one."""
    return NOT_XML.sub("?", log_safe("\n".join(map(printable, text.split("\n")))))
