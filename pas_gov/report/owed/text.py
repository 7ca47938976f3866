"""What one customer is owed, for whoever talks to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pas_gov.diagnostics import log_safe
from pas_gov.judging.owed.owed import Owed
from pas_gov.report.expression_text import expression_lines, expression_rows
from pas_gov.report.layout import Style, capitalised, clipped, text_page
from pas_gov.report.owed.contents import (
    INCOMPLETE,
    LONGEST,
    MOST_FILES,
    Group,
    OwedReport,
    groups,
    remarks,
    tally,
)


def owed_text(report: OwedReport, style: Style) -> str:
    """Return what can't be told first, then what is owed, what is for some alone, and what doesn't apply."""
    room = replace(style, width=style.width - 1)  # what a log would obey is broken by one more character
    return text_page(_lines(report, room))


def _lines(report: OwedReport, style: Style) -> Iterator[str]:
    yield from _wrapped(f"What is owed to {report.subject} on {report.day}{_at(report)}", "", "  ", style)
    if report.note:
        yield from _wrapped(report.note, "  ! ", "    ", style)
    yield from _problems(report, style)
    yield ""
    for group in groups(report):
        yield from _group(group, style)
    yield from _wrapped(tally(report), "", "  ", style)


def _at(report: OwedReport) -> str:
    if not report.commit:
        return ""
    return f", as of {report.as_of} (commit {report.commit[:12]})"


def _problems(report: OwedReport, style: Style) -> Iterator[str]:
    for one in report.problems[:MOST_FILES]:
        yield from _wrapped(f"{one.location}: {one.message}", "  ! ", "    ", style)
        if one.remedy:
            yield from _wrapped(f"To mend: {one.remedy}", "    ", "    ", style)
    if len(report.problems) > MOST_FILES:
        yield f"  ! and {len(report.problems) - MOST_FILES:,} more: pas-gov validate names them"
    if report.unread:
        yield from style.paint_lines(_wrapped(INCOMPLETE, "  ! ", "    ", style), "red")


def _group(group: Group, style: Style) -> Iterator[str]:
    yield style.paint(f"{group.title} ({len(group.found)})", "bold", group.colour)
    yield from style.paint_lines(_wrapped(group.means, "  ", "  ", style), "dim")
    yield ""
    for one in group.found:
        yield from _promise(one, style)
        yield ""


def _promise(one: Owed, style: Style) -> Iterator[str]:
    promise = one.entry.promise
    title = _wrapped(clipped(promise.title, LONGEST), "  - ", "    ", style)
    yield from style.paint_lines(title, "bold")
    about = f"{one.entry.layer}, {one.entry.id}, {promise.owner}"
    yield from style.paint_lines(_wrapped(about, "    ", "    ", style), "dim")
    yield from _wrapped(clipped(promise.statement, LONGEST), "    ", "    ", style)
    yield from _wrapped(clipped(_upper(one.why), LONGEST), "    -> ", "       ", style)
    for remark in remarks(one):
        lines = _wrapped(clipped(remark.text, LONGEST), "       ", "       ", style)
        yield from style.paint_lines(lines, "yellow") if remark.doubtful else lines
    yield from _parts(one, style)


def _parts(one: Owed, style: Style) -> Iterator[str]:
    if one.condition is None:
        return
    yield ""
    rows = expression_rows(one.condition, 7, coloured=True)
    safe = [replace(row, text=log_safe(row.text), value=log_safe(row.value)) for row in rows]
    yield from expression_lines(safe, style)


def _upper(text: str) -> str:
    """Return a clause as a sentence begins, where it doesn't begin with the name of a fact."""
    return text if text.startswith("subject") else capitalised(text)


def _wrapped(text: str, first: str, others: str, style: Style) -> list[str]:
    """Return lines that fit, whatever the text: a word that is too long is broken."""
    return style.wrap(log_safe(text), others, first, words_whole=False)
