"""What is asked of each owner, as a text that can be sent by mail: each section makes sense by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pas_gov.diagnostics import log_safe, printable
from pas_gov.judging.findings.asks import AskingChange, AsksReport, OwnerAsks
from pas_gov.judging.findings.gate_report import NoVerdict
from pas_gov.report.asks import words
from pas_gov.report.asks.items import Item, Key, answer_key, items
from pas_gov.report.layout import Style, clipped
from pas_gov.report.remedies import remedy_lines


def asks_text(report: AsksReport | NoVerdict, style: Style) -> str:
    """Return a section for each owner, those whom others wait for first."""
    lines = _no_verdict(report, style) if isinstance(report, NoVerdict) else _lines(report, style)
    return log_safe("\n".join(lines).rstrip("\n") + "\n")


def _no_verdict(report: NoVerdict, style: Style) -> Iterator[str]:
    yield from style.wrap(f"What is asked can't be told ({report.code}): {report.message}")
    if report.remedy:
        yield from style.wrap(report.remedy, "  ", "  To go on: ")


def _lines(report: AsksReport, style: Style) -> Iterator[str]:
    yield from (style.paint(line, "bold") for line in style.wrap(words.title(report)))
    for note in report.notes:
        yield from style.wrap(note, "    ", "  ! ")
    yield ""
    yield from _files(report, style)
    for section in report.owners:
        yield from _section(section, report, style)
    if not report.owners:
        yield from style.wrap(words.nothing(report))


def _files(report: AsksReport, style: Style) -> Iterator[str]:
    if not report.files:
        return
    yield from _heading(words.NOBODY, style)
    yield from style.wrap("These files must be mended first: what they say can't be read.")
    yield ""
    for fault in report.files:
        yield f"  {fault.location}"
        yield from style.wrap(clipped(fault.message, words.LONGEST), "    ")
        if fault.remedy:
            yield from style.wrap(fault.remedy, "      ", "    To mend: ")
    yield ""


def _heading(whom: str, style: Style) -> Iterator[str]:
    line = f"To: {printable(whom)}"
    yield style.paint(line, "bold")
    yield "-" * min(len(line), style.width)


def _section(section: OwnerAsks, report: AsksReport, style: Style) -> Iterator[str]:
    yield from _heading(words.addressee(section), style)
    yield from style.wrap(words.summary(section, report))
    yield ""
    changed = list(words.causes(section, report))
    if changed:
        yield "What changes:"
        for line in changed:
            yield from _changed(line, style)
        yield ""
    said = set[Key]()
    for number, item in enumerate(items(section.asks), start=1):
        yield from style.wrap(clipped(words.subject(item), words.LONGEST), "   ", f"{number}. ")
        yield from _reasons(item, report, style)
        yield from _answers(item, said, style)
        said.update(map(answer_key, item.asks))
        yield ""
    if any(ask.commands for ask in section.asks):
        yield from style.wrap(words.HOW)
    yield ""


def _changed(line: AskingChange, style: Style) -> Iterator[str]:
    yield from style.wrap(clipped(words.changed(line), words.LONGEST), "    ", "  - ")
    for difference in line.told[: words.TOLD]:
        yield from style.wrap(clipped(difference, words.LONGEST), "      ", "    ")
    if len(line.told) > words.TOLD:
        yield f"    and {len(line.told) - words.TOLD} more differences"


def _reasons(item: Item, report: AsksReport, style: Style) -> Iterator[str]:
    reasons, others = words.reasons(item, report)
    indents = ("   ", "   ") if len(reasons) == 1 else ("     ", "   - ")
    for reason in reasons:
        yield from style.wrap(clipped(reason, words.LONGEST), *indents)
    for other in others:
        yield from style.wrap(other, "   ")


def _answers(item: Item, said: Collection[Key], style: Style) -> Iterator[str]:
    first = "To answer: "
    for ask in item.answers:
        if ask.commands and answer_key(ask) in said:
            yield f"   {words.SAME}"
        elif not words.only_waits(ask):
            yield from remedy_lines(clipped(ask.remedy, words.LONGEST), ask.commands, style, first, "   ")
            first = words.AND
