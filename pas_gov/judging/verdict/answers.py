"""Who answers for what in a change: each review, attestation, ending, notice and waiver that it adds (SPEC 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import Ending, Promise, ZoneStop
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.records.settings import Settings
from pas_gov.model.records.waiver import WHOLE_STACK, Waiver
from pas_gov.model.stack.change import normal_row, notices_added
from pas_gov.model.stack.transition import Transition

AnswerKind = Literal["review", "attestation", "ending", "notice", "waiver"]
KINDS: tuple[AnswerKind, ...] = ("review", "attestation", "ending", "notice", "waiver")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that a change records.

    ``promise`` and ``owner`` are "" for a waiver of the whole stack, ``by`` where nobody signed (as of notices).
    ``target`` is the promise that was reviewed against, or that a waiver names; ``about`` is what was said: the
    reality attested, the day of an ending or of a zone's stop, the audience told, the policy waived.
    ``by_owner``: whether the signer answers for the promise; None where nobody signed or there is no promise.
    """

    promise: str
    kind: AnswerKind
    target: str | None
    zone: str | None
    owner: str
    by: str
    note: str
    about: str = ""
    by_owner: bool | None = None


def answers(change: Transition, before: Rulebook, after: Rulebook, settings: Settings) -> tuple[Answer, ...]:
    """Return what a change answers, sorted by promise and kind; ``settings`` name the members of teams."""
    found = [
        _answer(row, one.after.promise, settings)
        for one in change.changes
        if one.after is not None
        for read in RECORDED
        for row in read(one.before.promise if one.before else None, one.after.promise)
    ]
    found += [_waived(waiver, change, settings) for waiver in waivers_added(before, after)]
    return tuple(sorted(found, key=_order))


def waivers_added(before: Rulebook, after: Rulebook) -> Iterator[Waiver]:
    """Yield the waivers that are new, or that say another thing than they did (a longer time, another promise)."""
    known = {_excuse(waiver) for waiver in before.waivers}
    return (waiver for waiver in after.waivers if _excuse(waiver) not in known)


def _excuse(waiver: Waiver) -> tuple[object, ...]:
    """Return what a waiver excuses, why, until when and by whom: without its file and its ticket."""
    return (
        waiver.id, waiver.policy, waiver.promise, waiver.target, waiver.commit, waiver.reason,
        waiver.approved_by, waiver.first, waiver.last,
    )  # fmt: skip


def _order(answer: Answer) -> tuple[object, ...]:
    return answer.promise, KINDS.index(answer.kind), answer.target or "", answer.zone or "", answer.about


@dataclass(frozen=True, slots=True)
class _Row:
    """One answer as a record has it, before its promise and owner are known."""

    kind: AnswerKind
    by: str = ""
    note: str = ""
    target: str | None = None
    zone: str | None = None
    about: str = ""


def _answer(row: _Row, promise: Promise, settings: Settings) -> Answer:
    by = fold(row.by)
    return Answer(
        promise=promise.id,
        kind=row.kind,
        target=row.target,
        zone=row.zone,
        owner=fold(promise.owner),
        by=by,
        note=fold(row.note),
        about=fold(row.about),
        by_owner=settings.speaks_for(by, promise.owner) if by else None,
    )


def _waived(waiver: Waiver, change: Transition, settings: Settings) -> Answer:
    entry = change.after.get(waiver.promise) or change.before.get(waiver.promise)
    owner = entry.promise.owner if entry else ""
    return Answer(
        promise="" if waiver.promise == WHOLE_STACK else waiver.promise,
        kind="waiver",
        target=waiver.target or None,
        zone=None,
        owner=fold(owner),
        by=fold(waiver.approved_by),
        note=fold(waiver.reason),
        about=waiver.policy,
        by_owner=settings.speaks_for(waiver.approved_by, owner) if owner else None,
    )


def _reviews(before: Promise | None, after: Promise) -> Iterator[_Row]:
    """Yield each alignment that names a revision and didn't stand so before."""
    earlier = {normal_row(link) for link in before.aligned_to} if before else set()
    for link in after.aligned_to:
        if link.revision and normal_row(link) not in earlier:
            yield _Row("review", link.by, link.note, target=link.promise)


def _attestations(before: Promise | None, after: Promise) -> Iterator[_Row]:
    for name, zone in after.zones.items():
        earlier = before.zones[name].attested if before and name in before.zones else None
        said = zone.attested
        if said is not None and (earlier is None or normal_row(earlier) != normal_row(said)):
            yield _Row("attestation", said.by, said.note, zone=name, about=said.reality)


def _endings(before: Promise | None, after: Promise) -> Iterator[_Row]:
    """Yield the promise's own ending, and each zone's: it stopped, or left."""
    earlier = before.ending if before else None
    ending = after.ending
    if ending is not None and _decision(ending) != (_decision(earlier) if earlier else None):
        target = ending.superseded_by[0] if len(ending.superseded_by) == 1 else None
        yield _Row("ending", ending.decided_by, ending.why, target, about=str(ending.date or ""))
    for name, stop in (ending.zones if ending else {}).items():
        if stop != (earlier.zones.get(name) if earlier else None):
            yield _stopped(name, stop)
    for name, zone in after.zones.items():
        left = before.zones[name].left if before and name in before.zones else None
        if zone.left is not None and zone.left != left:
            yield _Row("ending", zone.left.by, zone.left.evidence, zone=name, about=str(zone.left.date))


def _decision(ending: Ending) -> tuple[object, ...]:
    return ending.date, fold(ending.why), fold(ending.decided_by), ending.superseded_by


def _stopped(zone: str, stop: ZoneStop) -> _Row:
    return _Row("ending", stop.by, stop.evidence, zone=zone, about=str(stop.stopped_on or ""))


def _notices(before: Promise | None, after: Promise) -> Iterator[_Row]:
    for notice in notices_added(before, after):
        yield _Row("notice", note=notice.says, about=notice.audience)


RECORDED: tuple[Callable[[Promise | None, Promise], Iterator[_Row]], ...] = (
    _reviews,
    _attestations,
    _endings,
    _notices,
)
