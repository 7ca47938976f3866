"""What is asked of each owner, as Markdown for a pull request: no HTML, and no link that a record could plant."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pas_gov.judging.findings.asks import Ask, AskingChange, AsksReport, OwnerAsks
from pas_gov.judging.findings.gate_report import NoVerdict
from pas_gov.report.asks import words
from pas_gov.report.asks.items import Item, Key, answer_key, items
from pas_gov.report.layout import clipped, count
from pas_gov.report.markdown import block, code, escape, page
from pas_gov.report.page_limit import PageSection, lines_within
from pas_gov.report.remedies import remedy_parts

COMMENT = 65_000  # bytes: a comment on GitHub may have 65,536 characters
MARKER = "[//]: # (pas-gov:asks)"  # tells this comment from the gate's; it shows nowhere


def asks_markdown(report: AsksReport | NoVerdict, limit: int = COMMENT) -> str:
    """Return a section for each owner, those whom others wait for first; at most ``limit`` bytes, the cut is said."""
    if isinstance(report, NoVerdict):
        return page(
            (MARKER, "", f"## What is asked can't be told ({code(report.code)})", "", *_reason(report))
        )
    lines, left = lines_within(_sections(report), limit)
    if left:
        lines += [
            f"**{count(left, 'line')} left out here**, as this page has no more room. `-f json` has all."
        ]
    return page(lines)


def _reason(report: NoVerdict) -> Iterator[str]:
    yield _shown(report.message)
    if report.remedy:
        yield from ("", f"**To go on:** {_shown(report.remedy)}")


def _sections(report: AsksReport) -> Iterator[PageSection]:
    notes = tuple(f"- {_shown(note)}" for note in report.notes)
    yield PageSection((MARKER, "", f"## {_shown(words.title(report))}", ""), closing=())
    if notes:
        yield PageSection((), notes)
    if report.files:
        rows = tuple(f"- {code(str(one.location))}: {_shown(one.message)}" for one in report.files)
        said = "These files must be mended first: what they say can't be read."
        yield PageSection((f"### {words.NOBODY.capitalize()}", "", said, ""), rows)
    for section in report.owners:
        yield from _section(section, report)
    if not report.owners:
        yield PageSection((_shown(words.nothing(report)),))


def _section(section: OwnerAsks, report: AsksReport) -> Iterator[PageSection]:
    whom = code(section.owner) if section.owner else words.NOBODY.capitalize()
    head = [f"### {whom}", "", _shown(words.summary(section, report)), ""]
    changed = list(words.causes(section, report))
    if changed:
        head += ["What changes:", "", *(line for one in changed for line in _changed(one)), ""]
    yield PageSection(tuple(head), closing=())
    said = set[Key]()
    for number, item in enumerate(items(section.asks), start=1):
        answers = [line for ask in item.answers for line in _answer(ask, said)]
        said.update(map(answer_key, item.asks))
        subject = f"**{number}. {_shown(words.subject(item))}**"
        yield PageSection((subject, "", *_reasons(item, report), *answers), closing=())


def _changed(line: AskingChange) -> Iterator[str]:
    yield f"- {_shown(words.changed(line))}"
    for difference in line.told[: words.TOLD]:
        yield f"  - {_shown(difference)}"
    if len(line.told) > words.TOLD:
        yield f"  - and {len(line.told) - words.TOLD} more differences"


def _reasons(item: Item, report: AsksReport) -> Iterator[str]:
    reasons, others = words.reasons(item, report)
    if len(reasons) > 1:
        yield from (f"- {_shown(reason)}" for reason in reasons)
        yield ""
        yield from _paragraph(" ".join(map(_shown, others)))
    else:
        yield from _paragraph(" ".join(map(_shown, (*reasons, *others))))


def _answer(ask: Ask, said: Collection[Key]) -> Iterator[str]:
    if ask.commands and answer_key(ask) in said:
        yield from (words.SAME, "")
        return
    if words.only_waits(ask):
        return
    for part, is_command in remedy_parts(clipped(ask.remedy, words.LONGEST), ask.commands):
        yield from (*block(part.strip(), "sh"), "") if is_command else _paragraph(_words(part))


def _paragraph(text: str) -> Iterator[str]:
    if text:
        yield from (text, "")


def _words(part: str) -> str:
    """Return the words between commands, without the marks that joined them."""
    plain = part.strip().lstrip(":;,. ").rstrip()
    return _shown(plain)


def _shown(text: str) -> str:
    """Return a record's text as itself, clipped."""
    return escape(clipped(text, words.LONGEST))
