"""The audit as Markdown, for minutes."""

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
from pas_gov.report.gap_table import gap_table_markdown
from pas_gov.report.markdown import code, escape, page, prose, table


def audit_markdown(report: AuditReport) -> str:
    """Return the Cores, the table for each zone, the count by zone, and where the gap lives."""
    return page(_lines(report))


def _lines(report: AuditReport) -> Iterator[str]:
    yield from (f"## Audit of {report.today.isoformat()}", "")
    for entry in report.cores:
        yield from (f"**{escape(entry.promise.title)}**: {prose(entry.promise.statement)}", "")
    yield from (f"**{escape(gap_sentence(report))}**", "")
    left = unanswered_text(report)
    if left:
        yield from (f"{left}.", "")
    counts = ((ZONES[one.zone], str(one.kept), str(one.total), str(one.answered)) for one in report.zones)
    yield from (*table(("zone", "kept", "promises", "answered"), counts), "")
    for gaps in gap_tables(report):
        yield from gap_table_markdown(gaps)
    if report.stale:
        yield from (f"**{stale_sentence(report)}** (to ask again: {code(ASK_AGAIN)}):", "")
    for one in report.stale:
        yield f"- {escape(stale_text(one))}"
        yield from (f"  - {escape(line)}" for line in one.changed)
    for problem in report.problems:
        yield f"- {escape(f'{problem.location}: {problem.message}')}: it wasn't asked"
