"""Indexes of one site: events, claims and what waits, by promise, zone and owner, each worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.state.promise_state import PromiseState
from pas_gov.drift.state.stack_state import CoreStanding
from pas_gov.drift.zones.drift_items import AssessedIndicator
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.events.record_parts import FieldChange
from pas_gov.ledger.propagation.core_change import CoreChange
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import predecessors
from pas_gov.site.model import Site
from pas_gov.site.open_in_zones import confirmed_before

SAID = frozenset(
    (
        "title",
        "statement",
        "terms",
        "layer",
        "status",
        "owner",
        "audience",
        "applies_when",
        "experiment",
        "legacy",
        "ending",
    )
)
"""The parts of a record that a promise's history tells in the open; a click shows the others."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an event changed: of what the promise says, and of what else stands in its record."""

    words: tuple[FieldChange, ...]
    record: tuple[FieldChange, ...]


NOTHING = Told((), ())


class SiteIndex:
    """One site with its indexes."""

    def __init__(self, site: Site) -> None:
        """Take the site; every index is made when it is first asked for."""
        self.site = site

    @cached_property
    def events(self) -> Mapping[str, tuple[Event, ...]]:
        """The events of each promise that ever was, newest first."""
        return _grouped((event.promise, event) for event in self.site.events if event.promise)

    @cached_property
    def sentences(self) -> Mapping[str, tuple[ClaimFinding, ...]]:
        """The sentences of texts that speak of each promise."""
        texts = self.site.state.observed.texts
        return _grouped((one.promise, one) for one in (texts.findings if texts else ()) if one.promise)

    @cached_property
    def indicators(self) -> Mapping[str, tuple[AssessedIndicator, ...]]:
        """The indicators of each promise, as they were assessed."""
        return _grouped((one.entry.id, one) for one in self.site.state.observed.indicators or ())

    @cached_property
    def owned(self) -> Mapping[str, tuple[PromiseState, ...]]:
        """The promises of each owner that stand, or of which something is found; owners in order."""
        found = _grouped(
            (one.entry.promise.owner, one)
            for one in self.site.state.promises.values()
            if one.entry.active or one.items
        )
        return {owner: found[owner] for owner in sorted(found)}

    @cached_property
    def cores(self) -> Mapping[str, CoreStanding]:
        """The active Cores, with what carries each."""
        return {one.own.entry.id: one for one in self.site.state.cores}

    @cached_property
    def confirmed_before(self) -> Mapping[tuple[str, str], CoreChange]:
        """The change that a zone's confirmation of a promise is older than, by promise and zone."""
        return confirmed_before(self.site.changes)

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[str, ...]]:
        """The promises that each one supersedes."""
        return predecessors(self.site.stack)

    @cached_property
    def everyone(self) -> Mapping[str, Entry]:
        """Every promise that has a page, by id: the stack's, and those that history alone knows, as last read."""
        gone = {one: entry for one, found in self.events.items() if (entry := _last(found)) is not None}
        both = {**gone, **self.site.stack.entries}
        return {one: both[one] for one in sorted(both)}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The title of every promise that has a page."""
        return {identity: entry.promise.title for identity, entry in self.everyone.items()}

    def renamed(self, identity: str, day: date) -> str:
        """Return the title that a promise had on a day, or first had after it; "" where it is still called so."""
        entries = [event.entry for event in self.events.get(identity, ()) if event.origin.day <= day]
        first = self.events[identity][-1].entry if identity in self.events else None
        then = next((one for one in (*entries, first) if one is not None), None)
        title = then.promise.title if then else ""
        return "" if title == self.titles.get(identity) else title

    def told(self, event: Event) -> Told:
        """Return what an event changed; what a promise said first stands on its page anyway, so it isn't told again."""
        if event.before is None and event is self.events[event.promise][-1]:
            return NOTHING
        found = event.differences
        words = tuple(one for one in found if one.field.partition("[")[0].partition(".")[0] in SAID)
        return Told(words, tuple(one for one in found if one not in words))

    def state(self, identity: str) -> PromiseState | None:
        """Return how a promise stands, None of one that isn't in the stack."""
        return self.site.state.promises.get(identity)


def _last(events: Iterable[Event]) -> Entry | None:
    return next((event.entry for event in events if event.entry is not None), None)


def _grouped(pairs: Iterable[tuple[str, object]]) -> Mapping[str, tuple]:  # type: ignore[type-arg]  # of any value
    found: dict[str, list[object]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
