"""The state of a whole stack on a day: its promises, its zones and its Cores. Every report and page reads it from here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property

from pas_gov.drift.state.observations import RECORDS_ALONE, Observations
from pas_gov.drift.state.promise_state import STATES, PromiseState, State, promise_state, worst
from pas_gov.drift.zones.attestations import AttestationState, attestation_state
from pas_gov.drift.zones.concentration import grouped_by_zone, weightiest_zones
from pas_gov.drift.zones.drift_items import DriftItem, drift_items
from pas_gov.drift.zones.gaps import gaps
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import LAYERS, ZONES
from pas_gov.model.records.waiver import WHOLE_STACK, Waiver
from pas_gov.model.stack.stack import Stack, with_all_dependents

Numbers = Mapping[State, int]


@dataclass(frozen=True, slots=True)
class ZoneStanding:
    """One zone: how many promises stand how in it, all that drifts there, and the worst of it.

    ``unplaced`` of its ``items`` are about nothing that was ever promised. ``state`` is None where nothing is delivered.
    ``ended`` is how many of its promises have ended: they stand here, and aren't among the active ones.
    """

    zone: str
    numbers: Numbers
    items: tuple[DriftItem, ...]
    ended: int = 0

    @property
    def promises(self) -> int:
        """How many promises are delivered here, or found to be in some text."""
        return sum(self.numbers.values())

    @property
    def unplaced(self) -> tuple[DriftItem, ...]:
        """What is found here, and belongs to no promise."""
        return tuple(item for item in self.items if item.entry is None)

    @property
    def state(self) -> State | None:
        """The worst that is found here, or that a promise stands at here."""
        found = {worst(self.items), *self.numbers}
        return next((state for state in STATES if state in found), None)


@dataclass(frozen=True)
class CoreStanding:
    """One active Core: how it stands itself, and how the active promises stand that rest on it, near or far.

    How it stands with these is worked out once: it may be thousands, and thousands of pages tell it.
    """

    own: PromiseState
    carrying: tuple[PromiseState, ...]

    @property
    def delivered(self) -> bool:
        """Whether any zone delivers the Core itself, or anything is found of it."""
        return bool(self.own.items or self.own.attested)

    @cached_property
    def state(self) -> State | None:
        """The worst of all that carries it; of a Core that no zone delivers itself, what rests on it decides."""
        states = {one.state for one in self.carrying}
        if self.delivered or not self.carrying:
            states.add(self.own.state)
        return next((state for state in STATES if state in states), None)

    @cached_property
    def numbers(self) -> Numbers:
        """How many of the promises that rest on it stand how."""
        return _numbers(one.state for one in self.carrying)


@dataclass(frozen=True)
class StackState:
    """A stack's state on a day, by what was observed; each part is worked out when it is first asked for.

    An attestation counts for ``max_age`` days; ``waivers`` are those in force, by promise.
    """

    stack: Stack
    today: date
    max_age: int
    observed: Observations
    waivers: Mapping[str, tuple[Waiver, ...]] = field(default_factory=dict)

    @cached_property
    def attested(self) -> Mapping[str, Mapping[str, AttestationState]]:
        """What the zones say of each active promise, by its id, of those that any zone delivers."""
        today, max_age = self.today, self.max_age
        return {
            entry.facts.id: {
                said.zone: attestation_state(entry, said, today, max_age) for said in entry.facts.zones
            }
            for entry in self.stack.entries.values()
            if entry.active and entry.facts.zones
        }

    @cached_property
    def items(self) -> tuple[DriftItem, ...]:
        """All that drifts, the weightiest first."""
        claims = self.observed.texts.findings if self.observed.texts else ()
        found = gaps(self.stack, self.today, self.max_age)
        return drift_items(self.stack, found, self.observed.indicators or (), claims)

    @cached_property
    def promises(self) -> Mapping[str, PromiseState]:
        """The state of every promise by its id."""
        of_promise: dict[str, list[DriftItem]] = {}
        for item in self.items:
            if item.entry is not None:
                of_promise.setdefault(item.entry.id, []).append(item)
        return {
            identity: promise_state(
                entry,
                of_promise.get(identity, ()),
                self.observed,
                self.attested.get(identity, {}),
                self.waivers.get(identity, ()),
            )
            for identity, entry in self.stack.entries.items()
        }

    @cached_property
    def zones(self) -> Mapping[str, ZoneStanding]:
        """All five zones, the weightiest first."""
        return _zones(self.items, self.promises)

    @cached_property
    def cores(self) -> tuple[CoreStanding, ...]:
        """The active Cores, the worst first."""
        return tuple(_cores(self.stack, self.promises))

    @cached_property
    def numbers(self) -> Numbers:
        """How many active promises stand how."""
        return _numbers(one.state for one in self.promises.values() if one.entry.active)

    @cached_property
    def unfinished(self) -> tuple[PromiseState, ...]:
        """The promises that have ended and of which something is found all the same."""
        return tuple(one for one in self.promises.values() if one.entry.ended and one.state)

    @property
    def still_promised(self) -> tuple[PromiseState, ...]:
        """The promises that have ended and that a text still makes; of the other unfinished ones the stop is missing."""
        return tuple(one for one in self.unfinished if one.texts in ("broken", "drifting"))

    @cached_property
    def by_zone(self) -> Mapping[str, tuple[DriftItem, ...]]:
        """What drifts in each zone that has anything, the weightiest zone first; "" for what is in no zone."""
        return grouped_by_zone(self.items)

    @cached_property
    def living_in(self) -> tuple[str, ...]:
        """The two or three zones in which most of the weight of the gap lies, in the order of all zones."""
        numbers = {zone: len(items) for zone, items in self.by_zone.items() if zone}
        return weightiest_zones(numbers)

    def cells(self) -> Mapping[str, Mapping[str, Numbers]]:
        """Return how many promises stand how, by layer and zone, of the layers that have any."""
        found: dict[tuple[str, str], list[State]] = {}
        for one in self.promises.values():
            for zone, state in one.zones.items():
                found.setdefault((one.entry.layer, zone), []).append(state)
        layers = [layer for layer in LAYERS if any(one == layer for one, _ in found)]
        return {layer: {zone: _numbers(found.get((layer, zone), ())) for zone in ZONES} for layer in layers}


def stack_state(
    stack: Stack,
    today: date,
    max_age: int,
    observed: Observations = RECORDS_ALONE,
    waivers: Iterable[Waiver] = (),
) -> StackState:
    """Return the state of a stack on a day, by what was observed; an attestation counts for ``max_age`` days."""
    return StackState(stack, today, max_age, observed, _in_force(waivers, today))


def _in_force(waivers: Iterable[Waiver], today: date) -> Mapping[str, tuple[Waiver, ...]]:
    """Return the waivers that are in force on a day, by promise; those of the whole stack are no promise's."""
    found: dict[str, tuple[Waiver, ...]] = {}
    for one in waivers:
        if one.first <= today <= one.last and one.promise != WHOLE_STACK and not one.commit:
            found[one.promise] = (*found.get(one.promise, ()), one)
    return found


