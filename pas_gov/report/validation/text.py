"""Every problem of a work tree's files, for a terminal: each with the line that it stands on."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.report.layout import Style, count, text_page
from pas_gov.report.problems import problem_lines
from pas_gov.report.validation.contents import Validation


def validation_text(report: Validation, style: Style) -> str:
    """Return each problem with its place, the line that it stands on, and how to mend it."""
    return text_page(_lines(report, style))


def _lines(report: Validation, style: Style) -> Iterator[str]:
    for problem in report.problems:
        yield from problem_lines(problem, style, report.texts.get(problem.location.path, ""))
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
