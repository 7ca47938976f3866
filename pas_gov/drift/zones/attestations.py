"""What each zone's attestation says of each active promise on a day, and how often each answer occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import ZONES, Zone
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.stack.entry import Attested, Entry
from pas_gov.model.stack.stack import Stack

AttestationState = Literal["kept", "overdue", "reworded", "unattested", "unknown", "drifting", "broken"]

ATTESTATION_STATES: tuple[AttestationState, ...] = (
    "broken",
    "drifting",
    "unknown",
    "unattested",
    "reworded",
    "overdue",
    "kept",
)
"""What a zone says of a promise, the worst first."""


@dataclass(frozen=True, slots=True)
class ZoneAttestation:
    """What one zone says of one active promise, as it counts on a day.

    ``overdue``: it said kept, longer ago than is allowed. ``reworded``: it spoke of an earlier wording. ``unattested``:
    it never said anything.
    """

    entry: Entry
    zone: str
    state: AttestationState


def zone_attestations(stack: Stack, today: date, max_age: int) -> tuple[ZoneAttestation, ...]:
    """Return what the zones say of each active promise that they deliver, by promise and then by zone.

    An attestation counts for ``max_age`` days.
    """
    return tuple(
        ZoneAttestation(entry, said.zone, attestation_state(entry, said, today, max_age))
        for entry in stack.entries.values()
        if entry.active
        for said in entry.facts.zones
    )


def in_order(entry: Entry) -> Iterator[tuple[str, Zone]]:
    """Return the zones that deliver a promise, by name, in the order of the five zones."""
    kept = entry.promise.zones_kept
    return ((name, kept[name]) for name in ZONES if name in kept)


def attestation_state(entry: Entry, said: Attested, today: date, max_age: int) -> AttestationState:
    """Return the state of one zone's attestation of a promise on a day."""
    if not said.reality:
        return "unattested"
    if said.wording != entry.wording:
        return "reworded"
    if said.reality != "kept":
        return said.reality  # type: ignore[return-value]  # the schema knows no other
    return "overdue" if (today - date.fromisoformat(said.day)).days > max_age else "kept"


Counts = tuple[tuple[AttestationState, int], ...]


@dataclass(frozen=True, slots=True)
class ZoneCell:
    """How many active promises of a layer have each state in a zone, the worst state first."""

    zone: str
    counts: Counts


def state_counts(states: Iterable[AttestationState]) -> Counts:
    """Return how often each state occurs, the worst first."""
    numbers = Counter(states)
    return tuple(
        (attestation_state, numbers[attestation_state])
        for attestation_state in ATTESTATION_STATES
        if numbers[attestation_state]
    )


ATTESTED, MAX_AGE = "zones-are-attested", 120


def attestation_days(rulebook: Rulebook) -> int:
    """Return for how many days an attestation counts: what zones-are-attested asks here, else 120."""
    policy = next((one for one in rulebook.policies if one.id == ATTESTED), None)
    params = {**(policy.params if policy else {}), **rulebook.settings.params.get(ATTESTED, {})}
    days = params.get("max_age_days")
    return days if isinstance(days, int) else MAX_AGE
