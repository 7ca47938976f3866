"""What a change of one promise would ask, as a governance owner reads it: who must answer, then what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pas_gov.diagnostics import log_safe
from pas_gov.judging.policies.endings import AudienceNotice
from pas_gov.judging.verdict.impact import Dependent, Impact
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
from pas_gov.report.layout import Style

MOST = 12  # promises listed of one sort, and owners
FEW = 3  # surfaces listed of one zone, and audiences
ALL = "-f json lists them all"


def impact_text(report: ImpactReport, style: Style) -> str:
    """Return who must answer, by layer; owners and zones; what an ending or a weakening asks; the commands."""
    lines = [*_lines(report, style)]
    return log_safe("\n".join(lines).rstrip("\n") + "\n")


def _lines(report: ImpactReport, style: Style) -> Iterator[str]:
    impact = report.impact
    yield from _head(report, style)
    yield ""
    yield from style.paint_lines(style.wrap(f"{sentences.headline(impact)}.", "  ", ""), "bold")
    yield from _dependents(impact, style)
    yield from _legacy(impact, style)
    yield from _owners(impact, style)
    yield from _zones(zones(impact), style)
    yield from _ending(impact, style)
    yield from _less(impact, style)
    yield from _commands(impact)


def _head(report: ImpactReport, style: Style) -> Iterator[str]:
    entry = report.impact.entry
    name = f'{entry.id} "{sentences.title(entry)}"'
    yield from style.paint_lines(style.wrap(name, "  ", ""), "bold")
    at = f" at {report.at.ref} ({report.at.commit[:9]})" if report.at else ""
    facts = f"{entry.layer}, {entry.status}, {_owner(entry)}, {entry.path}{at}"
    yield from style.wrap(facts, "  ")
    for note in notes.standing(report.impact):
        yield from style.wrap(note, "    ", "  - ")
    for fault, paths in notes.faults(report):
        more = ", ..." if len(paths) > FEW else ""
        where = f" ({', '.join(paths[:FEW])}{more})" if paths else ""
        yield from style.wrap(f"{fault}{where}; pas-gov validate names them", "    ", "  ! ")
    for note in notes.remarks(report):
        yield from style.wrap(note, "    ", "  - ")


def _owner(entry: Entry) -> str:
    return shortened(fold(entry.promise.owner))


def _dependents(impact: Impact, style: Style) -> Iterator[str]:
    direct, later = sentences.asked_headlines(impact)
    yield from _layers(impact.direct, f"{direct}:", style)
    yield from _layers(resting_later(impact), f"{later}:", style)


def _layers(found: Sequence[Dependent], title: str, style: Style) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield title
    ways = {one.entry.id: sentences.way_text(one.way) for one in found}
    layer = ""
    for entry in by_layer(one.entry for one in found)[:MOST]:
        if entry.layer != layer:
            layer = entry.layer
            yield f"  {layer.capitalize()}"
        yield from _entry(entry, ways[entry.id], style)
    yield from _more(len(found), "  ")


def _entry(entry: Entry, way: str, style: Style) -> Iterator[str]:
    yield from style.wrap(f'{entry.id} "{sentences.title(entry)}", {_owner(entry)}', "      ", "    ")
    kept = [zone for zone in ZONES if zone in entry.promise.zones_kept]
    where = f"in {', '.join(kept)}" if kept else "in no zone"
    yield from style.wrap(f"{way}; {where}" if way else where, "        ", "      ")


def _more(number: int, indent: str, most: int = MOST) -> Iterator[str]:
    if number > most:
        yield f"{indent}and {number - most} more: {ALL}"


def _legacy(impact: Impact, style: Style) -> Iterator[str]:
    found = deciding(impact)
    if not found:
        return
    yield ""
    yield f"{sentences.legacy_headline(impact)}:"
    ways = {one.entry.id: sentences.way_text(one.way) for one in impact.later}
    for one in found[:MOST]:
        yield from _entry(one.entry, ways.get(one.entry.id, ""), style)
    yield from _more(len(found), "  ")


def _owners(impact: Impact, style: Style) -> Iterator[str]:
    found = owners(impact)
    if not found:
        return
    yield ""
    said = [f"{shortened(owner)} ({len(ids)})" for owner, ids in found[:MOST]]
    more = f", and {len(found) - MOST} more: {ALL}" if len(found) > MOST else ""
    yield from style.wrap(f"Owners to ask: {', '.join(said)}{more}", "  ", "")


def _zones(found: Iterable[Touched], style: Style) -> Iterator[str]:
    lines = [line for zone in found for line in _zone(zone, style)]
    if lines:
        yield from ("", "Zones touched, with the promises in each and where they are stated:", *lines)


def _zone(zone: Touched, style: Style) -> Iterator[str]:
    shown = [shortened(one) for one in zone.surfaces[:FEW]]
    more = [f"and {len(zone.surfaces) - FEW} more"] if len(zone.surfaces) > FEW else []
    first = f"  {ZONES[zone.zone]:<28}{len(zone.promises):>4}  "
    yield from style.wrap(", ".join([*shown, *more]) or "no surface named", " " * len(first), first)


def _ending(impact: Impact, style: Style) -> Iterator[str]:
    asks = impact.ending
    if asks is None:
        return
    yield from ("", "If it ends:")
    yield from _points([sentences.last_day_text(impact)], style)
    yield from _told("a notice to", asks.notices, style)
    if asks.zones:
        yield from _points([f"the day on which it stops in {', '.join(asks.zones)}"], style)
    free = sentences.settled(impact)
    if free:
        shown = [f"{one} ({core})" for one, core in [*free.items()][:FEW]]
        more = f" and {len(free) - FEW} more" if len(free) > FEW else ""
        yield from _points([f"{sentences.SETTLED}: {', '.join(shown)}{more}"], style)


def _points(said: Iterable[str], style: Style) -> Iterator[str]:
    for text in said:
        yield from style.wrap(text, "    ", "  - ")


def _told(what: str, notices: Sequence[AudienceNotice], style: Style) -> Iterator[str]:
    if notices:
        more = f" and {len(notices) - FEW} more" if len(notices) > FEW else ""
        yield from _points([f"{what} {', '.join(map(sentences.audience_text, notices[:FEW]))}{more}"], style)


def _less(impact: Impact, style: Style) -> Iterator[str]:
    if impact.less:
        yield "If it becomes less, or its condition changes:"
        yield from _told("a new notice to", impact.less, style)
    if impact.leaving:
        yield "If it is an experiment no longer, but goes on in another layer:"
        yield from _told("a new notice to", impact.leaving, style)


def _commands(impact: Impact) -> Iterator[str]:
    for title, found in (
        (sentences.to_do(impact), sentences.commands(impact)),
        (sentences.to_answer(impact), [*sentences.answers(impact)]),
    ):
        if found:
            yield from ("", f"{title}:")
        yield from (f"  {line}" for line in found[:MOST])
