"""Who last decided each part of a promise, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.ledger.events.blame import BlamedPart
from pas_gov.report.blame.contents import BlameReport
from pas_gov.report.layout import Style, clipped, text_page

LONGEST = 160  # characters of one text


def blame_text(report: BlameReport, style: Style) -> str:
    """Return the parts, each below the commit that decided it."""
    return text_page(_lines(report, style))


def _lines(report: BlameReport, style: Style) -> Iterator[str]:
    promise = report.promise
    title = f'"{promise.title}" ({promise.id}, {promise.layer}, {promise.status}), at {report.at.ref}'
    yield from style.paint_lines(style.wrap(title, "  ", ""), "bold")
    yield style.paint(f"  {printable(promise.path)}", "dim")
    yield ""
    for one in report.parts:
        yield from style.wrap(f"{one.field}: {clipped(one.value, LONGEST)}", "    ", "  ")
        yield from style.paint_lines(style.wrap(_decided(one, report), "      ", "      "), "dim")


def _decided(one: BlamedPart, report: BlameReport) -> str:
    if one.origin is None:
        return "by no commit that could be read"
    origin = one.origin
    pull = report.pulls.get(origin.commit)
    number = f" #{pull}" if pull and f"#{pull}" not in origin.subject else ""
    who = origin.author or "unknown"
    return f"{origin.day.isoformat()} {origin.commit[:9]} {who}: {clipped(origin.subject, LONGEST)}{number}"
