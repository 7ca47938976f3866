"""The audit: the Core Promise named, the five zones walked, and of each promise asked what is really done there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pas_gov.drift.zones.attestations import (
    AttestationState,
    Counts,
    ZoneAttestation,
    state_counts,
    zone_attestations,
)
from pas_gov.drift.zones.concentration import zones_holding_most
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import LAYERS, ZONES, Zone
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack, with_all_dependents


@dataclass(frozen=True, slots=True)
class Question:
    """One promise in one zone: whether what is done there is consistent with it.

    ``answered`` tells whether the zone spoke of the present wording since the audit began.
    """

    entry: Entry
    zone: str
    state: AttestationState
    answered: bool

    @property
    def here(self) -> Zone:
        """What the promise's record says of the zone."""
        return self.entry.promise.zones[self.zone]


@dataclass(frozen=True, slots=True)
class ZoneCount:
    """One zone: its questions, how many are answered, and how many are in each state, the worst first."""

    zone: str
    total: int
    answered: int
    counts: Counts

    @property
    def kept(self) -> int:
        """How many promises are kept there, and that was said lately, of the present wording."""
        return dict(self.counts).get("kept", 0)

    @property
    def gap(self) -> int:
        """How many aren't known to be kept."""
        return self.total - self.kept


@dataclass(frozen=True, slots=True)
class Scope:
    """What an audit covers: the promises that rest on this Core ("" for all), in these zones (all, where none is named).

    An answer counts from ``since`` on.
    """

    since: date
    core: str = ""
    zones: tuple[str, ...] = ()


def audit_questions(stack: Stack, scope: Scope, today: date, max_age: int) -> tuple[Question, ...]:
    """Return the questions zone by zone, in each by layer and then by id."""
    wanted = with_all_dependents(stack, frozenset({scope.core})) if scope.core else None
    found = [
        _question(one, scope.since)
        for one in zone_attestations(stack, today, max_age)
        if (wanted is None or one.entry.id in wanted) and (not scope.zones or one.zone in scope.zones)
    ]
    zones = list(ZONES)
    found.sort(key=lambda one: (zones.index(one.zone), LAYERS.index(one.entry.layer), one.entry.id))
    return tuple(found)


def _question(one: ZoneAttestation, since: date) -> Question:
    said = one.entry.promise.zones[one.zone].attested
    answered = said is not None and said.wording == one.entry.wording and said.date >= since
    return Question(one.entry, one.zone, one.state, answered)


def zone_counts(questions: Iterable[Question]) -> tuple[ZoneCount, ...]:
    """Return the zones that were walked, each with its count."""
    by_zone: dict[str, list[Question]] = {}
    for one in questions:
        by_zone.setdefault(one.zone, []).append(one)
    return tuple(
        ZoneCount(
            zone, len(found), sum(one.answered for one in found), state_counts(one.state for one in found)
        )
        for zone, found in by_zone.items()
    )


def gap_zones(zones: Iterable[ZoneCount]) -> tuple[ZoneCount, ...]:
    """Return the zones in which the gap lives, the one with most of it first."""
    ranked = {zone.zone: zone for zone in sorted(zones, key=_weight)}
    return tuple(ranked[one] for one in zones_holding_most({name: zone.gap for name, zone in ranked.items()}))


def _weight(zone: ZoneCount) -> tuple[int, int, int]:
    counts = dict(zone.counts)
    return -zone.gap, -counts.get("broken", 0), -counts.get("drifting", 0)


def cores(stack: Stack, scope: Scope) -> tuple[Entry, ...]:
    """Return the active Core Promises that the audit names."""
    found = (stack.get(scope.core),) if scope.core else stack.by_layer.get("core", ())
    return tuple(entry for entry in found if entry is not None and entry.active)
