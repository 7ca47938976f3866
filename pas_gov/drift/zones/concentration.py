"""In which zones the gap lives: findings grouped by zone, and the two or three zones that hold most of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from pas_gov.drift.zones.gaps import LEVELS, Level
from pas_gov.model.records.promise import ZONES

MOST, SHARE = 3, 0.8


class Placed(Protocol):
    """A finding with its zones, "" for none, and its level."""

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones, at least one."""

    @property
    def level(self) -> Level:
        """How far it has gone."""


Found = TypeVar("Found", bound=Placed)


def grouped_by_zone(found: Iterable[Found]) -> dict[str, tuple[Found, ...]]:
    """Return the findings of each zone that has any: where most of the weight lies first, what has no zone last.

    The weight is how many there are of the worst level, then of the next, and so on.
    """
    grouped: dict[str, list[Found]] = {}
    for one in found:
        for zone in one.zones:
            grouped.setdefault(zone, []).append(one)
    return {
        zone: tuple(grouped[zone]) for zone in sorted(grouped, key=lambda zone: _rank(zone, grouped[zone]))
    }


def _rank(zone: str, found: Sequence[Placed]) -> tuple[bool, tuple[int, ...], int]:
    counts = tuple(-sum(one.level == level for one in found) for level in LEVELS)
    return not zone, counts, list(ZONES).index(zone) if zone else 0


def zones_holding_most(numbers: Mapping[str, int]) -> tuple[str, ...]:
    """Return the zones in which the gap lives, of the numbers of gaps by zone: the fewest that hold four fifths of it.

    At most three; of equal numbers the earlier one counts as larger.
    """
    return weightiest_zones({zone: numbers[zone] for zone in sorted(numbers, key=lambda one: -numbers[one])})


def weightiest_zones(numbers: Mapping[str, int]) -> tuple[str, ...]:
    """Return the first zones of those given that hold four fifths of all gaps, the weightiest first; at most three."""
    whole, held, found = sum(numbers.values()), 0, list[str]()
    for zone in list(numbers)[:MOST]:
        if not numbers[zone] or held >= SHARE * whole:
            break
        found.append(zone)
        held += numbers[zone]
    return tuple(found)
