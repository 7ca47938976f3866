"""The items of drift (gaps in records, indicators, claims), each with its zone and its level, the weightiest first."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pas_gov.drift.matching.findings import ClaimFinding, ClaimState
from pas_gov.drift.zones.gaps import LEVELS, Gap, Level
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import LAYERS, ZONES
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack

if TYPE_CHECKING:  # statistics and calendars, which an inventory has no use for
    from pas_gov.drift.indicators.assessment import Assessment, State


@dataclass(frozen=True, slots=True)
class AssessedIndicator:
    """One indicator, and the assessment of its series by the term; ``problem`` and ``remedy`` where it couldn't be read."""

    entry: Entry
    name: str
    zone: str
    measure: str
    found: Assessment | None = None
    problem: str = ""
    remedy: str = ""


OF_INDICATOR: Mapping[State, Level] = {
    "breached": "broken", "drifting": "drifting", "no data": "unverified", "not enough data": "unverified",
}  # fmt: skip
OF_CLAIM: Mapping[ClaimState, Level] = {
    "contradicts": "broken", "expired": "broken", "outdated": "drifting", "escaped": "drifting",
    "unregistered": "unverified", "unclear": "unverified",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DriftItem:
    """One thing that drifts: its level, its zone ("" for none), the promise (None for none), and what it is.

    ``also`` are other zones that state the promise in the same text: what it says otherwise is said in these, too.
    """

    level: Level
    zone: str
    entry: Entry | None
    what: Gap | AssessedIndicator | ClaimFinding
    also: tuple[str, ...] = ()

    @property
    def zones(self) -> tuple[str, ...]:
        """Every zone in which it drifts, the first of them its own."""
        return (self.zone, *self.also)

    @property
    def kind(self) -> str:
        """The kind of a gap, ``indicator``, or the state of a claim."""
        if isinstance(self.what, Gap):
            return self.what.kind
        return "indicator" if isinstance(self.what, AssessedIndicator) else self.what.state


def held_in(items: Iterable[DriftItem], zones: Collection[str]) -> tuple[DriftItem, ...]:
    """Return the items that drift in any of these zones, each once."""
    return tuple(item for item in items if not set(item.zones).isdisjoint(zones))


def drift_items(
    stack: Stack, gaps: Iterable[Gap], observed: Iterable[AssessedIndicator], claims: Iterable[ClaimFinding]
) -> tuple[DriftItem, ...]:
    """Return everything that drifts, the weightiest first: by level, layer, promise and zone; excused claims aside."""
    found = [
        *(DriftItem(gap.level, gap.zone, gap.entry, gap) for gap in gaps),
        *_of_indicators(observed),
        *_of_claims(stack, claims),
    ]
    return tuple(sorted(found, key=_weight))


def _of_indicators(observed: Iterable[AssessedIndicator]) -> Iterator[DriftItem]:
    for one in observed:
        if one.found is not None and one.found.state != "holding":
            yield DriftItem(OF_INDICATOR[one.found.state], one.zone, one.entry, one)


def _of_claims(stack: Stack, claims: Iterable[ClaimFinding]) -> Iterator[DriftItem]:
    for one in claims:
        if one.state != "consistent" and not one.exception:
            zone = one.claim.zone if one.claim.zone in ZONES else ""
            entry = stack.get(one.promise)
            yield DriftItem(OF_CLAIM[one.state], zone, entry, one, _stating(one, entry, zone))


def _stating(found: ClaimFinding, entry: Entry | None, but: str) -> tuple[str, ...]:
    """Return the zones that state a promise in the text of a claim as well, where one of these is its zone."""
    path = posixpath.normpath(found.claim.sentence.path)
    stating = {
        zone
        for zone, kept in (entry.promise.zones_kept.items() if entry else ())
        if any(one.path and posixpath.normpath(one.path) == path for one in kept.surfaces)
    }
    return tuple(zone for zone in ZONES if zone in stating - {but}) if but in stating else ()


def _weight(item: DriftItem) -> tuple[int, int, str, int, str]:
    layer = LAYERS.index(item.entry.layer) if item.entry else len(LAYERS)
    place = ""
    if isinstance(item.what, ClaimFinding):
        place = f"{item.what.claim.sentence.path}:{item.what.claim.sentence.line:09}"
    zones = (*ZONES, "")
    return LEVELS.index(item.level), layer, item.entry.id if item.entry else "", zones.index(item.zone), place
