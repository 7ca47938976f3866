"""What a row of the table is: work of some size, who does it, what is measured, and what must be reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.bench.builds import Build
from tests.bench.measuring import Cost

BEFORE, NOW = "before", "now"  # the two builds, in every row
Measure = Literal["processor", "clock", "memory"]


@dataclass(frozen=True, slots=True)
class Workshop:
    """The two builds, and the folder in which stacks, histories and texts are made."""

    before: Build
    now: Build
    folder: Path

    @property
    def builds(self) -> tuple[tuple[str, Build], tuple[str, Build]]:
        """The builds in the order of a round, each with what rows call it."""
        return (BEFORE, self.before), (NOW, self.now)


@dataclass(frozen=True, slots=True)
class Task:
    """What one subject does: ``once`` does it and raises Wrong where the result isn't what it must be.

    ``prepare`` is done before the first time and isn't timed: it fills caches, and looks closely at the result.
    """

    subject: str
    once: Callable[[], Cost]
    prepare: Callable[[], object] = lambda: None


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a row, and the most that it may be: the measure of now, by that of ``against`` where it is named.

    ``slope``: what one thousand of the row's axis more add, over all its sizes; else the figure at the largest one.
    ``rate``: work in a minute, and ``most`` is the least that it must be. ``what`` says it where the row doesn't.
    """

    measure: Measure
    against: str
    most: float | None
    slope: bool = False
    rate: bool = False
    what: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Work whose size is counted on an axis: the sizes of the table, of a quick try, and those that show its growth.

    ``tasks`` are who does it at one size, in the order of a round; ``bytes_of`` makes tables show megabytes.
    """

    key: str
    work: str
    axis: str
    tasks: Callable[[Workshop, int], Sequence[Task]]
    lines: tuple[Line, ...]
    sizes: tuple[int, ...]
    quick: tuple[int, ...]
    growth: tuple[int, ...] = ()
    rounds: int = 5
