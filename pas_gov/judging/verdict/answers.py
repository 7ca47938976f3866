"""Who answers for what in a change: each review, attestation, ending, notice and waiver that it adds (SPEC 6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pas_gov.diagnostics import bounded
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.record_view import answer
from pas_gov.judging.policies.recorded_answers import AnswerKind, RecordedAnswer, recorded_answers
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import Promise
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.records.settings import Settings
from pas_gov.model.records.waiver import WHOLE_STACK, Waiver
from pas_gov.model.stack.transition import Transition

KINDS: tuple[AnswerKind, ...] = ("review", "attestation", "ending", "notice", "waiver")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that a change records.

    ``promise`` and ``owner`` are "" for a waiver of the whole stack, ``by`` where nobody signed (as of notices).
    ``target`` is the promise that was reviewed against, or that a waiver names; ``about`` is what was said: the
    reality attested, the day of an ending or of a zone's stop, the audience told, the policy waived.
    ``by_owner``: whether the signer answers for the promise; None where nobody signed or there is no promise.
    ``day`` is that of a notice, where it isn't the day on which the change is judged.
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
    day: str = ""


def answers(
    change: Transition, before: Rulebook, after: Rulebook, settings: Settings, today: date
) -> tuple[Answer, ...]:
    """Return what a change answers, sorted by promise and kind; ``settings`` name the members of teams."""
    found = [
        _answer(row, one.after.promise, settings, today)
        for one in change.changes
        if one.after is not None
        for row in recorded_answers(one.before.promise if one.before else None, one.after.promise)
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


def _order(one: Answer) -> tuple[object, ...]:
    return one.promise, KINDS.index(one.kind), one.target or "", one.zone or "", one.about


def _answer(row: RecordedAnswer, promise: Promise, settings: Settings, today: date) -> Answer:
    by = fold(row.by)
    return Answer(
        promise=promise.id,
        kind=row.kind,
        target=row.target,
        zone=row.zone,
        owner=fold(promise.owner),
        by=by,
        note=bounded(answer(fold(row.note))),
        about=fold(row.about),
        by_owner=settings.speaks_for(by, promise.owner) if by else None,
        day="" if row.day == today.isoformat() else row.day,
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
        note=bounded(fold(waiver.reason)),
        about=waiver.policy,
        by_owner=settings.speaks_for(waiver.approved_by, owner) if owner else None,
    )
