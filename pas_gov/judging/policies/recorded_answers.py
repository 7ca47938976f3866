"""What a change records of answers: the reviews, attestations, endings and notices that a promise gains (SPEC 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from pas_gov.foundation.values import dataclass
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import Alignment, Ending, Promise, ZoneStop
from pas_gov.model.stack.notices import normal_row, notices_added

AnswerKind = Literal["review", "attestation", "ending", "notice", "waiver"]


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """One answer as a record has it: who signed it, what was said, and of which promise or zone.

    ``repeated``: day, signer and note are those of an earlier review of the same promise: nobody signed this one.
    ``day`` is that of a notice.
    """

    kind: AnswerKind
    by: str = ""
    note: str = ""
    target: str | None = None
    zone: str | None = None
    about: str = ""
    repeated: bool = False
    day: str = ""


def recorded_answers(before: Promise | None, after: Promise) -> Iterator[RecordedAnswer]:
    """Yield every answer that a promise has now and didn't have before."""
    for read in RECORDED:
        yield from read(before, after)


def _reviews(before: Promise | None, after: Promise) -> Iterator[RecordedAnswer]:
    """Yield each alignment that names a revision and didn't stand so before."""
    stood = before.aligned_to if before else ()
    come = [link for link in after.aligned_to if link.revision and link not in stood]
    if not come:
        return
    earlier = {normal_row(link) for link in stood}
    signed = {_signature(link) for link in stood if link.revision}
    for link in come:
        if normal_row(link) not in earlier:
            repeated = _signature(link) in signed
            yield RecordedAnswer("review", link.by, link.note, target=link.promise, repeated=repeated)


def _signature(link: Alignment) -> tuple[object, ...]:
    return link.promise, link.date, fold(link.by), fold(link.note)


def _attestations(before: Promise | None, after: Promise) -> Iterator[RecordedAnswer]:
    for name, zone in after.zones.items():
        earlier = before.zones[name].attested if before and name in before.zones else None
        said = zone.attested
        if said is None or said == earlier:
            continue
        if earlier is None or normal_row(earlier) != normal_row(said):
            yield RecordedAnswer("attestation", said.by, said.note, zone=name, about=said.reality)


def _endings(before: Promise | None, after: Promise) -> Iterator[RecordedAnswer]:
    """Yield the promise's own ending, and each zone's: it stopped, or left."""
    earlier = before.ending if before else None
    ending = after.ending
    if ending is not None and _decision(ending) != (_decision(earlier) if earlier else None):
        target = ending.superseded_by[0] if len(ending.superseded_by) == 1 else None
        yield RecordedAnswer("ending", ending.decided_by, ending.why, target, about=str(ending.date or ""))
    for name, stop in (ending.zones if ending else {}).items():
        if stop != (earlier.zones.get(name) if earlier else None):
            yield _stopped(name, stop)
    for name, zone in after.zones.items():
        left = before.zones[name].left if before and name in before.zones else None
        if zone.left is not None and zone.left != left:
            yield RecordedAnswer(
                "ending", zone.left.by, zone.left.evidence, zone=name, about=str(zone.left.date)
            )


def _decision(ending: Ending) -> tuple[object, ...]:
    return ending.date, fold(ending.why), fold(ending.decided_by), ending.superseded_by


def _stopped(zone: str, stop: ZoneStop) -> RecordedAnswer:
    return RecordedAnswer("ending", stop.by, stop.evidence, zone=zone, about=str(stop.stopped_on or ""))


def _notices(before: Promise | None, after: Promise) -> Iterator[RecordedAnswer]:
    for notice in notices_added(before, after):
        yield RecordedAnswer("notice", note=notice.says, about=notice.audience, day=notice.date.isoformat())


RECORDED: tuple[Callable[[Promise | None, Promise], Iterator[RecordedAnswer]], ...] = (
    _reviews,
    _attestations,
    _endings,
    _notices,
)
