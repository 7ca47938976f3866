"""History reduced: what each step changes, without its stacks, oldest first, so that it can be folded forward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from pas_gov.foundation.values import dataclass
from pas_gov.ledger.replay.origin import Origin
from pas_gov.ledger.replay.steps import Step
from pas_gov.model.stack.change import with_last_readable
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack


@dataclass(frozen=True, slots=True)
class StepDifference:
    """What one step changes.

    ``entries`` holds each promise that differs as it is after the step, None where it is gone; ``kept`` the file
    of each that is gone because the step made its record unreadable. ``unreadable`` are all such files after the
    step, with the ids that they name. ``unread`` says why the step couldn't be read: then the entries are what
    the whole gap changed, at the newest step of the gap, and nothing at the others.
    """

    origin: Origin
    entries: Mapping[str, Entry | None] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    unreadable: Mapping[str, str] = field(default_factory=dict)
    unread: str = ""


@dataclass(frozen=True, slots=True)
class ReducedHistory:
    """What stood before the first step that can be read, and what each step changed, oldest first."""

    base: Stack
    differences: tuple[StepDifference, ...]


def reduced_history(steps: Iterable[Step], tip: Stack | None = None) -> ReducedHistory:
    """Return what steps change that come newest first; of their stacks none is kept but the first.

    ``tip`` is what stands after the newest step, for where that can't be read.
    """
    found = HistoryReducer(tip)
    for step in steps:
        found.take(step)
    return found.history


class HistoryReducer:
    """Makes a reduced history: takes steps, newest first, and keeps of each only what it changes."""

    def __init__(self, tip: Stack | None = None) -> None:
        """Begin at the tip; see :func:`reduced_history`."""
        self.found: list[StepDifference] = []
        self.beyond = tip  # what stood before the last step that could be read
        self.gap: int | None = None  # where the newest step stands of those since then, which couldn't

    def take(self, step: Step) -> None:
        """Take the next older step."""
        if step.unread:
            self.gap = len(self.found) if self.gap is None else self.gap
            self.found.append(StepDifference(step.origin, unread=step.unread))
            return
        if self.gap is not None and self.beyond is not None:
            self.found[self.gap] = _across(self.found[self.gap], step.after.stack, self.beyond)
        self.found.append(_of_step(step))
        self.beyond, self.gap = step.before.stack, None

    @property
    def history(self) -> ReducedHistory:
        """What was taken so far."""
        return ReducedHistory(self.beyond or Stack("nothing"), tuple(reversed(self.found)))


def _across(gap: StepDifference, before: Stack, after: Stack) -> StepDifference:
    return replace(_difference(gap.origin, before, after), unread=gap.unread)


def _of_step(step: Step) -> StepDifference:
    if not step.paths.promises:
        return StepDifference(step.origin, unreadable=step.after.stack.unreadable)
    return _difference(step.origin, step.before.stack, step.after.stack)


def _difference(origin: Origin, before: Stack, after: Stack) -> StepDifference:
    entries: dict[str, Entry | None] = {
        one: entry for one, entry in after.entries.items() if not _same(before.entries.get(one), entry)
    }
    entries |= {one: None for one in before.entries if one not in after.entries}
    return StepDifference(origin, entries, _kept(before, after), after.unreadable)


def _same(before: Entry | None, after: Entry) -> bool:
    return before is after or (before is not None and before.blob == after.blob and before.path == after.path)


def _kept(before: Stack, after: Stack) -> dict[str, str]:
    """Return the promises that became unreadable, with the file that nobody can read now."""
    if not after.unreadable:
        return {}
    stands = with_last_readable(before, after).entries
    return {one: _file(stands[one], after) for one in stands if one not in after.entries}


def _file(entry: Entry, after: Stack) -> str:
    if entry.path in after.unreadable:
        return entry.path
    return next(path for path, identity in after.unreadable.items() if identity == entry.id)
