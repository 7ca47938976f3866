"""The state of one promise: what each source says of it, what each zone does, and the worst of all that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal

from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.state.observations import Observations
from pas_gov.drift.zones.attestations import AttestationState
from pas_gov.drift.zones.drift_items import AssessedIndicator, DriftItem
from pas_gov.drift.zones.gaps import LEVELS, Gap, Level
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import ZONES, Surface
from pas_gov.model.records.waiver import Waiver
from pas_gov.model.stack.entry import Entry

State = Literal["broken", "drifting", "unverified", "kept"]
STATES: tuple[State, ...] = (*LEVELS, "kept")
"""How it stands, the worst first."""

Look = Literal["broken", "drifting", "unverified", "kept", "unread", "not-looked-at", "none"]
"""What one source says: a state; that it couldn't be read; that nobody looked; that there is nothing to look at."""


@dataclass(frozen=True)
class PromiseState:
    """How one promise stands on a day.

    ``items`` is all that drifts of it, the weightiest first; ``records``, ``indicators`` and ``texts`` what each of these
    says. ``zones`` is how it stands in each zone that delivers it, or where something is found or failed to be read, in
    the order of the zones: what failed confirms nothing there; ``attested`` what the zones themselves say. ``waivers`` are those in force for it: they excuse, and mend
    nothing. ``unread`` are its surfaces that weren't read, though texts were looked at.
    """

    entry: Entry
    items: tuple[DriftItem, ...]
    records: Look
    indicators: Look
    texts: Look
    zones: Mapping[str, State]
    attested: Mapping[str, AttestationState]
    waivers: tuple[Waiver, ...] = ()
    unread: tuple[Surface, ...] = ()

    @cached_property
    def state(self) -> State | None:
        """The worst that any source says; None of a promise that isn't active and of which nothing is found.

        What failed to be read confirms nothing, so such a promise isn't kept. What nobody looked at doesn't count: it
        is told beside the state (:attr:`not_looked_at`).
        """
        found = {self.records, self.indicators, self.texts}
        worst = next((level for level in LEVELS if level in found), None)
        if worst is not None or not self.entry.active:
            return worst
        return "unverified" if "unread" in found else "kept"

    @property
    def not_looked_at(self) -> tuple[str, ...]:
        """The sources that have something to say of it, and that nobody looked at, or could read."""
        known = (("indicators", self.indicators), ("texts", self.texts))
        return tuple(name for name, look in known if look in ("not-looked-at", "unread"))


def promise_state(
    entry: Entry,
    items: Iterable[DriftItem],
    observed: Observations,
    attested: Mapping[str, AttestationState],
    waivers: tuple[Waiver, ...] = (),
) -> PromiseState:
    """Return the state of a promise of which these items drift, and of which its zones say this."""
    found = tuple(items)
    texts, unread = _texts(entry, found, observed)
    return PromiseState(
        entry=entry,
        items=found,
        records=_records(entry, found),
        indicators=_indicators(entry, found, observed),
        texts=texts,
        zones=_zones(found, attested, _unread_in(entry, observed)),
        attested=attested,
        waivers=waivers,
        unread=unread,
    )


def worst(items: Iterable[DriftItem]) -> Level | None:
    """Return the worst level of some items, None of none."""
    levels = {item.level for item in items}
    return next((level for level in LEVELS if level in levels), None)


def _records(entry: Entry, items: tuple[DriftItem, ...]) -> Look:
    """Return what zones, links and dates say; what no zone says that it delivers is confirmed by nobody."""
    found = worst(item for item in items if isinstance(item.what, Gap))
    if found or not entry.active:
        return found or "none"
    return "kept" if entry.promise.zones_kept else "unverified"


def _indicators(entry: Entry, items: tuple[DriftItem, ...], observed: Observations) -> Look:
    if not (entry.active and entry.promise.indicators):
        return "none"
    if observed.indicators is None:
        return "not-looked-at"
    found = worst(item for item in items if isinstance(item.what, AssessedIndicator))
    return found or ("unread" if entry.id in observed.unread else "kept")


def _texts(
    entry: Entry, items: tuple[DriftItem, ...], observed: Observations
) -> tuple[Look, tuple[Surface, ...]]:
    """Return what texts say of a promise, and which of its own weren't read."""
    surfaces = tuple(one for zone in entry.promise.zones_kept.values() for one in zone.surfaces)
    if observed.texts is None:
        return ("not-looked-at" if entry.active and surfaces else "none"), ()
    found = worst(item for item in items if isinstance(item.what, ClaimFinding))
    if not entry.active:
        return found or "none", ()
    read, over = observed.texts.read, observed.texts.passed_over
    unread = tuple(one for one in surfaces if one.path not in read or one.path in over)
    failed = any(one.path and one.path not in read and one.path not in over for one in unread)
    whole = len(unread) < len(surfaces)
    return found or _without_findings(failed, whole, bool(surfaces)), unread


def _without_findings(failed: bool, any_read: bool, any_there: bool) -> Look:
    if failed:
        return "unread"
    return "kept" if any_read else "not-looked-at" if any_there else "none"


def _unread_in(entry: Entry, observed: Observations) -> frozenset[str]:
    """Return the zones in which a figure or a text of an active promise failed to be read."""
    if not entry.active:
        return frozenset()
    figures = observed.unread_in.get(entry.id, frozenset())
    if observed.texts is None:
        return figures
    texts = observed.texts
    seen = texts.read | texts.passed_over
    return figures | {
        zone
        for zone, delivered in entry.promise.zones_kept.items()
        if any(one.path and one.path not in seen for one in delivered.surfaces)
    }


def _zones(
    items: tuple[DriftItem, ...], attested: Mapping[str, AttestationState], unread: frozenset[str]
) -> Mapping[str, State]:
    """Return how the promise stands in each zone that delivers it, or in which something is found or wasn't read."""
    found: dict[str, list[DriftItem]] = {}
    for item in items:
        for zone in item.zones:
            found.setdefault(zone, []).append(item)
    return {
        zone: worst(found.get(zone, ())) or ("unverified" if zone in unread else "kept")
        for zone in ZONES
        if zone in attested or zone in found or zone in unread
    }
