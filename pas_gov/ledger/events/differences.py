"""Steps made small: what each of them changes, without its stacks, oldest first, so that they can be folded forward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pas_gov.ledger.replay.replay import Origin, Step
from pas_gov.model.stack.change import with_last_readable
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack


@dataclass(frozen=True, slots=True)
class Difference:
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
class Past:
    """What stood before the first step that can be read, and what each step changed, oldest first."""

    base: Stack
    differences: tuple[Difference, ...]


def past(steps: Iterable[Step], tip: Stack | None = None) -> Past:
    """Return the differences of steps that come newest first; of their stacks none is kept but the first.

    ``tip`` is what stands after the newest step, for where that can't be read.
    """
    found = Reduction(tip)
    for step in steps:
        found.take(step)
    return found.past


class Reduction:
    """A past in the making: each step is made small as it goes by, newest first."""

    def __init__(self, tip: Stack | None = None) -> None:
        """Begin at the tip; see :func:`past`."""
        self.found: list[Difference] = []
        self.beyond = tip  # what stood before the last step that could be read
        self.gap: int | None = None  # where the newest step stands of those since then, which couldn't

    def take(self, step: Step) -> None:
        """Take the next older step."""
        if step.unread:
            self.gap = len(self.found) if self.gap is None else self.gap
            self.found.append(Difference(step.origin, unread=step.unread))
            return
        if self.gap is not None and self.beyond is not None:
            self.found[self.gap] = _across(self.found[self.gap], step.after.stack, self.beyond)
        self.found.append(_of_step(step))
        self.beyond, self.gap = step.before.stack, None

    @property
    def past(self) -> Past:
        """What was taken so far."""
        return Past(self.beyond or Stack("nothing"), tuple(reversed(self.found)))


def _across(gap: Difference, before: Stack, after: Stack) -> Difference:
    return replace(_difference(gap.origin, before, after), unread=gap.unread)


def _of_step(step: Step) -> Difference:
    if not step.paths.promises:
        return Difference(step.origin, unreadable=step.after.stack.unreadable)
    return _difference(step.origin, step.before.stack, step.after.stack)


def _difference(origin: Origin, before: Stack, after: Stack) -> Difference:
    entries: dict[str, Entry | None] = {
        one: entry for one, entry in after.entries.items() if not _same(before.entries.get(one), entry)
    }
    entries |= {one: None for one in before.entries if one not in after.entries}
    return Difference(origin, entries, _kept(before, after), after.unreadable)


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
