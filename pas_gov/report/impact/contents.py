"""What a change of one promise would ask: the report that its formats print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.verdict.impact import Dependent, Impact, LegacyQuestion
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import LAYERS, ZONES
from pas_gov.model.stack.entry import Entry


@dataclass(frozen=True, slots=True)
class ImpactReport:
    """What a change would ask, ``at`` a commit or, with None, in the work tree.

    ``promises`` and ``rules`` are the errors in their files; ``unreadable`` says that some of the promises can't be
    read at all, or not for sure; ``ruled`` that the repository has policies.
    """

    impact: Impact
    at: ReportedRef | None
    promises: tuple[Diagnostic, ...] = ()
    rules: tuple[Diagnostic, ...] = ()
    unreadable: bool = False
    ruled: bool = True

    @property
    def complete(self) -> bool:
        """Whether everything that could ask for an answer was read."""
        return not self.unreadable and not self.rules

    @property
    def status(self) -> int:
        """The exit status: 3 where something couldn't be read."""
        return 0 if self.complete else 3


@dataclass(frozen=True, slots=True)
class Touched:
    """One zone, the promises concerned that are delivered there, and the surfaces that state them, each once."""

    zone: str
    promises: tuple[str, ...]
    surfaces: tuple[str, ...]


def by_layer(found: Iterable[Entry]) -> list[Entry]:
    """Return promises by layer, from the Core down, else in the order in which they come."""
    return sorted(found, key=lambda entry: LAYERS.index(entry.layer))


def owners(impact: Impact) -> list[tuple[str, tuple[str, ...]]]:
    """Return the owners of those who would have to answer, who owns most first, with their promises."""
    found: dict[str, list[str]] = defaultdict(list)
    spelt: dict[str, str] = {}
    for entry in impact.everyone:
        owner = fold(entry.promise.owner)
        found[spelt.setdefault(owner.casefold(), owner)].append(entry.id)
    ranked = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [(owner, tuple(ids)) for owner, ids in ranked]


def zones(impact: Impact) -> list[Touched]:
    """Return the zones that deliver the promise itself or one that would have to answer, in the order of ZONES."""
    everyone = {entry.id: entry for entry in (impact.entry, *impact.everyone)}
    kept = {identity: entry.promise.zones_kept for identity, entry in everyone.items()}
    found = []
    for zone in ZONES:
        here = [identity for identity, mine in kept.items() if zone in mine]
        surfaces = (one.path or one.url for identity in here for one in kept[identity][zone].surfaces)
        if here:
            found.append(Touched(zone, tuple(here), tuple(dict.fromkeys(surfaces))))
    return found


def deciding(impact: Impact) -> tuple[LegacyQuestion, ...]:
    """Return the Legacy promises to be listed apart: those that no link makes answer already.

    All of them for a proposed Core, where they decide when it becomes active.
    """
    apart = not (impact.entry.active and impact.propagates)
    return tuple(one for one in impact.legacy if apart or not one.linked)


def resting_later(impact: Impact) -> tuple[Dependent, ...]:
    """Return those who are asked when others have answered, without those who must decide at once."""
    at_once = {one.entry.id for one in deciding(impact)} if impact.entry.active else set()
    return tuple(one for one in impact.later if one.entry.id not in at_once)
