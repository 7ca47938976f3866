"""The audit for a terminal: what leadership promised beside what operations do, zone by zone."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.model.records.promise import ZONES
from pas_gov.report.audit.contents import (
    ASK_AGAIN,
    AuditReport,
    gap_sentence,
    gap_tables,
    stale_sentence,
    stale_text,
    unanswered_text,
)
from pas_gov.report.gap_table import gap_table_lines
from pas_gov.report.gap_words import zoneless_command, zoneless_sentence
from pas_gov.report.layout import Style, count, text_page


def audit_text(report: AuditReport, style: Style) -> str:
    """Return the Cores, a table for each zone, the count by zone, and where the gap lives."""
    return text_page(_lines(report, style))


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
    for table in gap_tables(report):
        yield from gap_table_lines(table, style)
    yield from _counts(report, style)
    yield ""
    yield from style.paint_lines(style.wrap(gap_sentence(report)), "bold")
    if report.zoneless:
        yield from style.wrap(f"{zoneless_sentence(report.zoneless)}. To say which zone delivers one:")
        yield f"  {zoneless_command(report.zoneless)}"
    left = unanswered_text(report)
    if left:
        yield from style.wrap(f"{left}. To answer: pas-gov audit at a terminal, or pas-gov audit --worksheet")
    yield from _stale(report, style)
    for problem in report.problems:
        yield from style.wrap(f"{problem.location}: {problem.message}; it wasn't asked", "    ", "  ! ")


def _stale(report: AuditReport, style: Style) -> Iterator[str]:
    if report.stale:
        yield ""
        yield from style.paint_lines(style.wrap(f"{stale_sentence(report)}:"), "bold", "yellow")
    for one in report.stale:
        yield from style.wrap(stale_text(one), "    ", "  ! ", words_whole=False)
        for line in one.changed:
            yield from style.wrap(line, "          ", "      ", words_whole=False)
    if report.stale:
        yield f"  To ask again: {ASK_AGAIN}"


def _counts(report: AuditReport, style: Style) -> Iterator[str]:
    yield style.paint(f"{'By zone':<28}{'kept':>6}{'of':>6}{'answered':>10}", "bold")
    for zone in report.zones:
        yield f"{ZONES[zone.zone]:<28}{zone.kept:>6}{zone.total:>6}{zone.answered:>10}"
    if not report.zones:
        yield f"  {count(0, 'promise')}"
