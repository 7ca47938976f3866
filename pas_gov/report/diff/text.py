"""The changes between two commits, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.judging.findings.gate_report import ReportedChange
from pas_gov.report.diff.contents import DiffReport
from pas_gov.report.layout import Style, count, text_page

MOST = 20


def diff_text(report: DiffReport, style: Style) -> str:
    """Return each change with its kinds, and the promises that it reaches with the way to them."""
    return text_page(_lines(report, style))


def _lines(report: DiffReport, style: Style) -> Iterator[str]:
    for change in report.changes:
        yield from _change(change, style)
    for path in (*report.paths.policies, *report.paths.settings):
        yield f"rules: {printable(path)} differs"
    for problem in report.problems:
        yield style.paint(f"{problem.location}: {problem.code}", "red")
        yield from style.wrap(problem.message, "    ")
    names = f"{printable(report.base.ref)}{'...' if report.merged else '..'}{printable(report.head.ref)}"
    material = sum(change.material for change in report.changes)
    yield f"{count(len(report.changes), 'promise')} changed in {names}, {material} of them materially."


def _change(change: ReportedChange, style: Style) -> Iterator[str]:
    promise = change.promise
    word = "" if change.material else " (not material)"
    yield style.paint(f"{promise.id}", "bold") + f"  {promise.layer}: {', '.join(change.kinds)}{word}"
    yield from style.wrap(promise.title, "  ")
    yield style.paint(f"  {printable(promise.path)}", "dim")
    for line in change.told:
        yield from style.wrap(line, "      ", "    ")
    if change.reaches:
        least = "" if change.reaches_all else "at least "
        yield f"  reaches {least}{count(len(change.reaches), 'promise')}:"
    for way in change.reaches[:MOST]:
        through = f" through {' -> '.join(way[1:-1])}" if len(way) > 2 else ""
        yield from style.wrap(f"{way[-1]}{through}", "      ", "    - ")
    if len(change.reaches) > MOST:
        yield f"    and {len(change.reaches) - MOST} more: -f json lists them all"
    yield ""
