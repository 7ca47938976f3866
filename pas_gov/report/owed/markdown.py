"""What one customer is owed, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.judging.owed.owed import Owed
from pas_gov.report.expression_text import expression_lines, expression_rows
from pas_gov.report.layout import Style, clipped
from pas_gov.report.markdown import block, code, escape, page, table
from pas_gov.report.owed import contents
from pas_gov.report.owed.contents import Group, OwedReport


def owed_markdown(report: OwedReport) -> str:
    """Return a table for each answer, and below them the conditions part by part where that was asked for."""
    return page(_lines(report))


def _lines(report: OwedReport) -> Iterator[str]:
    at = f", as of {code(report.as_of)} ({code(report.commit[:12])})" if report.commit else ""
    yield f"## Owed to {code(report.subject)} on {report.day}{at}"
    yield ""
    yield escape(contents.tally(report))
    yield ""
    if report.note:
        yield f"- {escape(report.note)}"
    yield from _problems(report)
    for group in contents.groups(report):
        yield from _table(group)
    for one in report.found:
        yield from _parts(one)


def _problems(report: OwedReport) -> Iterator[str]:
    for one in report.problems[: contents.MOST_FILES]:
        yield f"- {code(str(one.location))}: {escape(one.message)}. {escape(one.remedy)}"
    if len(report.problems) > contents.MOST_FILES:
        yield f"- and {len(report.problems) - contents.MOST_FILES:,} more: `pas-gov validate` names them"
    if report.unread:
        yield f"- **{contents.INCOMPLETE}**"
    if report.note or report.problems or report.unread:
        yield ""


def _table(group: Group) -> Iterator[str]:
    yield f"### {group.title} ({len(group.found)})"
    yield ""
    yield escape(group.means)
    yield ""
    heads = ("promise", "layer", "owner", "statement", "why")
    yield from (*table(heads, map(_row, group.found)), "")


def _row(one: Owed) -> tuple[str, ...]:
    promise = one.entry.promise
    reasons = [one.why, *(remark.text for remark in contents.remarks(one))]
    why = ". ".join(clipped(part.rstrip("."), contents.LONGEST) for part in reasons if part)
    return (
        f"{escape(clipped(promise.title, contents.LONGEST))} ({code(one.entry.id)})",
        one.entry.layer,
        code(promise.owner),
        escape(clipped(promise.statement, contents.LONGEST)),
        escape(why),
    )


def _parts(one: Owed) -> Iterator[str]:
    if one.condition is None:
        return
    yield f"### How {code(one.entry.id)} was decided"
    yield ""
    yield from block("\n".join(expression_lines(list(expression_rows(one.condition, 0)), Style(width=100))))
    yield ""
