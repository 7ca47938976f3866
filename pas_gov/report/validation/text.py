"""Every problem of a work tree's files, for a terminal: each with the line that it stands on."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import Diagnostic, caret, log_safe
from pas_gov.report.layout import Style, count
from pas_gov.report.validation.contents import Validation


def validation_text(report: Validation, style: Style) -> str:
    """Return each problem with its place, the line that it stands on, and how to mend it."""
    return log_safe("\n".join(_lines(report, style)) + "\n")


def _lines(report: Validation, style: Style) -> Iterator[str]:
    for problem in report.problems:
        yield from _problem(problem, report.texts.get(problem.location.path, ""), style)
    promises, rules = report.counts
    read = f"{count(promises, 'promise file')} and {count(rules, 'file')} of rules"
    warnings = len(report.problems) - report.errors
    if report.errors:
        yield (
            style.paint("INVALID", "bold", "red")
            + f"  {read}: {count(report.errors, 'error')}, {count(warnings, 'warning')}."
        )
    else:
        yield style.paint("VALID", "bold", "green") + f"  {read}: no errors, {count(warnings, 'warning')}."


def _problem(problem: Diagnostic, text: str, style: Style) -> Iterator[str]:
    colour = "red" if problem.severity == "error" else "yellow"
    yield style.paint(f"{problem.location}: {problem.severity}", colour) + f" {problem.code}"
    yield from style.wrap(problem.message, "  ")
    shown = caret(text, problem.location)
    yield from (f"    {line}"[: max(style.width, 40)] for line in shown.splitlines())
    if problem.remedy:
        yield from style.wrap(problem.remedy, "    ", "  To mend: ")
    yield ""
