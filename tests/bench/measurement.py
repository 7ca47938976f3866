"""Rows measured: every task of a row once in each round, one after the other, so that all meet the same machine."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.bench.measuring import Cost
from tests.bench.rows.row import NOW, Line, Measure, Row, Workshop

FIELDS: Mapping[Measure, str] = {"processor": "cpu", "clock": "wall", "memory": "peak"}
MINUTE = 60


@dataclass(frozen=True, slots=True)
class Measured:
    """A row's costs: by size, by subject, one of each round."""

    row: Row
    costs: Mapping[int, Mapping[str, Sequence[Cost]]]

    @property
    def subjects(self) -> tuple[str, ...]:
        """Who was measured, in the order of a round."""
        return tuple(self.costs[max(self.costs)])

    def refused(self, subject: str) -> str:
        """Return why a subject did nothing at the largest size, or no text."""
        return self.costs[max(self.costs)][subject][-1].refused

    def figure(self, line: Line, subject: str) -> float:
        """Return a subject's figure of a line: seconds, bytes, work in a minute, or what a thousand more add."""
        if line.slope:
            return self.slope(line.measure, subject) * 1_000
        value = self._least(max(self.costs), line.measure, subject)
        return MINUTE / value if line.rate else value

    def slope(self, measure: Measure, subject: str) -> float:
        """Return the slope of the minima over the sizes, by least squares."""
        sizes = sorted(self.costs)
        least = [self._least(size, measure, subject, per_work=False) for size in sizes]
        return statistics.linear_regression(sizes, least).slope

    def ratio(self, line: Line) -> float:
        """Return the figure of now, by that of whom the line names."""
        return self.figure(line, NOW) / (self.figure(line, line.against) if line.against else 1)

    def met(self, line: Line) -> bool:
        """Say whether a line's aim is reached; what was refused reaches none."""
        if line.most is None or self.refused(NOW):
            return line.most is None
        return self.ratio(line) >= line.most if line.rate else self.ratio(line) <= line.most

    def _least(self, size: int, measure: Measure, subject: str, *, per_work: bool = True) -> float:
        costs = self.costs[size][subject]
        return min(
            getattr(one, FIELDS[measure]) / (one.work if per_work and measure != "memory" else 1)
            for one in costs
        )


def measure(row: Row, sizes: Sequence[int], workshop: Workshop, rounds: int) -> Measured:
    """Measure a row at some sizes; raises Wrong where a result isn't what it must be."""
    costs: dict[int, dict[str, list[Cost]]] = {}
    for size in sizes:
        tasks = row.tasks(workshop, size)
        for task in tasks:
            task.prepare()
        costs[size] = {task.subject: [] for task in tasks}
        for _ in range(rounds):
            for task in tasks:
                costs[size][task.subject].append(task.once())
    return Measured(row, costs)
