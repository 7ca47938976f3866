"""Difference lines of a change: what a promise said before and says now, a few words for each part that differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import ENDED, ZONES, Ending, Notice, Promise, Term
from pas_gov.model.stack.change import Change
from pas_gov.model.stack.notices import normal_row, notices_lost

LONGEST = 160  # characters of a text that are shown


def difference_lines(change: Change) -> tuple[str, ...]:
    """Return lines such as ``first response: at most 4h -> at most 6h``; of one that was made or erased, its words."""
    if change.before is None or change.after is None:
        word = "now" if change.before is None else "before"
        return (f"{word}: {shortened(fold(change.entry.promise.statement))}",)
    before, after = change.before.promise, change.after.promise
    return tuple(line for tell in COMPARED_PARTS for line in tell(before, after))


def wording_lines(before: Promise, after: Promise) -> tuple[str, ...]:
    """Return lines for each part of the wording that differs: the layer, the words, terms, audience, bounds, zones."""
    return tuple(line for tell in WORDING_PARTS for line in tell(before, after))


def _field(name: str) -> Callable[[Promise, Promise], Iterator[str]]:
    def tell(before: Promise, after: Promise) -> Iterator[str]:
        earlier, later = fold(str(getattr(before, name))), fold(str(getattr(after, name)))
        if earlier != later:
            yield f"{name}: {shortened(earlier)} -> {shortened(later)}"

    return tell


def _statement(before: Promise, after: Promise) -> Iterator[str]:
    earlier, later = fold(before.statement), fold(after.statement)
    if earlier == later and before.status == "proposed" and after.status == "active":
        yield f"now: {shortened(later)}"
    if earlier != later:
        yield f"before: {shortened(earlier)}"
        yield f"now: {shortened(later)}"


def _terms(before: Promise, after: Promise) -> Iterator[str]:
    earlier = {fold(term.measure): term for term in before.terms}
    later = {fold(term.measure): term for term in after.terms}
    for measure in {**earlier, **later}:
        pair = earlier.get(measure), later.get(measure)
        if pair[0] != pair[1]:
            yield f"{measure}: {_bound(pair[0])} -> {_bound(pair[1])}"


def _bound(term: Term | None) -> str:
    return "nothing" if term is None else f"{term.bound.replace('_', ' ')} {term.value}"


def _audience(before: Promise, after: Promise) -> Iterator[str]:
    earlier, later = ({fold(name): None for name in promise.audience} for promise in (before, after))
    for word, names in (
        ("no longer for", earlier.keys() - later.keys()),
        ("now also for", later.keys() - earlier.keys()),
    ):
        if names:
            yield f"{word}: {', '.join(sorted(names))}"


def _condition(before: Promise, after: Promise) -> Iterator[str]:
    for name, earlier, later in (
        ("applies when", before.applies_when.says, after.applies_when.says),
        ("condition", before.applies_when.cel, after.applies_when.cel),
        ("cohort", before.experiment.cohort, after.experiment.cohort),
        ("made to", before.legacy.made_to, after.legacy.made_to),
        ("started", str(before.experiment.started or ""), str(after.experiment.started or "")),
        ("decide by", str(before.experiment.decide_by or ""), str(after.experiment.decide_by or "")),
        ("honour until", str(before.legacy.honour_until or ""), str(after.legacy.honour_until or "")),
    ):
        if fold(earlier) != fold(later):
            yield f"{name}: {shortened(fold(earlier)) or 'nothing'} -> {shortened(fold(later)) or 'nothing'}"


def _zones(before: Promise, after: Promise) -> Iterator[str]:
    earlier, later = (
        {name: fold(zone.says) or "nothing said" for name, zone in promise.zones_kept.items()}
        for promise in (before, after)
    )
    for zone in ZONES:
        pair = earlier.get(zone, "not there"), later.get(zone, "not there")
        if pair[0] != pair[1]:
            yield f"{zone}: {shortened(pair[0])} -> {shortened(pair[1])}"


def _ending(before: Promise, after: Promise) -> Iterator[str]:
    """Say what follows and why; of an ending that there was before, also what became of its day and its zones."""
    if before.status not in ENDED:
        yield from _ended(after) if after.status in ENDED and after.ending else ()
        return
    earlier, later = before.ending or Ending(), after.ending or Ending()
    rows = [
        ("last day", str(earlier.date or ""), str(later.date or "")),
        *(
            (f"{zone} stopped", _stopped(earlier, zone), _stopped(later, zone))
            for zone in sorted(earlier.zones.keys() | later.zones.keys())
        ),
        ("superseded by", *(", ".join(sorted(one.superseded_by)) for one in (earlier, later))),
    ]
    for name, was, now in rows:
        if was != now:
            yield f"{name}: {shortened(was) or 'nothing'} -> {shortened(now) or 'nothing'}"


def _ended(after: Promise) -> Iterator[str]:
    ending = after.ending or Ending()
    if ending.superseded_by:
        yield f"superseded by: {', '.join(sorted(ending.superseded_by))}"
    if ending.date:
        yield f"last day: {ending.date.isoformat()}"
    if ending.why.strip():
        yield f"why: {shortened(fold(ending.why))}"


def _stopped(ending: Ending, zone: str) -> str:
    stop = ending.zones.get(zone)
    return fold(f"{stop.stopped_on or 'some day'} {stop.by}") if stop else ""


def _notices(before: Promise, after: Promise) -> Iterator[str]:
    """Say which notices of an ended promise are gone, and what its audience is told in their place."""
    if before.status not in ENDED:
        return
    there = [normal_row(notice) for notice in before.notices]
    fresh = [notice for notice in after.notices if normal_row(notice) not in there]
    for notice in notices_lost(before, after):
        place = next((one for one in fresh if fold(one.audience) == fold(notice.audience)), None)
        if place in fresh:
            fresh.remove(place)
        yield f"notice to {fold(notice.audience)}: {_notice(notice)} -> {_notice(place)}"


def _notice(notice: Notice | None) -> str:
    return "nothing" if notice is None else shortened(fold(f"{notice.date} {notice.says}"))


def shortened(text: str) -> str:
    """Return a text of at most LONGEST characters."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


COMPARED_PARTS = (
    _field("status"),
    _field("layer"),
    _field("title"),
    _field("owner"),
    _statement,
    _terms,
    _audience,
    _condition,
    _ending,
    _notices,
)
WORDING_PARTS = (_field("layer"), _statement, _terms, _audience, _condition, _zones)
