"""Bars: numbers of promises by state, or a share done, as stretches of a line of a hundred."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.foundation.values import dataclass

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Stretch:
    """One part of a bar: what it stands for, where it begins and how long it is."""

    kind: str
    x: float
    width: float


def bar(numbers: Mapping[str, int]) -> tuple[Stretch, ...]:
    """Return the parts of a bar, in the order of the numbers; none of no numbers."""
    whole = sum(numbers.values())
    found, done = [], 0
    for kind, number in numbers.items():
        if number:
            ends = [round(WIDTH * at / whole, 1) for at in (done, done + number)]
            found.append(Stretch(kind, ends[0], round(ends[1] - ends[0], 1)))
            done += number
    return tuple(found)


def share(done: int, whole: int) -> tuple[Stretch, ...]:
    """Return the parts of a bar that shows how much of something is done."""
    return bar({"done": done, "open": whole - done})
