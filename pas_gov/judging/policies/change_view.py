"""A change, a link and a zone as policies read them: the values of the variables ``change``, ``link`` and ``entry``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any

from pas_gov.cel.evaluating.values import Map
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.record_view import RecordView, Row, answer
from pas_gov.judging.policies.recorded_answers import RecordedAnswer, recorded_answers
from pas_gov.judging.policies.stack_view import notice_row, zone_row
from pas_gov.model.records.normal import fold
from pas_gov.model.records.placeholders import is_placeholder, tells
from pas_gov.model.records.promise import Attestation, Condition, Experiment, Legacy, Promise, Zone
from pas_gov.model.records.settings import Settings
from pas_gov.model.stack.change import Change
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.notices import notices_added
from pas_gov.model.stack.transition import LinkFacts, Transition

EMPTY: tuple[object, ...] = (None, "", (), {}, Condition(), Experiment(), Legacy())


@dataclass(frozen=True, eq=False)
class ChangeContext:
    """A whole change, with what the settings say of who speaks for whom."""

    transition: Transition
    settings: Settings = field(default_factory=Settings)
    _answers: dict[str, tuple[RecordedAnswer, ...]] = field(default_factory=dict)

    def answers(self, change: Change) -> tuple[RecordedAnswer, ...]:
        """Return what one promise gains of reviews, attestations and endings; told once."""
        if change.id not in self._answers:
            self._answers[change.id] = tuple(_signed(change))
        return self._answers[change.id]

    @cached_property
    def alike(self) -> Mapping[str, int]:
        """How many promises each note answers for; one that says nothing answers for none."""
        notes = (
            {fold(one.note) for one in self.answers(change) if not is_placeholder(one.note)}
            for change in self.transition.changes
        )
        return Counter(note for several in notes for note in several)


def _signed(change: Change) -> Iterator[RecordedAnswer]:
    if change.after is not None:
        before = change.before.promise if change.before else None
        yield from (one for one in recorded_answers(before, change.after.promise) if one.kind != "notice")


Source = tuple[ChangeContext, Change]


def change_view(context: ChangeContext, change: Change) -> Map:
    """Return the variable ``change``, as CEL reads it."""
    return Map(RecordView(CHANGE_BUILDERS, (context, change)))


def _answers(source: Source) -> list[Row]:
    context, change = source
    return [_answer_row(context, one, change.entry.promise.owner) for one in context.answers(change)]


def _is_unsigned_part(one: RecordedAnswer) -> bool:
    """Tell whether an answer is a zone's part of an ending, which whoever decided that may record without a name."""
    return one.kind == "ending" and one.zone is not None and not fold(one.by)


def _answer_row(context: ChangeContext, one: RecordedAnswer, owner: str) -> Row:
    by = fold(one.by)
    return {
        "kind": one.kind, "by": by, "note": answer(fold(one.note)), "target": one.target or "", "zone": one.zone or "",
        "by_owner": _is_unsigned_part(one) or context.settings.speaks_for(by, owner),
        "alike": context.alike.get(fold(one.note), 0), "repeated": one.repeated,
    }  # fmt: skip


def _fields(source: Source) -> list[str]:
    """Return the keys that differ; of a promise that was made or erased, all that it has."""
    change = source[1]
    if change.before is None or change.after is None:
        whole = change.entry.promise
        return [f.name for f in fields(Promise) if getattr(whole, f.name) not in EMPTY]
    before, after = change.before.promise, change.after.promise
    return [f.name for f in fields(Promise) if getattr(before, f.name) != getattr(after, f.name)]


def _notices_added(source: Source) -> list[Row]:
    change = source[1]
    if change.after is None:
        return []
    before = _telling(change.before.promise) if change.before else None
    return [notice_row(one) for one in notices_added(before, _telling(change.after.promise))]


def _telling(promise: Promise) -> Promise:
    """Return the promise without the notices that say nothing."""
    return replace(promise, notices=tuple(filter(tells, promise.notices)))


def _dependents(source: Source) -> list[str]:
    transition, change = source[0].transition, source[1]
    earlier = transition.dependents_before.get(change.id, ())
    return sorted({*earlier, *transition.dependents_after.get(change.id, ())})


CHANGE_BUILDERS: Mapping[str, Callable[[Source], Any]] = {
    "id": lambda source: source[1].id,
    "kinds": lambda source: list(source[1].kinds),
    "material": lambda source: source[1].material,
    "fields": _fields,
    "notices_added": _notices_added,
    "dependents": _dependents,
    "answers": _answers,
}


def link_row(link: LinkFacts) -> Map:
    """Return the variable ``link``, as CEL reads it."""
    written = link.written
    day = {"date": written.date} if written.date else {}
    return Map({
        "promise": written.promise, "state": link.state, "was": link.was, "affected": link.affected,
        "recorded": written.revision, "by": written.by, "note": answer(written.note), **day,
    })  # fmt: skip


def zone_entry(entry: Entry, zone: Zone, today: date) -> Map:
    """Return the variable ``entry``, as CEL reads it: a zone with the state and the age in days of its attestation."""
    attested = zone.attested
    age = {"age": (today - attested.date).days} if attested else {}
    row = zone_row(zone)
    row |= {
        "state": _attested(entry, attested),
        "reality": attested.reality if attested else "",
        **age,
    }
    return Map(row)


def _attested(entry: Entry, attested: Attestation | None) -> str:
    if attested is None:
        return "missing"
    return "current" if attested.wording == entry.wording else "outdated"
