"""What one customer is owed, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.judging.owed.owed import Owed
from pas_gov.report.expression_text import expression_lines, expression_rows
from pas_gov.report.layout import Style, clipped
from pas_gov.report.markdown import block, code, escape, page
from pas_gov.report.owed.contents import (
    Group,
    OwedReport,
    asked_whether,
    doubted,
    groups,
    in_words,
    owed_until,
    tally,
)

LONGEST = 600  # characters of one text
MOST_FILES = 20  # files that can't be read


def owed_markdown(report: OwedReport) -> str:
    """Return a table for each answer, and below them the conditions part by part where that was asked for."""
    return page(_lines(report))


def _lines(report: OwedReport) -> Iterator[str]:
    at = f", as of {code(report.as_of)} ({code(report.commit[:12])})" if report.commit else ""
    yield f"## Owed to {code(report.subject)} on {report.day}{at}"
    yield ""
    yield escape(tally(report))
    yield ""
    if report.note:
        yield f"- {escape(report.note)}"
    yield from _problems(report)
    for group in groups(report):
        yield from _table(group)
    for one in report.found:
        yield from _parts(one)


def _problems(report: OwedReport) -> Iterator[str]:
    for one in report.problems[:MOST_FILES]:
        yield f"- {code(str(one.location))}: {escape(one.message)}. {escape(one.remedy)}"
    if len(report.problems) > MOST_FILES:
        yield f"- and {len(report.problems) - MOST_FILES:,} more: `pas-gov validate` names them"
    if report.unread:
        yield "- **What these files promise may be missing from this list.**"
    yield ""


def _table(group: Group) -> Iterator[str]:
    yield f"### {group.title} ({len(group.found)})"
    yield ""
    yield escape(group.means)
    yield ""
    yield "| promise | layer | owner | statement | why |"
    yield "|---|---|---|---|---|"
    yield from map(_row, group.found)
    yield ""


def _row(one: Owed) -> str:
    promise = one.entry.promise
    told = [one.why, in_words(one), asked_whether(one), doubted(one), owed_until(one)]
    why = ". ".join(clipped(part.rstrip("."), LONGEST) for part in told if part)
    cells = [
        f"{escape(clipped(promise.title, LONGEST))} ({code(one.entry.id)})", one.entry.layer, code(promise.owner),
        escape(clipped(promise.statement, LONGEST)), escape(why),
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _parts(one: Owed) -> Iterator[str]:
    if one.condition is None:
        return
    yield f"### How {code(one.entry.id)} was decided"
    yield ""
    yield from block("\n".join(expression_lines(list(expression_rows(one.condition, 0)), Style(width=100))))
    yield ""
