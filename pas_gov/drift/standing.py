"""How the zones stand to the promises on a day, and every gap between what was promised and what is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pas_gov.records.promise import FOREVER, LAYERS, ZONES, Zone
from pas_gov.records.rulebook import Rulebook
from pas_gov.stack.entry import Entry
from pas_gov.stack.stack import Stack, state

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


def matrix(found: Iterable[Standing]) -> dict[tuple[str, str], Counts]:
    """Return how many promises of a layer stand at each sign in a zone, by (layer, zone), the worst sign first."""
    numbers: dict[tuple[str, str], Counter[Sign]] = {}
    for one in found:
        numbers.setdefault((one.entry.layer, one.zone), Counter())[one.sign] += 1
    return {place: _counts(counts) for place, counts in numbers.items()}


def matrix_of(signs: Iterable[Sign]) -> Counts:
    """Return how often each sign occurs, the worst first."""
    return _counts(Counter(signs))


def _counts(numbers: Counter[Sign]) -> Counts:
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


def by_zone(found: Iterable[Gap]) -> dict[str, tuple[Gap, ...]]:
    """Return the gaps of each zone that has any, and under "" those of no zone; where most of the weight lies first."""
    grouped: dict[str, list[Gap]] = {}
    for gap in found:
        grouped.setdefault(gap.zone, []).append(gap)
    order: Callable[[str], tuple[object, ...]] = lambda zone: _rank(zone, grouped[zone])  # noqa: E731
    return {zone: tuple(grouped[zone]) for zone in sorted(grouped, key=order)}


def _rank(zone: str, found: list[Gap]) -> tuple[object, ...]:
    """Zones before no zone; then by how many gaps of the worst level, of the next, and so on."""
    counts = tuple(-sum(gap.level == level for gap in found) for level in LEVELS)
    return (not zone, counts, list(ZONES).index(zone) if zone else 0)


ATTESTED, MAX_AGE = "zones-are-attested", 120


def attested_for(rulebook: Rulebook) -> int:
    """Return for how many days an attestation counts: what zones-are-attested asks here, else 120."""
    policy = next((one for one in rulebook.policies if one.id == ATTESTED), None)
    params = {**(policy.params if policy else {}), **rulebook.settings.params.get(ATTESTED, {})}
    days = params.get("max_age_days")
    return days if isinstance(days, int) else MAX_AGE
