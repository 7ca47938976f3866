"""The audit for a terminal: what leadership promised beside what operations do, zone by zone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, zip_longest

from pas_gov.diagnostics import log_safe
from pas_gov.drift.zones.audit import Question
from pas_gov.model.records.promise import ZONES
from pas_gov.report.audit.contents import AuditReport, done, gap_line, open_line, promised
from pas_gov.report.gaps import COLOURS, LETTERS
from pas_gov.report.layout import Style, count


def audit_text(report: AuditReport, style: Style) -> str:
    """Return the Cores, a table for each zone, the count by zone, and where the gap lives."""
    return log_safe("\n".join(_lines(report, style)) + "\n")


def core_lines(report: AuditReport, style: Style) -> Iterator[str]:
    """Yield the Core Promises by name, with their statements."""
    for entry in report.cores:
        first, *more = style.column(entry.promise.title, style.width - 6) or [entry.id]
        yield style.paint("Core: ", "bold") + first
        yield from (f"      {line}" for line in more)
        yield from (f"  {line}" for line in style.column(entry.promise.statement, style.width - 2))
    if not report.cores:
        yield "There is no active Core Promise."


def _lines(report: AuditReport, style: Style) -> Iterator[str]:
    yield from core_lines(report, style)
    yield ""
    for zone, found in groupby(report.questions, lambda one: one.zone):
        yield from _zone(zone, list(found), style)
    yield from _counts(report, style)
    yield ""
    yield from (style.paint(line, "bold") for line in style.wrap(gap_line(report)))
    left = open_line(report)
    if left:
        yield from style.wrap(f"{left}. To answer: pas-gov audit at a terminal, or pas-gov audit --worksheet")
    for problem in report.problems:
        yield from style.wrap(f"{problem.location}: {problem.message}; it wasn't asked", "    ", "  ! ")


def _zone(zone: str, found: list[Question], style: Style) -> Iterator[str]:
    half = (max(style.width, 40) - 8) // 2
    yield style.paint(ZONES[zone], "bold")
    yield style.paint(f"    {'leadership promised':<{half}}  operations do", "dim")
    for one in found:
        left, right = (style.column(text, half) for text in (promised(one), done(one)))
        letter = style.paint(LETTERS[one.state], COLOURS[one.state])
        for number, (first, second) in enumerate(zip_longest(left, right, fillvalue="")):
            yield f"  {letter if number == 0 else ' '} {first:<{half}}  {second}".rstrip()
    yield ""


def _counts(report: AuditReport, style: Style) -> Iterator[str]:
    yield style.paint(f"{'By zone':<28}{'kept':>6}{'of':>6}{'answered':>10}", "bold")
    for zone in report.zones:
        yield f"{ZONES[zone.zone]:<28}{zone.kept:>6}{zone.total:>6}{zone.answered:>10}"
    if not report.zones:
        yield f"  {count(0, 'promise')}"
