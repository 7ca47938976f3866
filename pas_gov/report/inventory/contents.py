"""The stack of one moment, or a selection of it: the report that its formats print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from pas_gov.diagnostics import printable
from pas_gov.drift.state.stack_state import StackState
from pas_gov.drift.zones.attestations import ATTESTATION_STATES, AttestationState, ZoneCell
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import LAYERS, ZONES
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack
from pas_gov.report.layout import count

ABBREVIATED: Mapping[str, str] = dict(zip(ZONES, ("SM", "PC", "DS", "DK", "AI"), strict=True))
"""The zones where a column has room for two letters."""
MOST_NAMED = 3  # files that can't be read
NO_SIGNS: Mapping[str, AttestationState] = {}


@dataclass(frozen=True)
class Inventory:
    """A stack's state by its records, the promises of it that are wanted, and the commit that holds it, None for none.

    Its day decides what was still owed, and how the zones stood. Where it was asked for ``as_of`` a day or a revision,
    ``note`` says where the dates around the commit aren't in order, or that no commit witnessed that day.
    """

    commit: str | None
    state: StackState
    entries: tuple[Entry, ...] = ()
    as_of: str = ""
    note: str = ""
    filtered: bool = False

    @property
    def stack(self) -> Stack:
        """The whole stack."""
        return self.state.stack

    @property
    def day(self) -> date:
        """The day that is asked about."""
        return self.state.today

    @cached_property
    def standings(self) -> Mapping[tuple[str, str, AttestationState], int]:
        """How many wanted promises of each layer stand how in each zone."""
        return Counter(
            [
                (entry.facts.layer, zone, state)
                for entry in self.entries
                for zone, state in self.signs(entry).items()
            ]
        )

    @property
    def uncounted(self) -> str:
        """What is said first of files that can't be read, and whose promises are counted nowhere; "" for none."""
        lost = sorted(self.stack.unreadable)
        if not lost:
            return ""
        more = ", ..." if len(lost) > MOST_NAMED else ""
        isnt = "isn't" if len(lost) == 1 else "aren't"
        named = ", ".join(map(printable, lost[:MOST_NAMED]))
        return f"{count(len(lost), 'file')} couldn't be read and {isnt} counted: {named}{more} (see pas-gov validate)"

    @property
    def status(self) -> int:
        """3 where a file can't be read, which the inventory says first: what it lists isn't all; else 0."""
        return 3 if self.stack.unreadable else 0

    def owed_until(self, entry: Entry) -> date | None:
        """Return the last day on which an ended promise is still owed, where the day asked about isn't past it."""
        ending = entry.promise.ending.date if entry.ended and entry.promise.ending else None
        return ending if ending and ending >= self.day else None

    def signs(self, entry: Entry) -> Mapping[str, AttestationState]:
        """Return the sign of a promise in each zone that delivers it; nothing of one that isn't active."""
        return self.state.attested.get(entry.facts.id, NO_SIGNS)

    @cached_property
    def by_layer(self) -> Mapping[str, tuple[Entry, ...]]:
        """The wanted promises of each layer that has any."""
        found: dict[str, list[Entry]] = {layer: [] for layer in LAYERS}
        for entry in self.entries:
            found[entry.facts.layer].append(entry)
        return {layer: tuple(entries) for layer, entries in found.items() if entries}

    def rows(self) -> Iterator[tuple[str, int, tuple[ZoneCell, ...]]]:
        """Yield each layer with active promises: how many, and its five zones."""
        active = {layer: sum(entry.active for entry in entries) for layer, entries in self.by_layer.items()}
        for layer, number in active.items():
            if number:
                yield layer, number, tuple(self._cell(layer, zone) for zone in ZONES)

    def _cell(self, layer: str, zone: str) -> ZoneCell:
        found = ((state, self.standings.get((layer, zone, state), 0)) for state in ATTESTATION_STATES)
        return ZoneCell(zone, tuple((state, number) for state, number in found if number))
