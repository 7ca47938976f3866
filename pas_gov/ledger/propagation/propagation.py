"""Propagation: what has answered each change of a Core, and what hasn't. A fold over steps; it reads nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.step_differences import ReducedHistory, StepDifference, reduced_history
from pas_gov.ledger.propagation.answers import with_strangers
from pas_gov.ledger.propagation.core_change import CoreChange, OpenChange
from pas_gov.ledger.propagation.obligations import LegacyScope, obligation
from pas_gov.ledger.propagation.running_stack import Moved, RunningStack, is_core
from pas_gov.ledger.replay.origin import Origin
from pas_gov.ledger.replay.steps import Step
from pas_gov.model.records.settings import Settings
from pas_gov.model.stack.change import Change, changes
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack


@dataclass(frozen=True, slots=True)
class Propagation:
    """The changes of Cores, newest first.

    ``adopted`` is the step before which no promise was active: nobody must answer it. ``unread`` are the steps that
    couldn't be read, with the reason; ``cores`` the ids of all that ever were active Cores.
    """

    changes: tuple[CoreChange, ...]
    adopted: Origin | None
    unread: tuple[tuple[Origin, str], ...]
    cores: frozenset[str]


def propagation(
    steps: Iterable[Step], legacy: LegacyScope, today: date, tip: Stack | None = None
) -> Propagation:
    """Fold the steps of a branch, which come newest first, into what became of each change of a Core.

    Zones and endings are judged as they stand after the newest step; ``tip`` is that stack, for where the step
    itself can't be read. The cost grows with what the steps change,
    and with the links of the promises near to it that have yet to answer.
    """
    return propagation_of(reduced_history(steps, tip), legacy, today)


def propagation_of(history: ReducedHistory, legacy: LegacyScope, today: date) -> Propagation:
    """Return what became of each change of a Core in a reduced history; as :func:`propagation` for its steps."""
    fold = _Fold(RunningStack(history.base), legacy)
    for difference in history.differences:
        if difference.entries or not difference.unread:
            fold.take(difference)
    return Propagation(
        changes=tuple(one.result(fold.now, today) for one in reversed(fold.open)),
        adopted=fold.adopted,
        unread=tuple((one.origin, one.unread) for one in reversed(history.differences) if one.unread),
        cores=frozenset(fold.cores),
    )


def with_signers(found: Propagation, settings: Settings) -> Propagation:
    """Return the same with each answer's signers held against the owner, and the teams that the settings name."""
    changes = (
        replace(one, answers=tuple(with_strangers(answer, settings) for answer in one.answers))
        for one in found.changes
    )
    return replace(found, changes=tuple(changes))


class _Fold:
    """The changes so far, and the stack as it stands."""

    def __init__(self, now: RunningStack, legacy: LegacyScope) -> None:
        self.now, self.legacy = now, legacy
        self.open: list[OpenChange] = []
        self.begun = any(entry.active for entry in now.entries.values())
        self.adopted: Origin | None = None
        self.cores = set(now.cores)

    def take(self, difference: StepDifference) -> None:
        """Go one step forward: open what it changes of Cores, and let those who wait answer."""
        moved = self.now.moves_of(difference)
        if not moved:
            return
        changed = _core_changes(moved)
        before = self.now.reaching(change.id for change in changed)
        self.now.advance(moved)
        self.cores |= self.now.cores & moved.keys()
        if self._begins(moved):
            self.adopted = difference.origin
        elif changed:
            obliged = obligation(frozenset(one.id for one in changed), moved, before, self.now, self.legacy)
            about = CoreChange(
                difference.origin, changed, difference.unread, tuple(_lost(difference, self.now))
            )
            self.open.append(OpenChange(about, obliged, moved))
        near = _near(moved, self.now)
        for one in self.open:
            one.take_answers(moved, near, self.now, difference.origin)

    def _begins(self, moved: Moved) -> bool:
        """Tell whether this step brings the first active promises of all."""
        begins = not self.begun and any(after and after.active for _, after in moved.values())
        self.begun = self.begun or begins
        return begins


def _core_changes(moved: Moved) -> tuple[Change, ...]:
    """Return the promises that are active Cores, before or after, and changed materially."""
    cores = {one: sides for one, sides in moved.items() if any(map(is_core, sides))}
    before, after = (
        {one: entry for one, sides in cores.items() if (entry := sides[at]) is not None} for at in (0, 1)
    )
    found = changes(Stack("before", before), Stack("after", after))
    return tuple(change for change in found if change.material)


def _lost(difference: StepDifference, now: RunningStack) -> Iterator[str]:
    """Yield the files whose promises nobody can read, and that aren't known from before either."""
    held = set(now.held.values())
    return (path for path in difference.unreadable if path not in held)


def _near(moved: Moved, now: RunningStack) -> set[str] | None:
    """Return what moved, and what is aligned to it; None for all, where what follows a Core may have moved."""
    if any(_settles(*sides) for sides in moved.values()):
        return None
    return {*moved, *(source for one in moved for source in now.sources.get(one, ()))}


def _settles(before: Entry | None, after: Entry | None) -> bool:
    if not any(entry is not None and (entry.ended or entry.layer == "core") for entry in (before, after)):
        return False
    return before is None or after is None or _standing(before) != _standing(after)


def _standing(entry: Entry) -> tuple[object, ...]:
    return entry.revision, entry.status, entry.facts.successors
