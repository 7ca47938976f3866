"""Confirmation by the five zones that they work from the present promises after a change of Cores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import ZONES, Attestation, Zone
from pas_gov.model.stack.entry import Entry

Why = Literal[
    "not-attested", "not-since", "earlier-wording", "drifting", "broken", "unknown", "not-stopped", "stops-later"
]  # fmt: skip
NewAttestations = Mapping[tuple[str, str], Attestation]  # what a step attested, by promise and zone


@dataclass(frozen=True, slots=True)
class Unverified:
    """One promise that a zone hasn't confirmed, and why.

    ``day`` is that of the attestation that doesn't count, or on which an ended promise stops; None where there is
    none.
    """

    entry: Entry
    why: Why
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ZoneState:
    """One zone: how many promises of the change it delivers, or delivered until they ended, and what is missing."""

    zone: str
    total: int
    missing: tuple[Unverified, ...]

    @property
    def verified(self) -> int:
        """How many are confirmed."""
        return self.total - len(self.missing)


@dataclass(frozen=True, slots=True)
class Unended:
    """A promise that ought to have ended: it names what follows it and is active, or is owed until a ``day``."""

    entry: Entry
    day: date | None = None


def zone_states(
    entries: Iterable[Entry], since: date, brought: NewAttestations, today: date
) -> tuple[ZoneState, ...]:
    """Return the five zones, over promises that are active or have ended.

    An active one is verified where the zone attested the present wording, with reality kept, on the day of the
    change or later, or in the change itself (``brought``); an ended one where the zone has stopped it by today.
    """
    ordered = sorted(entries, key=lambda entry: entry.id)
    return tuple(_zone(name, ordered, since, brought, today) for name in ZONES)


def _zone(name: str, entries: list[Entry], since: date, brought: NewAttestations, today: date) -> ZoneState:
    delivered = [entry for entry in entries if name in entry.promise.zones_kept]
    missing = (
        _unstopped(entry, name, today)
        if entry.ended
        else _unattested(entry, entry.promise.zones_kept[name], since, brought.get((entry.id, name)))
        for entry in delivered
    )
    return ZoneState(name, len(delivered), tuple(one for one in missing if one is not None))


def _unstopped(entry: Entry, name: str, today: date) -> Unverified | None:
    ending = entry.promise.ending
    stop = ending.zones.get(name) if ending else None
    if stop is None or stop.stopped_on is None:
        return Unverified(entry, "not-stopped")
    return Unverified(entry, "stops-later", stop.stopped_on) if stop.stopped_on > today else None


def _unattested(entry: Entry, zone: Zone, since: date, brought: Attestation | None) -> Unverified | None:
    said = zone.attested
    if said is None:
        return Unverified(entry, "not-attested")
    if said.wording != entry.wording:
        return Unverified(entry, "earlier-wording", said.date)
    if said.date < since and said != brought:
        return Unverified(entry, "not-since", said.date)
    if said.reality != "kept":
        return Unverified(entry, said.reality, said.date)  # type: ignore[arg-type]  # the schema knows no other
    return None


def new_attestations(moved: Iterable[tuple[Entry | None, Entry | None]]) -> NewAttestations:
    """Return what a step attested anew, of promises as they were before it and are after it."""
    return {key: said for before, after in moved if after for key, said in _attested(before, after)}


def _attested(before: Entry | None, after: Entry) -> Iterator[tuple[tuple[str, str], Attestation]]:
    earlier = before.promise.zones if before else {}
    for name, zone in after.promise.zones.items():
        if zone.attested and not (name in earlier and earlier[name].attested == zone.attested):
            yield (after.id, name), zone.attested


def unended(entries: Iterable[Entry], today: date) -> tuple[Unended, ...]:
    """Return the promises that follow-ups were named for but that are active, and those that are owed still."""
    return tuple(
        one for entry in sorted(entries, key=lambda entry: entry.id) for one in _unended(entry, today)
    )


def _unended(entry: Entry, today: date) -> Iterator[Unended]:
    ending = entry.promise.ending
    if entry.active and entry.facts.successors:
        yield Unended(entry)
    elif entry.ended and ending and ending.date and ending.date >= today:
        yield Unended(entry, ending.date)
