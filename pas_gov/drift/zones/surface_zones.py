"""The zone of a text: that of the surface that names it; what a sentence sounds like only where no surface does."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import ZONES, Promise
from pas_gov.model.stack.stack import Stack


@dataclass(frozen=True, slots=True)
class SurfaceZones:
    """The zones whose surfaces name each path, in the order of zones, and the same for each promise by itself."""

    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    of_promise: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def zone(self, claim: Claim, promise: str = "") -> str:
        """Return the zone of a claim, "" for none.

        Of several that name its text, those of the promise that it speaks of count before others, and among these the
        one that the sentence sounds like.
        """
        path = posixpath.normpath(claim.sentence.path)
        among = self.of_promise.get((promise, path)) or self.named.get(path, ())
        guess = claim.zone if claim.zone in ZONES else ""
        return guess if guess in among or not among else among[0]

    def of_text(self, path: str, zone: str) -> SurfaceZones:
        """Return the zones for one text, which says itself what its zone is ("": it doesn't).

        That counts where no promise names the text.
        """
        named = posixpath.normpath(path)
        return self if named in self.named or not zone else SurfaceZones({named: (zone,)})

    def placed(self, claim: Claim) -> Claim:
        """Return a claim in its zone."""
        return replace(claim, zone=self.zone(claim))

    def placed_finding(self, finding: ClaimFinding) -> ClaimFinding:
        """Return a finding with its claim in its zone, now that the promise is known."""
        return replace(finding, claim=replace(finding.claim, zone=self.zone(finding.claim, finding.promise)))


def surface_zones(stack: Stack, roots: Sequence[str] = (".",)) -> SurfaceZones:
    """Return the zones of the texts that promises name; ``roots`` are the settings' roots of surfaces.

    Ended promises count for texts that no other promise names.
    """
    of_promise: dict[tuple[str, str], tuple[str, ...]] = {}
    active: dict[str, set[str]] = {}
    ended: dict[str, set[str]] = {}
    for entry in stack.entries.values():
        for path, zones in _paths(entry.promise, roots).items():
            of_promise[entry.id, path] = _in_order(zones)
            (active if entry.active else ended).setdefault(path, set()).update(zones)
    return SurfaceZones({path: _in_order(zones) for path, zones in {**ended, **active}.items()}, of_promise)


def _paths(promise: Promise, roots: Sequence[str]) -> Mapping[str, set[str]]:
    """Return the paths that a promise's zones name, as they stand and below each root, with these zones."""
    found: dict[str, set[str]] = {}
    for name, zone in promise.zones_kept.items():
        for surface in zone.surfaces:
            for root in (".", *roots) if surface.path else ():
                found.setdefault(posixpath.normpath(posixpath.join(root, surface.path)), set()).add(name)
    return found


def _in_order(zones: set[str]) -> tuple[str, ...]:
    return tuple(zone for zone in ZONES if zone in zones)
