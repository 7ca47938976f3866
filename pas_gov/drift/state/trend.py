"""The trend: how many gaps the records of each month of the last year left open, as a branch's history tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from pas_gov.drift.zones.gaps import LEVELS, Level, gaps
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.step_differences import ReducedHistory
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack

MONTHS = 12


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The gaps in the records at the end of a day: how many of each level, among how many active promises."""

    day: date
    active: int
    numbers: dict[Level, int]

    @property
    def open(self) -> int:
        """How many gaps there were."""
        return sum(self.numbers.values())


def trend(history: ReducedHistory, today: date, max_age: int) -> tuple[TrendPoint, ...]:
    """Return the gaps at the end of each of the last twelve months, and on the day itself, from the first promise on.

    Texts and indicators of then can't be looked at any more. An attestation counts for ``max_age`` days.
    """
    return tuple(_points(history, today, max_age))


def month_ends(today: date) -> tuple[date, ...]:
    """Return the last days of the twelve months before a day's own, then the day; oldest first."""
    found, first = [today], today.replace(day=1)
    for _ in range(MONTHS):
        found.append(first - timedelta(days=1))
        first = found[-1].replace(day=1)
    return tuple(reversed(found))


def _points(history: ReducedHistory, today: date, max_age: int) -> Iterator[TrendPoint]:
    entries: dict[str, Entry] = dict(history.base.entries)
    steps = iter(history.differences)
    step = next(steps, None)
    for day in month_ends(today):
        while step is not None and step.origin.day <= day:
            _advance(entries, step.entries)
            step = next(steps, None)
        if entries:
            yield _point(Stack(day.isoformat(), dict(entries)), day, max_age)


def _advance(entries: dict[str, Entry], moved: Mapping[str, Entry | None]) -> None:
    for identity, entry in moved.items():
        if entry is None:
            entries.pop(identity, None)
        else:
            entries[identity] = entry


def _point(stack: Stack, day: date, max_age: int) -> TrendPoint:
    found = gaps(stack, day, max_age)
    numbers = {level: sum(one.level == level for one in found) for level in LEVELS}
    return TrendPoint(day, sum(one.active for one in stack.entries.values()), numbers)
