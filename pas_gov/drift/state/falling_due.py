"""What falls due in the days to come: reviews, experiments, sunsets, notices, endings, attestations, waivers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from pas_gov.drift.state.stack_state import StackState
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.normal import fold
from pas_gov.model.records.waiver import Waiver
from pas_gov.model.stack.entry import Entry

DueKind = Literal[
    "review", "experiment", "sunset", "notice", "ending", "untold", "stop", "attestation", "waiver"
]
DUE_KINDS: tuple[DueKind, ...] = (
    "ending",
    "untold",
    "stop",
    "experiment",
    "sunset",
    "notice",
    "review",
    "attestation",
    "waiver",
)
DAYS = 90


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due on a day: the last on which an attestation or a waiver counts, else the one that is named.

    ``entry`` is the promise, None of a waiver for the whole stack; ``zone`` is "" where no zone is concerned; ``about`` is
    the audience of a notice, or of an ending of which no notice to it is recorded (``untold``), or the waiver's id.
    """

    day: date
    kind: DueKind
    entry: Entry | None
    zone: str = ""
    about: str = ""


def falling_due(
    state: StackState, waivers: Iterable[Waiver], max_age: int, days: int = DAYS
) -> tuple[Due, ...]:
    """Return what falls due from the state's day on, the next first; an attestation counts for ``max_age`` days."""
    last = state.today + timedelta(days=days)
    found = [due for one in state.stack.entries.values() for due in _of(one, state.today, max_age)]
    found += [
        Due(one.last, "waiver", state.stack.get(one.promise), about=one.id)
        for one in waivers
        if one.first <= state.today and not one.commit
    ]
    return tuple(sorted((one for one in found if state.today <= one.day <= last), key=_place))


def _place(one: Due) -> tuple[date, int, str, str, str]:
    return one.day, DUE_KINDS.index(one.kind), one.entry.id if one.entry else "", one.zone, one.about


def _of(entry: Entry, today: date, max_age: int) -> Iterator[Due]:
    """Yield all days that a promise names, and those on which what its zones said no longer counts."""
    if entry.active:
        yield from _attestations(entry, max_age)
        yield from _dates(entry)
    for notice in entry.promise.notices:
        if notice.date > today and not notice.evidence:  # what has evidence, or is of today, has been given
            yield Due(notice.date, "notice", entry, about=notice.audience)
    yield from _ending(entry)


def _attestations(entry: Entry, max_age: int) -> Iterator[Due]:
    for said in entry.facts.zones:
        if said.day and said.wording == entry.wording and said.reality == "kept":
            yield Due(date.fromisoformat(said.day) + timedelta(days=max_age), "attestation", entry, said.zone)


def _dates(entry: Entry) -> Iterator[Due]:
    promise = entry.promise
    until, decide = promise.legacy.honour_until, promise.experiment.decide_by
    if promise.review_by:
        yield Due(promise.review_by, "review", entry)
    if entry.layer == "experimental" and decide:
        yield Due(decide, "experiment", entry)
    if entry.layer == "legacy" and isinstance(until, date):
        yield Due(until, "sunset", entry)


def _ending(entry: Entry) -> Iterator[Due]:
    """Yield the day on which a promise ends, and those on which zones stop that don't stop on it."""
    ending = entry.promise.ending if entry.ended else None
    if ending is None:
        return
    if ending.date:
        yield Due(ending.date, "ending", entry)
        told = {fold(notice.audience) for notice in entry.promise.notices}
        for audience in entry.promise.audience:
            if fold(audience) not in told:
                yield Due(ending.date, "untold", entry, about=audience)
    for zone, stop in ending.zones.items():
        if stop.stopped_on and stop.stopped_on != ending.date:
            yield Due(stop.stopped_on, "stop", entry, zone)
