"""What one customer is owed, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pas_gov.decisions.owed import Owed
from pas_gov.report.layout import clipped
from pas_gov.report.markdown import code, escape, page
from pas_gov.report.owed import OwedReport

LONGEST = 600  # characters of one text


def owed_markdown(report: OwedReport) -> str:
    """Return a table for each answer."""
    return page(_lines(report))


def _lines(report: OwedReport) -> Iterator[str]:
    at = f", as of {code(report.as_of)} ({code((report.commit or '')[:12])})" if report.as_of else ""
    yield f"## Owed to {code(report.subject)} on {report.day}{at}"
    yield ""
    for path in report.unread:
        yield f"- **{code(path)} can't be read: what it promises isn't in this list**"
    yield ""
    yield from _table("Can't be told", report.of("undecidable"))
    yield from _table("Owed", report.of("yes"))
    yield from _table("Only to those whom it names", report.of("not-told"))
    yield from _table("Doesn't apply", report.of("no"))


def _table(title: str, found: Sequence[Owed]) -> Iterator[str]:
    if not found:
        return
    yield f"### {title} ({len(found)})"
    yield ""
    yield "| promise | layer | owner | statement | why |"
    yield "|---|---|---|---|---|"
    for one in found:
        promise = one.entry.promise
        until = f" Owed until {one.until.isoformat()}." if one.until else ""
        cells = [
            f"{escape(promise.title)} ({code(one.entry.id)})", one.entry.layer, code(promise.owner),
            escape(clipped(promise.statement, LONGEST)), f"{escape(clipped(one.why, LONGEST))}{until}",
        ]  # fmt: skip
        yield f"| {' | '.join(cells)} |"
    yield ""
