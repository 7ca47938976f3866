"""What became of CODEOWNERS, for a terminal: the problems, the difference, the state of the file."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.report.codeowners.contents import OwnersReport
from pas_gov.report.difference import difference
from pas_gov.report.layout import Style, count, text_page
from pas_gov.report.problems import problem_lines

MOST = 20  # problems, and ten times as many lines of difference, that are shown as text


def codeowners_text(report: OwnersReport, style: Style) -> str:
    """Return the problems, with ``check`` the difference, and the sum last."""
    return text_page(_lines(report, style))


def _lines(report: OwnersReport, style: Style) -> Iterator[str]:
    problems = (*report.unread, *report.problems)
    for problem in problems[:MOST]:
        yield from problem_lines(problem, style)
    if len(problems) > MOST:
        yield f"and {count(len(problems) - MOST, 'more problem')}: pas-gov owners --check -f json names them all"
        yield ""
    if report.check and report.after not in (None, report.before):
        yield from _difference(report, style)
    yield from _sum(report, style)


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
