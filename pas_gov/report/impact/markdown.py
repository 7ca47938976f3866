"""What a change of one promise would ask, as Markdown for the pull request that makes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pas_gov.judging.policies.endings import AudienceNotice
from pas_gov.judging.verdict.impact import Impact
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import ZONES
from pas_gov.model.stack.differences import shortened
from pas_gov.model.stack.entry import Entry
from pas_gov.report.impact import notes, sentences
from pas_gov.report.impact.contents import (
    ImpactReport,
    Touched,
    by_layer,
    deciding,
    owners,
    resting_later,
    zones,
)
from pas_gov.report.layout import capitalised
from pas_gov.report.markdown import code, page, table

MOST = 50  # rows of a table, owners, surfaces of a zone
Cells = tuple[str, ...]
ALL = f"{code('-f json')} lists them all"


def impact_markdown(report: ImpactReport) -> str:
    """Return who must answer and the zones as tables, and lists of what an ending or a weakening asks.

    Every text of a record stands as code: there it shows as itself, and mentions nobody.
    """
    return page(_lines(report))


def _lines(report: ImpactReport) -> Iterator[str]:
    impact = report.impact
    entry = impact.entry
    yield f"## Impact of a change: {code(entry.id)} {code(sentences.title(entry))}"
    yield ""
    at = f", at {code(report.at.ref)} ({code(report.at.commit[:12])})" if report.at else ""
    yield f"{entry.layer.capitalize()}, {entry.status}, {_owner(entry)}, {code(entry.path)}{at}, on {impact.today}."
    yield ""
    yield from _notes(report)
    yield f"**{sentences.headline(impact)}.**"
    yield ""
    yield from _answers(impact)
    yield from _owners(impact)
    yield from _zones(zones(impact))
    yield from _asked(impact)
    yield from _commands(impact)


def _owner(entry: Entry) -> str:
    return code(shortened(fold(entry.promise.owner)))


def _notes(report: ImpactReport) -> Iterator[str]:
    """Yield what is to be known beforehand; its words are ours, but for ids and paths."""
    said = [_fault(fault, paths) for fault, paths in notes.faults(report)]
    said += [f"- {capitalised(note)}." for note in (*notes.standing(report.impact), *notes.remarks(report))]
    if said:
        yield from (*said, "")


def _fault(fault: str, paths: tuple[str, ...]) -> str:
    shown = [code(path) for path in paths[:MOST]]
    more = [f"and {len(paths) - MOST} more files"] if len(paths) > MOST else []
    where = f": {', '.join([*shown, *more])}" if paths else ""
    return f"- **{fault}**{where}"


def _answers(impact: Impact) -> Iterator[str]:
    rows = [*_rows(impact)]
    if not rows:
        return
    yield from (*table(("promise", "layer", "owner", "asked", "zones"), rows[:MOST]), "")
    if len(rows) > MOST:
        yield from (f"And {len(rows) - MOST} more: {ALL}.", "")


def _rows(impact: Impact) -> Iterator[Cells]:
    """Yield a row for each who is asked: at once, as a Legacy promise that must decide, or later."""
    ways = {one.entry.id: sentences.way_text(one.way) for one in impact.later}
    at_once, later = ("at once", "later, ") if impact.propagates else ("not asked", "not asked, ")
    decide = "at once, to decide" if impact.entry.active else "to decide, when it becomes active"
    yield from (_row(one, at_once) for one in by_layer(one.entry for one in impact.direct))
    yield from (_row(one.entry, decide) for one in deciding(impact))
    resting = by_layer(one.entry for one in resting_later(impact))
    yield from (_row(one, f"{later}{ways[one.id]}") for one in resting)


def _row(entry: Entry, when: str) -> Cells:
    kept = ", ".join(zone for zone in ZONES if zone in entry.promise.zones_kept)
    return f"{code(entry.id)} {code(sentences.title(entry))}", entry.layer, _owner(entry), when, kept


def _owners(impact: Impact) -> Iterator[str]:
    found = owners(impact)
    if found:
        said = [f"{code(shortened(owner))} ({len(ids)})" for owner, ids in found[:MOST]]
        more = f", and {len(found) - MOST} more: {ALL}" if len(found) > MOST else ""
        yield from (f"Owners to ask: {', '.join(said)}{more}.", "")


def _zones(found: Sequence[Touched]) -> Iterator[str]:
    if found:
        rows = (_zone(zone) for zone in found)
        yield from (*table(("zone touched", "promises", "where they are stated"), rows), "")


def _zone(zone: Touched) -> Cells:
    shown = [code(shortened(one)) for one in zone.surfaces[:MOST]]
    more = [f"and {len(zone.surfaces) - MOST} more"] if len(zone.surfaces) > MOST else []
    return ZONES[zone.zone], str(len(zone.promises)), ", ".join([*shown, *more])


def _asked(impact: Impact) -> Iterator[str]:
    asks = impact.ending
    if asks is not None:
        yield f"- If it ends: {sentences.last_day_text(impact)}"
        yield from _told("a notice to", asks.notices)
        if asks.zones:
            yield f"  - the day on which it stops in {', '.join(asks.zones)}"
        yield from _settled(impact)
    if impact.less:
        yield "- If it becomes less, or its condition changes:"
        yield from _told("a new notice to", impact.less)
    if impact.leaving:
        yield "- If it goes on in another layer, no experiment any longer:"
        yield from _told("a new notice to", impact.leaving)
    if asks is not None:
        yield ""


def _told(what: str, notices: Sequence[AudienceNotice]) -> Iterator[str]:
    shown = [code(sentences.audience_text(one)) for one in notices[:MOST]]
    more = f", and {len(notices) - MOST} more: {ALL}" if len(notices) > MOST else ""
    if shown:
        yield f"  - {what} {', '.join(shown)}{more}"


def _settled(impact: Impact) -> Iterator[str]:
    free = [f"{code(one)} ({code(core)})" for one, core in sentences.settled(impact).items()]
    more = f", and {len(free) - MOST} more: {ALL}" if len(free) > MOST else ""
    if free:
        yield f"  - {sentences.SETTLED}: {', '.join(free[:MOST])}{more}"


def _commands(impact: Impact) -> Iterator[str]:
    for title, found in (
        (sentences.to_do(impact), sentences.commands(impact)),
        (sentences.to_answer(impact), [*sentences.answers(impact)]),
    ):
        if found:
            yield from (f"{title}:", "", "```sh", *found[:MOST], "```", "")