def _zones(items: Iterable[DriftItem], promises: Mapping[str, PromiseState]) -> Mapping[str, ZoneStanding]:
    """Return all five zones, the weightiest first."""
    by_zone = grouped_by_zone(items)
    states: dict[str, list[State]] = {}
    ended = Counter[str]()
    for one in promises.values():
        for zone, state in one.zones.items():
            states.setdefault(zone, []).append(state)
            ended[zone] += one.entry.ended
    in_order = (*(zone for zone in by_zone if zone), *(zone for zone in ZONES if zone not in by_zone))
    return {
        zone: ZoneStanding(zone, _numbers(states.get(zone, ())), by_zone.get(zone, ()), ended[zone])
        for zone in in_order
    }


def _cores(stack: Stack, promises: Mapping[str, PromiseState]) -> Iterable[CoreStanding]:
    """Yield the active Cores, the worst first."""
    found = []
    for entry in stack.by_layer.get("core", ()):
        if entry.active:
            on_it = with_all_dependents(stack, frozenset({entry.id})) - {entry.id}
            carrying = tuple(promises[one] for one in sorted(on_it) if promises[one].entry.active)
            found.append(CoreStanding(promises[entry.id], carrying))
    return sorted(found, key=lambda core: (_place(core.state), core.own.entry.id))


def _place(state: State | None) -> int:
    return STATES.index(state) if state else len(STATES)


def _numbers(states: Iterable[State | None]) -> Numbers:
    """Return how often each state occurs, the worst first, those that don't left out."""
    numbers = Counter(states)
    return {state: numbers[state] for state in STATES if numbers[state]}
