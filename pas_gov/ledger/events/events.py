"""History as typed events: each changed promise of each step, with what differs. A fold over steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.record_parts import FieldChange, field_changes
from pas_gov.ledger.replay.origin import Origin
from pas_gov.ledger.replay.steps import Step
from pas_gov.model.stack.change import KINDS, Change, changes, with_last_readable
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack

UNREADABLE, READABLE, UNREAD = "unreadable", "readable", "unread"
EVENT_KINDS = (*KINDS, UNREADABLE, READABLE, UNREAD)
"""The kinds of a change, and beside them: a record that became unreadable, or readable; a step that can't be read."""


@dataclass(frozen=True, slots=True)
class Event:
    """What one step did to one promise.

    ``before`` and ``after`` are the promise's records, None where there is none. Of an unreadable record ``promise`` is
    the id that it names, "" where it names none. A step that can't be read is an event of no promise; ``note`` says
    why, or what else there is to say.
    """

    origin: Origin
    promise: str
    kinds: tuple[str, ...]
    material: bool = False
    before: Entry | None = None
    after: Entry | None = None
    path: str = ""
    note: str = ""

    @property
    def entry(self) -> Entry | None:
        """The promise as it was after the step, or else before."""
        return self.after or self.before

    @property
    def differences(self) -> tuple[FieldChange, ...]:
        """What differs in the record; of one that was made or erased, its statement and terms."""
        found = field_changes(self.before, self.after)
        if self.before is not None and self.after is not None:
            return found
        return tuple(one for one in found if one.field == "statement" or one.field.startswith("terms["))


def events(steps: Iterable[Step]) -> tuple[Event, ...]:
    """Return the events of steps that come newest first; within a step by id, unreadable records last.

    A record that nobody could read for a while is held as it was last read: when it can be read again it isn't made
    anew, and when its file goes it is erased.
    """
    found = list(_events(steps))
    held: dict[str, Entry] = {}
    for place in range(len(found) - 1, -1, -1):
        found[place] = _held(found[place], held)
    return tuple(found)


def _held(event: Event, held: dict[str, Entry]) -> Event:
    """Return an event as it is beside what is held, and settle that; events come oldest first."""
    if UNREADABLE in event.kinds:
        if event.before is not None:
            held[event.promise] = event.before
        return event
    last = held.pop(event.promise, None)
    if last is None:
        return event
    if READABLE in event.kinds:
        if event.after is not None:
            return event
        return replace(
            event, kinds=("erased",), material=True, before=last, note="it couldn't be read when it went"
        )
    if event.after is None or "made" not in event.kinds:
        return event
    again = changes(Stack("held", {last.id: last}), Stack("read", {last.id: event.after}))
    kinds = again[0].kinds if again else ()
    material = any(one.material for one in again)
    return replace(event, kinds=(READABLE, *kinds), material=material, before=last)


def _events(steps: Iterable[Step]) -> Iterator[Event]:
    for step in steps:
        if step.unread:
            yield Event(step.origin, "", (UNREAD,), note=step.unread)
        elif step.paths.promises:
            yield from _of_step(step)


def _of_step(step: Step) -> Iterator[Event]:
    before, after = step.before.stack, step.after.stack
    stands = with_last_readable(before, after)
    for change in changes(before, stands, step.ids, step.origin.day):
        yield _changed(step.origin, change, ambiguous=change.id in after.ambiguous)
    lost = after.unreadable.items() - before.unreadable.items()
    found = before.unreadable.items() - after.unreadable.items()
    at_path = {entry.path: entry for entry in before.entries.values()} if lost else {}
    for path, identity in sorted(lost):
        last = before.get(identity) or at_path.get(path)
        note = "nobody can read this record any more; its last readable state stands" if last else ""
        whose = last.id if last else identity
        yield Event(step.origin, whose, (UNREADABLE,), before=last, after=last, path=path, note=note)
    paths = {entry.path for entry in after.entries.values()} if found else set()
    for path, identity in sorted(found):
        if path not in after.unreadable and path not in paths:
            yield Event(
                step.origin, identity, (READABLE,), path=path, note="its file is gone, and was never read"
            )


def _changed(origin: Origin, change: Change, *, ambiguous: bool) -> Event:
    note = "several files have this id" if ambiguous else ""
    return Event(
        origin, change.id, change.kinds, change.material, change.before, change.after, change.entry.path, note
    )


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are wanted; an empty tuple or None asks nothing, and all that ask must hold."""

    promises: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    material: bool = False

    def wants(self, event: Event) -> bool:
        """Tell whether an event meets every condition; owners and authors match by a part of their name."""
        sides = [side for side in (event.before, event.after) if side is not None]
        return (
            (not self.promises or event.promise in self.promises)
            and (not self.layers or any(side.layer in self.layers for side in sides))
            and (not self.zones or any(zone in side.promise.zones for zone in self.zones for side in sides))
            and (not self.kinds or any(kind in self.kinds for kind in event.kinds))
            and (not self.owners or any(_named(self.owners, side.promise.owner) for side in sides))
            and (not self.authors or _named(self.authors, event.origin.author))
            and (self.since is None or event.origin.day >= self.since)
            and (self.until is None or event.origin.day <= self.until)
            and (event.material or not self.material)
        )


def _named(wanted: tuple[str, ...], name: str) -> bool:
    return any(one.casefold() in name.casefold() for one in wanted)
