"""What `owners` did, or found: as text and as the format pas-gov.owners/1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pas_gov.diagnostics import Diagnostic, log_safe, printable
from pas_gov.judging.findings.rows import problem_data
from pas_gov.report.codeowners.asked import NOT_ASKED
from pas_gov.report.codeowners.lines import Line
from pas_gov.report.difference import difference
from pas_gov.report.json import dumped
from pas_gov.report.layout import Style, count

State = Literal["current", "written", "unasked", "stale", "invalid", "unreadable"]
MOST = 20  # problems, and ten times as many lines of difference, that are shown as text


@dataclass(frozen=True, slots=True)
class OwnersReport:
    """CODEOWNERS at its place: its bytes before, None where there is none, and after, None where it can't be made.

    ``unread`` are the errors that hide who owns what, ``problems`` what is wrong with what could be read.
    """

    path: str
    before: bytes | None
    after: bytes | None
    lines: tuple[Line, ...]
    promises: int
    unread: tuple[Diagnostic, ...]
    problems: tuple[Diagnostic, ...]
    check: bool

    @property
    def state(self) -> State:
        """What became of the file, the worst first: ``unreadable`` and ``invalid`` ones are never written.

        ``unasked`` is true as far as the work tree goes, but the base doesn't ask somebody who loses a promise.
        """
        errors = {problem.code for problem in self.problems if problem.severity == "error"}
        if self.unread:
            return "unreadable"
        if errors - {NOT_ASKED}:
            return "invalid"
        if self.before != self.after:
            return "stale" if self.check else "written"
        return "unasked" if errors else "current"

    @property
    def status(self) -> int:
        """The exit status: 3 where something couldn't be read, 1 where something is wrong or stale."""
        return {"unreadable": 3, "current": 0, "written": 0}.get(self.state, 1)


def owners_json(report: OwnersReport) -> str:
    """Return the format pas-gov.owners/1: path, state, the lines as they should be, problems."""
    return dumped(
        {
            "format": "pas-gov.owners/1",
            "path": report.path,
            "state": report.state,
            "lines": [{"path": f"/{line.path}", "owners": list(line.owners)} for line in report.lines],
            "problems": [problem_data(one) for one in (*report.unread, *report.problems)],
        }
    )


def owners_text(report: OwnersReport, style: Style) -> str:
    """Return the problems, with ``check`` the difference, and the sum last."""
    return log_safe("\n".join(_lines(report, style)) + "\n")


def _lines(report: OwnersReport, style: Style) -> Iterator[str]:
    problems = (*report.unread, *report.problems)
    for problem in problems[:MOST]:
        yield from _problem(problem, style)
    if len(problems) > MOST:
        yield f"and {count(len(problems) - MOST, 'more problem')}: pas-gov owners --check -f json names them all"
        yield ""
    if report.check and report.after not in (None, report.before):
        yield from _difference(report, style)
    yield from _sum(report, style)


def _problem(problem: Diagnostic, style: Style) -> Iterator[str]:
    colour = "red" if problem.severity == "error" else "yellow"
    yield style.paint(f"{problem.location}: {problem.severity}", colour) + f" {problem.code}"
    yield from style.wrap(problem.message, "  ")
    if problem.remedy:
        yield from style.wrap(problem.remedy, "    ", "  To mend: ")
    yield ""


def _difference(report: OwnersReport, style: Style) -> Iterator[str]:
    lines = list(difference((report.path, report.path), report.before, report.after, style))
    yield from lines[: MOST * 10]
    if len(lines) > MOST * 10:
        yield f"and {count(len(lines) - MOST * 10, 'more line')} of difference"
    yield ""


def _sum(report: OwnersReport, style: Style) -> Iterator[str]:
    path, promises = printable(report.path), count(report.promises, "promise")
    if report.state == "current":
        yield f"{style.paint('TRUE', 'bold', 'green')}  {path} asks the owners of {promises}."
    elif report.state == "written":
        verb = "wrote" if report.before is None else "changed"
        yield f"{verb} {path}: it asks the owners of {promises}."
    elif report.state == "stale":
        yield f"{style.paint('STALE', 'bold', 'red')}  {path} isn't true to the owners of {promises}."
        yield "To mend: pas-gov owners"
    elif report.state == "unasked":
        yield f"{style.paint('NOT ASKED', 'bold', 'red')}  An old owner wouldn't be asked about what changes hands."
    elif report.state == "invalid":
        yield f"{style.paint('INVALID', 'bold', 'red')}  {path} can't ask everybody whom it should."
    else:
        yield f"{style.paint('NO VERDICT', 'bold', 'red')}  Not every owner is known."
