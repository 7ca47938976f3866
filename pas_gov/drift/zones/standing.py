"""How the zones stand to the promises on a day, and every gap between what was promised and what is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pas_gov.model.records.promise import FOREVER, LAYERS, ZONES, Zone
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack, state

Sign = Literal["kept", "overdue", "reworded", "unattested", "unknown", "drifting", "broken"]
Kind = Literal[
    "broken", "drifting", "unknown", "unattested", "reworded", "overdue", "not-stopped",
    "stale", "ended", "unreviewed", "missing", "review-overdue", "experiment-overdue", "sunset-passed",
]  # fmt: skip
Level = Literal["broken", "drifting", "unverified"]

SIGNS: tuple[Sign, ...] = ("broken", "drifting", "unknown", "unattested", "reworded", "overdue", "kept")
"""What a zone says of a promise, the worst first."""
LEVELS: tuple[Level, ...] = ("broken", "drifting", "unverified")
"""How far a gap has gone, the worst first: known not to hold; coming apart; nobody has confirmed that it holds."""
LEVEL_OF: dict[Kind, Level] = {
    "broken": "broken", "drifting": "drifting", "not-stopped": "drifting", "stale": "drifting", "ended": "drifting",
    "missing": "drifting", "experiment-overdue": "drifting", "sunset-passed": "drifting", "unknown": "unverified",
    "unattested": "unverified", "reworded": "unverified", "overdue": "unverified", "unreviewed": "unverified",
    "review-overdue": "unverified",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """What one zone says of one active promise, as it counts on a day.

    ``overdue``: it said kept, longer ago than is allowed. ``reworded``: it spoke of an earlier wording. ``unattested``:
    it never said anything.
    """

    entry: Entry
    zone: str
    sign: Sign


@dataclass(frozen=True, slots=True)
class Gap:
    """One place where promise and practice come apart; ``zone`` is "" where it is the promise's own.

    ``day`` is since when, or the day of the attestation that doesn't count, None where there is none; ``target`` the
    promise that a link leads to, "" for other gaps.
    """

    kind: Kind
    entry: Entry
    zone: str = ""
    day: date | None = None
    target: str = ""

    @property
    def level(self) -> Level:
        """How far it has gone."""
        return LEVEL_OF[self.kind]


def standings(stack: Stack, today: date, max_age: int) -> tuple[Standing, ...]:
    """Return what the zones say of each active promise that they deliver, by promise and then by zone.

    An attestation counts for ``max_age`` days.
    """
    return tuple(
        Standing(entry, name, sign(entry, zone, today, max_age))
        for entry in stack.entries.values()
        if entry.active
        for name, zone in _in_order(entry)
    )


def _in_order(entry: Entry) -> Iterator[tuple[str, Zone]]:
    kept = entry.promise.zones_kept
    return ((name, kept[name]) for name in ZONES if name in kept)


def sign(entry: Entry, zone: Zone, today: date, max_age: int) -> Sign:
    """Return what a zone's entry says of a promise on a day."""
    said = zone.attested
    if said is None:
        return "unattested"
    if said.wording != entry.wording:
        return "reworded"
    if said.reality != "kept":
        return said.reality  # type: ignore[return-value]  # the schema knows no other
    return "overdue" if (today - said.date).days > max_age else "kept"


Counts = tuple[tuple[Sign, int], ...]


@dataclass(frozen=True, slots=True)
class ZoneCell:
    """How many active promises of a layer stand at each sign in a zone, the worst sign first."""

    zone: str
    counts: Counts


def rows_of(found: Iterable[Standing], layers: Iterable[str]) -> tuple[tuple[str, tuple[ZoneCell, ...]], ...]:
    """Return the stack by layer and zone: for each of these layers its five zones."""
    signs: dict[tuple[str, str], list[Sign]] = {}
    for one in found:
        signs.setdefault((one.entry.layer, one.zone), []).append(one.sign)
    return tuple(
        (layer, tuple(ZoneCell(zone, counted(signs.get((layer, zone), ()))) for zone in ZONES))
        for layer in layers
    )


def counted(signs: Iterable[Sign]) -> Counts:
    """Return how often each sign occurs, the worst first."""
    numbers = Counter(signs)
    return tuple((sign, numbers[sign]) for sign in SIGNS if numbers[sign])


def gaps(stack: Stack, today: date, max_age: int) -> tuple[Gap, ...]:
    """Return every gap of a stack on a day, the weightiest first: by level, then layer, promise and zone."""
    found = [gap for entry in stack.entries.values() for gap in _of(stack, entry, today, max_age)]
    return tuple(sorted(found, key=_weight))


def _weight(gap: Gap) -> tuple[int, int, str, int]:
    zones = (*ZONES, "")
    return LEVELS.index(gap.level), LAYERS.index(gap.entry.layer), gap.entry.id, zones.index(gap.zone)


def _of(stack: Stack, entry: Entry, today: date, max_age: int) -> Iterator[Gap]:
    if entry.ended:
        yield from _unstopped(entry, today)
    if not entry.active:
        return
    for name, zone in _in_order(entry):
        found = sign(entry, zone, today, max_age)
        if found != "kept":
            yield Gap(found, entry, name, zone.attested.date if zone.attested else None)
    yield from _links(stack, entry)
    yield from _dates(entry, today)


def _unstopped(entry: Entry, today: date) -> Iterator[Gap]:
    """Yield the zones that honour an ended promise still, after the day on which it ended."""
    ending = entry.promise.ending
    if ending is None or ending.date is None or ending.date > today:
        return
    for name, _ in _in_order(entry):
        stop = ending.zones.get(name)
        if stop is None or stop.stopped_on is None or stop.stopped_on > today:
            yield Gap("not-stopped", entry, name, ending.date)


def _links(stack: Stack, entry: Entry) -> Iterator[Gap]:
    reviewed = {link.promise: link.date for link in entry.promise.aligned_to}
    for link in entry.links:
        found = state(stack, link)
        if found != "current":
            yield Gap(found, entry, "", reviewed.get(link.promise), link.promise)  # type: ignore[arg-type]  # never dropped


def _dates(entry: Entry, today: date) -> Iterator[Gap]:
    promise = entry.promise
    until = promise.legacy.honour_until
    rows: tuple[tuple[Kind, object], ...] = (
        ("review-overdue", promise.review_by),
        ("experiment-overdue", promise.experiment.decide_by if entry.layer == "experimental" else None),
        ("sunset-passed", until if entry.layer == "legacy" and until != FOREVER else None),
    )
    for kind, day in rows:
        if isinstance(day, date) and day < today:
            yield Gap(kind, entry, "", day)


ATTESTED, MAX_AGE = "zones-are-attested", 120


def attested_for(rulebook: Rulebook) -> int:
    """Return for how many days an attestation counts: what zones-are-attested asks here, else 120."""
    policy = next((one for one in rulebook.policies if one.id == ATTESTED), None)
    params = {**(policy.params if policy else {}), **rulebook.settings.params.get(ATTESTED, {})}
    days = params.get("max_age_days")
    return days if isinstance(days, int) else MAX_AGE
