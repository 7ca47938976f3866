"""The stack while a history is read forward, step by step, with the promises aligned to each promise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pas_gov.ledger.events.step_differences import StepDifference
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack

Moved = Mapping[str, tuple[Entry | None, Entry | None]]  # before and after, by id


def is_core(entry: Entry | None) -> bool:
    """Tell whether this is an active Core."""
    return entry is not None and entry.active and entry.layer == "core"


class RunningStack:
    """The promises as they stand; a record that became unreadable stands as it was last read.

    ``sources`` has the ids aligned to each id, ``cores`` the active Cores, ``held`` the file of each promise
    whose record can't be read at present. ``stack`` is a view that goes forward too.
    """

    def __init__(self, base: Stack) -> None:
        """Begin with a stack."""
        self.entries: dict[str, Entry] = {}
        self.sources: dict[str, set[str]] = {}
        self.cores: set[str] = set()
        self.held: dict[str, str] = {}
        self.stack = Stack("as it stands", self.entries)
        self.advance({identity: (None, entry) for identity, entry in base.entries.items()})

    def moves_of(self, difference: StepDifference) -> Moved:
        """Return what a difference will change, and settle which records are held."""
        after = {
            one: entry
            for one, entry in difference.entries.items()
            if entry is not None or one not in difference.kept
        }
        for identity in after:
            self.held.pop(identity, None)
        for identity in [one for one, path in self.held.items() if path not in difference.unreadable]:
            del self.held[identity]
            after[identity] = None
        self.held.update(difference.kept)
        return {one: (self.entries.get(one), entry) for one, entry in after.items()}

    def advance(self, moved: Moved) -> None:
        """Go one step forward."""
        for identity, (before, after) in moved.items():
            for link in before.links if before else ():
                self.sources[link.promise].discard(identity)
            for link in after.links if after else ():
                self.sources.setdefault(link.promise, set()).add(identity)
            if after is None:
                self.entries.pop(identity, None)
            else:
                self.entries[identity] = after
            (self.cores.add if is_core(after) else self.cores.discard)(identity)

    def reaching(self, targets: Iterable[str]) -> set[str]:
        """Return the active promises that reach one of these through active promises; of these, none."""
        first = frozenset(targets)
        found: set[str] = set()
        waiting = list(first)
        while waiting:
            fresh = self.sources.get(waiting.pop(), set()) - found - first
            active = [one for one in fresh if self.entries[one].active]
            found.update(active)
            waiting.extend(active)
        return found

    def legacy(self) -> set[str]:
        """Return the active Legacy promises."""
        return {one for one, entry in self.entries.items() if entry.layer == "legacy" and entry.active}

    def heirs(self, identity: str) -> set[str]:
        """Return what stands where a promise stood: itself, else those of its successors that haven't ended."""
        found: set[str] = set()
        seen, waiting = {identity}, [identity]
        while waiting:
            entry = self.entries.get(waiting.pop())
            if entry is None:
                continue
            if not entry.ended:
                found.add(entry.id)
                continue
            fresh = [one for one in entry.facts.successors if one not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
        return found
