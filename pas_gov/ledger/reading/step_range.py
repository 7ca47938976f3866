"""Neighbours on a line of commits by their places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class StepRange:
    """Neighbours on a line by their places: from the first up to the last, which isn't in it."""

    first: int
    last: int

    def __len__(self) -> int:
        """Return how many steps it has."""
        return self.last - self.first

    def parts(self, most: int) -> Iterator[StepRange]:
        """Yield ranges of at most so many steps, about equally long, that make up this one."""
        number = -(-len(self) // most)
        ends = [self.first + len(self) * at // number for at in range(number + 1)]
        return (StepRange(first, last) for first, last in pairwise(ends))
