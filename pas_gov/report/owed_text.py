"""What one customer is owed, for whoever talks to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pas_gov.decisions.owed import Owed
from pas_gov.diagnostics import log_safe, printable
from pas_gov.report.layout import Style, clipped, count
from pas_gov.report.owed import OwedReport

LONGEST = 600  # characters of one text
STEPS = 12  # parts of a condition that are shown


def owed_text(report: OwedReport, style: Style) -> str:
    """Return what can't be told first, then what is owed, what is for some alone, and what doesn't apply."""
    return log_safe("\n".join(_lines(report, style)) + "\n")


def _lines(report: OwedReport, style: Style) -> Iterator[str]:
    at = f", as of {report.as_of} (commit {(report.commit or '')[:12]})" if report.as_of else ""
    yield from style.wrap(f"What is owed to {report.subject} on {report.day}{at}", "  ", "")
    if report.note:
        yield from style.wrap(report.note, "    ", "  ! ")
    for path in report.unread:
        yield from style.wrap(f"{path} can't be read: what it promises isn't in this list", "    ", "  ! ")
    yield ""
    yield from _section("Can't be told", report.of("undecidable"), style, "yellow")
    yield from _section("Owed", report.of("yes", "core", "supporting"), style, "green")
    yield from _section("Owed, as its condition holds", report.of("yes", "conditional"), style, "green")
    yield from _section("Only to those whom it names", report.of("not-told"), style, "yellow")
    yield from _section("Doesn't apply", report.of("no"), style, "dim")
    told = [
        f"{len(report.of('yes'))} owed", f"{len(report.of('undecidable'))} can't be told",
        f"{len(report.of('not-told'))} for those named", f"{count(len(report.of('no')), 'does', 'do')}n't apply",
    ]  # fmt: skip
    yield from style.wrap(", ".join(told) + ".", "  ", "")


def _section(title: str, found: Sequence[Owed], style: Style, colour: str) -> Iterator[str]:
    if not found:
        return
    yield style.paint(f"{title} ({len(found)})", "bold", colour)
    for one in found:
        yield from _promise(one, style)
    yield ""


def _promise(one: Owed, style: Style) -> Iterator[str]:
    promise = one.entry.promise
    yield from style.wrap(
        f"{promise.title} ({one.entry.id}, {one.entry.layer}), {promise.owner}", "    ", "  - "
    )
    yield from style.wrap(clipped(promise.statement, LONGEST), "    ", "    ")
    if one.applies != "yes" or one.entry.layer == "conditional":
        yield from style.wrap(clipped(one.why, LONGEST), "      ", "    -> ")
    if one.until:
        yield style.paint(f"    it has ended, and is owed until {one.until.isoformat()}", "yellow")
    for step in [step for step in one.steps if step.text != "subject"][:STEPS]:
        value = step.error if step.error is not None else step.value
        said = f"{'  ' * step.depth}{clipped(step.text, 80)} = {clipped(printable(str(value)), 80)}"
        yield style.paint(f"      {printable(said)}", "dim")
