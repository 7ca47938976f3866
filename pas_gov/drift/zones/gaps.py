"""Gaps between what was promised and what is done: per zone, per link and per date of a promise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pas_gov.drift.zones.attestations import attestation_state, in_order
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import FOREVER, LAYERS, ZONES
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack, link_state

GapKind = Literal[
    "broken", "drifting", "unknown", "unattested", "reworded", "overdue", "not-stopped",
    "stale", "ended", "unreviewed", "missing", "review-overdue", "experiment-overdue", "sunset-passed",
]  # fmt: skip
Level = Literal["broken", "drifting", "unverified"]

LEVELS: tuple[Level, ...] = ("broken", "drifting", "unverified")
"""How far a gap has gone, the worst first: known not to hold; coming apart; nobody has confirmed that it holds."""
LEVEL_OF: dict[GapKind, Level] = {
    "broken": "broken", "drifting": "drifting", "not-stopped": "drifting", "stale": "drifting", "ended": "drifting",
    "missing": "drifting", "experiment-overdue": "drifting", "sunset-passed": "drifting", "unknown": "unverified",
    "unattested": "unverified", "reworded": "unverified", "overdue": "unverified", "unreviewed": "unverified",
    "review-overdue": "unverified",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """One place where promise and practice come apart; ``zone`` is "" where it is the promise's own.

    ``day`` is since when, or the day of the attestation that doesn't count, None where there is none; ``target`` the
    promise that a link leads to, "" for other gaps.
    """

    kind: GapKind
    entry: Entry
    zone: str = ""
    day: date | None = None
    target: str = ""

    @property
    def level(self) -> Level:
        """How far it has gone."""
        return LEVEL_OF[self.kind]


def gaps(stack: Stack, today: date, max_age: int) -> tuple[Gap, ...]:
    """Return every gap of a stack on a day, the weightiest first: by level, then layer, promise and zone."""
    found = [gap for entry in stack.entries.values() for gap in _gaps_of(stack, entry, today, max_age)]
    return tuple(sorted(found, key=_weight))


def _weight(gap: Gap) -> tuple[int, int, str, int]:
    zones = (*ZONES, "")
    return LEVELS.index(gap.level), LAYERS.index(gap.entry.layer), gap.entry.id, zones.index(gap.zone)


def _gaps_of(stack: Stack, entry: Entry, today: date, max_age: int) -> Iterator[Gap]:
    if entry.ended:
        yield from _unstopped(entry, today)
    if not entry.active:
        return
    for said in entry.facts.zones:
        found = attestation_state(entry, said, today, max_age)
        if found != "kept":
            yield Gap(found, entry, said.zone, date.fromisoformat(said.day) if said.day else None)
    yield from _links(stack, entry)
    yield from _dates(entry, today)


def _unstopped(entry: Entry, today: date) -> Iterator[Gap]:
    """Yield the zones that honour an ended promise still, after the day on which it ended."""
    ending = entry.promise.ending
    if ending is None or ending.date is None or ending.date >= today:
        return
    for name, _ in in_order(entry):
        stop = ending.zones.get(name)
        if stop is None or stop.stopped_on is None or stop.stopped_on > today:
            yield Gap("not-stopped", entry, name, ending.date)


def _links(stack: Stack, entry: Entry) -> Iterator[Gap]:
    reviewed = {link.promise: link.date for link in entry.promise.aligned_to}
    for link in entry.links:
        found = link_state(stack, link)
        if found != "current":
            yield Gap(found, entry, "", reviewed.get(link.promise), link.promise)  # type: ignore[arg-type]  # never dropped


def _dates(entry: Entry, today: date) -> Iterator[Gap]:
    promise = entry.promise
    until = promise.legacy.honour_until
    rows: tuple[tuple[GapKind, object], ...] = (
        ("review-overdue", promise.review_by),
        ("experiment-overdue", promise.experiment.decide_by if entry.layer == "experimental" else None),
        ("sunset-passed", until if entry.layer == "legacy" and until != FOREVER else None),
    )
    for kind, day in rows:
        if isinstance(day, date) and day < today:
            yield Gap(kind, entry, "", day)
