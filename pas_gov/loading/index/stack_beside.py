"""A stack beside an indexed one: what differs was read, all else is looked up in the index when it is asked for."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import TypeVar

from pas_gov.diagnostics import Diagnostic, ordered
from pas_gov.foundation.values import dataclass
from pas_gov.loading.index.stack_index import DOUBLED, StackIndex
from pas_gov.model.records.promise import LAYERS
from pas_gov.model.stack.cycles import cycles_through
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.loading import MOST_PLACED, placed
from pas_gov.model.stack.stack import Stack, predecessors, reverse_links
from pas_gov.snapshot import Snapshot

Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class LookedUp(Mapping[str, Value]):
    """A mapping whose values are looked up one by one; who goes through all of it has ``everything`` made at once."""

    look_up: Callable[[str], Value | None]
    everything: Callable[[], Mapping[str, Value]]
    _seen: dict[str, Value | None] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Value:
        """Return the value of a key; KeyError where there is none."""
        if key not in self._seen:
            self._seen[key] = self.look_up(key)
        value = self._seen[key]
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        """Iterate over all keys, in their order."""
        return iter(self._all)

    def __len__(self) -> int:
        """Count the keys."""
        return len(self._all)

    @cached_property
    def _all(self) -> Mapping[str, Value]:
        return self.everything()


@dataclass(frozen=True, eq=False)
class Beside:
    """A stack beside that of an index: without the promises that are ``gone``, with those that ``come``.

    A promise that differs goes and comes. ``come`` is a stack of the differing files alone.
    """

    index: StackIndex
    gone: Mapping[str, Entry]
    come: Stack

    def entry(self, identity: str) -> Entry | None:
        """Return a promise."""
        found = self.come.get(identity)
        return found if found is not None or identity in self.gone else self.index.entry(identity)

    def entries(self) -> Mapping[str, Entry]:
        """Return all promises, sorted by id."""
        found = {one: entry for one, entry in self.index.entries().items() if one not in self.gone}
        return dict(sorted({**found, **self.come.entries}.items()))

    def dependents(self, target: str) -> tuple[str, ...] | None:
        """Return who is aligned to a promise, sorted; None for nobody."""
        return self._sources(self.index.dependents(target), self.come.dependents.get(target, ()))

    def predecessors(self, successor: str) -> tuple[str, ...] | None:
        """Return whom a promise supersedes, sorted; None for nobody."""
        return self._sources(self.index.predecessors(successor), self.come.predecessors.get(successor, ()))

    def layer(self, layer: str) -> tuple[Entry, ...] | None:
        """Return the promises of a layer, by id; None for none."""
        come = [entry.id for entry in self.come.by_layer.get(layer, ())]
        found = map(self.entry, self._sources(self.index.layer(layer), tuple(come)) or ())
        return tuple(entry for entry in found if entry is not None) or None

    def statuses(self) -> Mapping[str, Mapping[str, int]]:
        """Return how many promises of each layer have each status."""
        found = {layer: Counter(counts) for layer, counts in self.index.statuses.items()}
        for entries, step in ((self.gone.values(), -1), (self.come.entries.values(), 1)):
            for entry in entries:
                found.setdefault(entry.layer, Counter())[entry.status] += step
        return found

    def _sources(self, before: tuple[str, ...], come: tuple[str, ...]) -> tuple[str, ...] | None:
        found = [one for one in before if one not in self.gone]
        for one in come:
            insort(found, one)
        return tuple(found) or None


@dataclass(frozen=True, slots=True)
class _SharedTitles:
    """The titles that several promises have; they are those of the index, as no change of them is followed."""

    index: StackIndex

    def __contains__(self, title: object) -> bool:
        """Tell whether several promises have a title."""
        return self.index.titled(str(title)) > 1


def stack_beside(
    index: StackIndex, name: str, come: Stack, gone: Mapping[str, Entry], files: Snapshot
) -> Stack | None:
    """Return the stack of a tree; None where only reading all of it tells what is wrong across its files.

    ``files`` are those that differ, in which ``come`` stands; ``gone`` are the promises of the index that stood in
    their place. The diagnostics are those of these files alone.
    """
    if come.unreadable or come.ambiguous or come.unread or not _told_apart(index, come, gone):
        return None
    beside = Beside(index, gone, come)
    stack = Stack(name, LookedUp(beside.entry, beside.entries))
    if any(one.severity == "error" for one in come.diagnostics) or cycles_through(stack, come.entries):
        return None
    stack = replace(stack, diagnostics=ordered((*come.diagnostics, *_alike(index, come, gone, files))))
    stack.__dict__.update(_worked_out(beside, stack))
    return stack


def _worked_out(beside: Beside, stack: Stack) -> dict[str, object]:
    """Return what a stack would work out of all its entries."""

    def layers() -> Mapping[str, tuple[Entry, ...]]:
        return {layer: found for layer in LAYERS if (found := beside.layer(layer)) is not None}

    return {
        "dependents": LookedUp(beside.dependents, lambda: reverse_links(stack)),
        "predecessors": LookedUp(beside.predecessors, lambda: predecessors(stack)),
        "by_layer": LookedUp(beside.layer, layers),
        "statuses": beside.statuses(),
        "shared_titles": _SharedTitles(beside.index),
    }


def _told_apart(index: StackIndex, come: Stack, gone: Mapping[str, Entry]) -> bool:
    """Tell whether each promise that comes has an id of its own, and a title of its own or the one that it shared."""
    if any(one not in gone and index.entry(one) is not None for one in come.entries):
        return False
    given_up = Counter(entry.facts.title for entry in gone.values())
    taken = Counter(entry.facts.title for entry in come.entries.values())
    moving = [
        entry.facts.title
        for side, other in ((gone, come.entries), (come.entries, gone))
        for one, entry in side.items()
        if not _stays(entry, other.get(one))
    ]
    return all(max(index.titled(one), index.titled(one) - given_up[one] + taken[one]) < 2 for one in moving)


def _stays(entry: Entry, other: Entry | None) -> bool:
    """Tell whether a promise is where it was, under the title that it had: then whoever shares it is told the same."""
    return other is not None and other.path == entry.path and other.facts.title == entry.facts.title


def _alike(
    index: StackIndex, come: Stack, gone: Mapping[str, Entry], files: Snapshot
) -> tuple[Diagnostic, ...]:
    """Return the warnings of titles that differing files share with others, as these stay."""
    found = tuple(
        one
        for identity, entry in gone.items()
        if identity in come and index.titled(entry.facts.title) > 1
        for one in index.warnings_at(entry.path)
        if one.code == DOUBLED
    )
    return tuple(placed(found, files)) if index.alike <= MOST_PLACED else found
