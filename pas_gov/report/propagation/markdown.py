"""What has answered each change of a Core, as Markdown for an issue, a page or minutes."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.ledger.propagation.answers import Answer
from pas_gov.ledger.propagation.core_change import CoreChange, Unanswered
from pas_gov.ledger.propagation.zone_confirmation import ZoneState
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import ZONES
from pas_gov.model.stack.differences import difference_lines, shortened
from pas_gov.report.layout import capitalised
from pas_gov.report.markdown import code, page, table
from pas_gov.report.propagation import sentences
from pas_gov.report.propagation.contents import PropagationReport

MOST = 50  # rows of a table, and changes
Cells = tuple[str, ...]


def propagation_markdown(report: PropagationReport) -> str:
    """Return each change with its verdict, and tables of who must answer and of the five zones.

    Every text of a record stands as code: there it shows as itself, and mentions nobody.
    """
    return page(_lines(report))


def _lines(report: PropagationReport) -> Iterator[str]:
    yield f"## Propagation: {sentences.sums(report).replace(chr(34), '`')}"
    yield ""
    after = f"{code(report.after.ref)}.." if report.after else ""
    yield f"{after}{code(report.tip.ref)}, {code(report.tip.commit[:12])}, on {report.today}."
    yield ""
    for origin, reason in report.propagation.unread[:MOST]:
        yield f"- **{code(origin.commit[:12])} can't be read**, so what it changed isn't known: {code(reason)}"
    if len(report.propagation.unread) > MOST:
        yield f"- and {len(report.propagation.unread) - MOST} more commits can't be read"
    if report.problems:
        yield f"- **Errors in files: {len(report.problems)}**; {code('pas-gov validate')} names them"
    adopted = report.propagation.adopted
    if adopted:
        yield f"- The first promises came on {adopted.day.isoformat()} ({code(adopted.commit[:12])})."
    yield f"- {capitalised(sentences.LEGACY[report.legacy])}."
    yield ""
    for change in report.changes[:MOST]:
        yield from _change(change)
    if len(report.changes) > MOST:
        yield f"And {len(report.changes) - MOST} older changes."


def _change(change: CoreChange) -> Iterator[str]:
    origin = change.origin
    verdict = sentences.verdict(change).capitalize()
    yield f"### {verdict}: {origin.day.isoformat()}, {code(origin.subject or origin.commit[:12])}"
    yield ""
    if change.gap:
        yield f"- **At the latest then**: it lies among commits that can't be read: {code(change.gap)}"
    for core in change.changes[:MOST]:
        yield f"- {code(core.id)} {code(core.entry.promise.title)}: {', '.join(core.kinds)}"
        yield from (f"  - {code(line)}" for line in difference_lines(core))
    for path in change.unread[:MOST]:
        yield f"- Nobody can tell what {code(path)} promised then."
    yield f"- In {code(origin.commit[:12])}: {sentences.answered_of(change)}, {sentences.verified_of(change)}."
    yield ""
    yield from _answers(change)
    yield from _zones(change)


def _answers(change: CoreChange) -> Iterator[str]:
    asked = len(change.answers) + len(change.unanswered)
    if not asked:
        return
    rows = [_lacking(change, one) for one in sentences.ordered(change)]
    rows += [_answer(change, one) for one in change.answers]
    yield from (*table(("promise", "layer", "owner", "answered", "how, or what is missing"), rows[:MOST]), "")
    if asked > MOST:
        yield from (f"And {asked - MOST} more promises.", "")


def _lacking(change: CoreChange, one: Unanswered) -> Cells:
    said = "; ".join(sentences.lack_texts(one))
    after = "".join(f", after {code(other)}" for other in sentences.awaited(change, one))
    ways = "; ".join(code(text) for text in sentences.remedies(one))
    return *_who(one), "**no**", f"{code(said)}{after}{': ' if ways else ''}{ways}"


def _answer(change: CoreChange, one: Answer) -> Cells:
    notes = sentences.same_notes(change)
    said = "; ".join(
        f"{code(shortened(fold(note)))}{f' (the same note for {n} promises)' if (n := notes[fold(note)]) > 1 else ''}"
        for note in one.notes
    )
    by = sentences.signed(one, code)
    when = f"{one.origin.day.isoformat()} ({code(one.origin.commit[:12])})"
    return *_who(one), when, f"{sentences.answered(one)}{by}{': ' if said else ''}{said}"


def _who(one: Answer | Unanswered) -> Cells:
    return code(one.entry.id), one.entry.layer, code(one.entry.promise.owner)


def _zones(change: CoreChange) -> Iterator[str]:
    yield from (*table(("zone", "verified", "missing"), map(_zone, change.zones)), "")
    ended = [f"- {code(one.entry.id)}: {sentences.unended_text(one)}" for one in change.unended]
    ended += [f"- {capitalised(sentences.ZONELESS)}."] if change.zoneless else []
    if ended:
        yield from (*ended, "")


def _zone(zone: ZoneState) -> Cells:
    gaps = [f"{code(gap.entry.id)} {sentences.gap_text(gap)}" for gap in zone.missing[:MOST]]
    more = [f"and {len(zone.missing) - MOST} more"] if len(zone.missing) > MOST else []
    return ZONES[zone.zone], f"{zone.verified} of {zone.total}", "; ".join([*gaps, *more])
