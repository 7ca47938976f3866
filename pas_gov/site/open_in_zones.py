"""What is still open in a zone: endings owed there until a day, and what it hasn't confirmed since a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pas_gov.drift.state.stack_state import StackState
from pas_gov.ledger.propagation.core_change import CoreChange
from pas_gov.ledger.propagation.zone_confirmation import Unverified
from pas_gov.model.stack.entry import Entry


def owed_in(state: StackState, zone: str) -> tuple[tuple[Entry, date], ...]:
    """Return the ended promises that are owed in a zone until a day, that day included; the next first."""
    found = [
        (entry, day)
        for entry in state.stack.entries.values()
        if entry.ended and (day := _last_day(entry, zone)) and day >= state.today
    ]
    return tuple(sorted(found, key=lambda one: (one[1], one[0].id)))


def _last_day(entry: Entry, zone: str) -> date | None:
    ending = entry.promise.ending
    if ending is None or zone not in entry.promise.zones_kept:
        return None
    stop = ending.zones.get(zone)
    return stop.stopped_on if stop and stop.stopped_on else ending.date


def unverified_in(changes: Iterable[CoreChange], zone: str) -> tuple[tuple[CoreChange, Unverified], ...]:
    """Return what a zone hasn't confirmed since a change of a Core, with the change; what is owed until a day aside."""
    return tuple((change, gap) for change, where, gap in unconfirmed(changes) if where == zone)


def unconfirmed(changes: Iterable[CoreChange]) -> Iterator[tuple[CoreChange, str, Unverified]]:
    """Yield what each zone hasn't confirmed since a change of a Core; what is owed until a day aside."""
    for change in changes:
        for one in change.zones:
            yield from ((change, one.zone, gap) for gap in one.missing if gap.why != "stops-later")


def confirmed_before(changes: Iterable[CoreChange]) -> Mapping[tuple[str, str], CoreChange]:
    """Return the latest change since which a zone hasn't confirmed what it had confirmed before, by promise and zone.

    Such a promise is kept there, as ``state`` tells, by a confirmation of its present wording that is older than what
    it rests on. ``changes`` come newest first.
    """
    found: dict[tuple[str, str], CoreChange] = {}
    for change, zone, gap in unconfirmed(changes):
        if gap.why == "not-since":
            found.setdefault((gap.entry.id, zone), change)
    return found
