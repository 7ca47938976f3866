"""The trend: how many gaps the records of each month of the last year left open, as a branch's history tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from pas_gov.drift.state.stack_state import StackState
from pas_gov.drift.zones.gaps import LEVELS, Gap, Level, gaps
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


def trend(history: ReducedHistory, state: StackState, max_age: int) -> tuple[TrendPoint, ...]:
    """Return the gaps at the end of each of the last twelve months, and on the state's day, from the first promise on.

    Texts and indicators of then can't be looked at any more, so those of today don't count either. An attestation counts
    for ``max_age`` days.
    """
    now = [item.what for item in state.items if isinstance(item.what, Gap)]
    return (*_points(history, state.today, max_age), _point(state.stack, state.today, now))


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
    for day in month_ends(today)[:-1]:
        while step is not None and step.origin.day <= day:
            _advance(entries, step.entries)
            step = next(steps, None)
        if entries:
            stack = Stack(day.isoformat(), dict(entries))
            yield _point(stack, day, gaps(stack, day, max_age))


def _advance(entries: dict[str, Entry], moved: Mapping[str, Entry | None]) -> None:
    for identity, entry in moved.items():
        if entry is None:
            entries.pop(identity, None)
        else:
            entries[identity] = entry


def _point(stack: Stack, day: date, found: Sequence[Gap]) -> TrendPoint:
    numbers = {level: sum(one.level == level for one in found) for level in LEVELS}
    return TrendPoint(day, sum(one.active for one in stack.entries.values()), numbers)
