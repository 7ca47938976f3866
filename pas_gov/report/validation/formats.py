"""What ``validate`` found, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pas_gov.diagnostics import Diagnostic, caret, log_safe
from pas_gov.judging.findings.rows import problem_data
from pas_gov.report.json import dumped
from pas_gov.report.layout import Style, count


@dataclass(frozen=True, slots=True)
class Validation:
    """How many files of promises and of rules were read, the problems, and the texts of their files by path."""

    counts: tuple[int, int]
    problems: tuple[Diagnostic, ...]
    texts: Mapping[str, str]

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def status(self) -> int:
        """The exit status: 1 with an error."""
        return 1 if self.errors else 0


def validation_json(report: Validation) -> str:
    """Return the format pas-gov.validate/1."""
    promises, rules = report.counts
    return dumped(
        {
            "format": "pas-gov.validate/1",
            "valid": not report.errors,
            "promises": promises,
            "rules": rules,
            "problems": [problem_data(problem) for problem in report.problems],
        }
    )


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
