"""The audit as Markdown, for minutes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pas_gov.model.records.promise import ZONES
from pas_gov.report.audit.contents import AuditReport, done, gap_line, open_line, promised
from pas_gov.report.gaps import MARKS
from pas_gov.report.markdown import escape, page, prose


def audit_markdown(report: AuditReport) -> str:
    """Return the Cores, the table for each zone, the count by zone, and where the gap lives."""
    return page(_lines(report))


def _lines(report: AuditReport) -> Iterator[str]:
    yield from (f"## Audit of {report.today.isoformat()}", "")
    for entry in report.cores:
        yield from (f"**{escape(entry.promise.title)}**: {prose(entry.promise.statement)}", "")
    yield from (f"**{escape(gap_line(report))}**", "")
    left = open_line(report)
    if left:
        yield from (f"{left}.", "")
    yield from ("| zone | kept | promises | answered |", "|---|---|---|---|")
    yield from (f"| {ZONES[one.zone]} | {one.kept} | {one.total} | {one.answered} |" for one in report.zones)
    yield ""
    for zone, found in groupby(report.questions, lambda one: one.zone):
        yield from (f"### {ZONES[zone]}", "", "| | leadership promised | operations do |", "|---|---|---|")
        yield from (
            f"| {MARKS[one.state]} | {escape(promised(one))} | {escape(done(one))} |" for one in found
        )
        yield ""
    for problem in report.problems:
        yield f"- {escape(f'{problem.location}: {problem.message}')}: it wasn't asked"
