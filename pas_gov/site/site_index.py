"""Indexes of one site: events, attestations and gaps by promise and zone, each worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from pas_gov.drift.zones.attestations import (
    ATTESTATION_STATES,
    AttestationState,
    ZoneAttestation,
    ZoneCell,
    zone_matrix,
)
from pas_gov.drift.zones.concentration import grouped_by_zone
from pas_gov.drift.zones.gaps import Gap
from pas_gov.ledger.events.events import Event
from pas_gov.model.records.promise import LAYERS
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import predecessors
from pas_gov.site.model import Site


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
    def standings(self) -> Mapping[str, tuple[ZoneAttestation, ...]]:
        """What the zones say of each active promise."""
        return _grouped((one.entry.id, one) for one in self.site.standings)

    @cached_property
    def gaps(self) -> Mapping[str, tuple[Gap, ...]]:
        """The gaps of each promise, the weightiest first."""
        return _grouped((gap.entry.id, gap) for gap in self.site.gaps)

    @cached_property
    def zone_gaps(self) -> Mapping[str, tuple[Gap, ...]]:
        """The gaps of each zone that has any, the zone first in which most of the gap lies; "" for those of no zone."""
        return grouped_by_zone(self.site.gaps)

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

    def title(self, identity: str) -> str:
        """Return a promise's title, "" where nobody ever heard of it."""
        entry = self.everyone.get(identity)
        return entry.promise.title if entry else ""

    def worst(self, identity: str) -> AttestationState | None:
        """Return the worst sign of a promise over its zones, None where no zone delivers it."""
        signs = {one.state for one in self.standings.get(identity, ())}
        return next((sign for sign in ATTESTATION_STATES if sign in signs), None)

    @cached_property
    def matrix(self) -> tuple[tuple[str, tuple[ZoneCell, ...]], ...]:
        """The layers that hold active promises, each with its five zones."""
        return zone_matrix(self.site.standings, [layer for layer in LAYERS if self.active(layer)])

    def active(self, layer: str) -> int:
        """Return how many active promises a layer holds."""
        return self.site.stack.statuses.get(layer, {}).get("active", 0)


def _last(events: Iterable[Event]) -> Entry | None:
    return next((event.entry for event in events if event.entry is not None), None)


def _grouped(pairs: Iterable[tuple[str, object]]) -> Mapping[str, tuple]:  # type: ignore[type-arg]  # of any value
    found: dict[str, list[object]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
