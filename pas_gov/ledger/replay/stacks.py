"""The stacks of a branch, each derived from its neighbour: only files that differ are read."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import replace

from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass
from pas_gov.model.stack.entry import Entry, Facts
from pas_gov.model.stack.loading import load_stack
from pas_gov.model.stack.stack import Stack
from pas_gov.model.stack.unread import is_record
from pas_gov.snapshot import File, Snapshot


@dataclass(frozen=True, slots=True)
class FoldedStack:
    """A snapshot's stack, and how it lies beside the last one.

    ``ids`` are all promises that may differ from the last stack's. ``faults`` are the problems of the files that
    differ, and of those that claim one of their ids; ``beside`` those of the same files in the last snapshot.
    """

    stack: Stack
    ids: frozenset[str] = frozenset()
    faults: tuple[Diagnostic, ...] = ()
    beside: tuple[Diagnostic, ...] = ()


class StackSequence:
    """Folds snapshots of which each differs little from the last into their stacks, without diagnostics.

    ``known`` holds facts by blob id, and grows. The stacks are those of :func:`load_stack`, which reads the
    files that differ, and beside them those that claim one of the same ids.
    """

    def __init__(self, known: MutableMapping[str, Facts]) -> None:
        """Begin with nothing."""
        self._known = known
        self._last = Snapshot("nothing", {}, lambda _: {})
        self._stack = Stack("nothing")
        self._claims: dict[str, frozenset[str]] = {}

    def at(self, snapshot: Snapshot, paths: Iterable[str]) -> Stack:
        """Return a snapshot's stack, as ``fold`` does."""
        return self.fold(snapshot, paths).stack

    def fold(self, snapshot: Snapshot, paths: Iterable[str]) -> FoldedStack:
        """Go on to a snapshot; ``paths`` are those of promises that differ from the last snapshot.

        Raises what reading a blob raises; then the last snapshot stays the last.
        """
        differing = frozenset(paths)
        fresh = self._loaded(snapshot, differing)
        gone, come = self._ids(self._last, differing), self._ids(snapshot, differing)
        ids = gone.keys() | come.keys()
        near = differing | {path for one in ids for path in self._claims.get(one, ())}
        beside = self._loaded(self._last, near)
        if near - differing:
            fresh = self._loaded(snapshot, near)
        self._claim(gone, come)
        self._last, self._stack = snapshot, self._with(fresh, differing, ids)
        return FoldedStack(self._stack, frozenset(ids), fresh.diagnostics, beside.diagnostics)

    def _loaded(self, snapshot: Snapshot, paths: frozenset[str]) -> Stack:
        files = {path: snapshot.files[path] for path in sorted(paths) if path in snapshot.files}
        return load_stack(replace(snapshot, files=files), self._known)

    def _ids(self, snapshot: Snapshot, paths: frozenset[str]) -> dict[str, frozenset[str]]:
        """Return the ids that files of a snapshot claim, with the paths of those files."""
        found: dict[str, frozenset[str]] = {}
        for path, identity in self._claimed(snapshot.files.get(path) for path in paths):
            found[identity] = found.get(identity, frozenset()) | {path}
        return found

    def _claimed(self, files: Iterable[File | None]) -> Iterator[tuple[str, str]]:
        for file in files:
            if file is not None and is_record(file) and (facts := self._known[file.blob]).readable:
                yield file.path, facts.id

    def _claim(self, gone: dict[str, frozenset[str]], come: dict[str, frozenset[str]]) -> None:
        for identity in gone.keys() | come.keys():
            kept = self._claims.get(identity, frozenset()) - gone.get(identity, frozenset())
            self._claims[identity] = kept | come.get(identity, frozenset())

    def _with(self, fresh: Stack, paths: frozenset[str], ids: Iterable[str]) -> Stack:
        last, changed = self._stack, frozenset(ids)
        entries = dict(last.entries)
        for one in changed:
            if one in fresh.entries:
                entries[one] = fresh.entries[one]  # at its place in the order, if it had one
            else:
                entries.pop(one, None)
        come = any(one not in last.entries for one in fresh.entries)
        unreadable = {path: one for path, one in last.unreadable.items() if path not in paths}
        stack = Stack(
            name=fresh.name,
            entries=dict(sorted(entries.items())) if come else entries,
            unreadable=dict(sorted({**unreadable, **fresh.unreadable}.items())),
            ambiguous=(last.ambiguous - changed) | fresh.ambiguous,
        )
        if "dependents" in last.__dict__:  # worked out, and so handed on
            stack.__dict__["dependents"] = _handed_on(last, stack, changed)
        if "by_layer" in last.__dict__:
            stack.__dict__["by_layer"] = _layers(last, stack, changed)
        if "statuses" in last.__dict__:
            stack.__dict__["statuses"] = _statuses(last, stack, changed)
        if "titles" in last.__dict__:
            stack.__dict__["titles"] = _titles(last, stack, changed)
        if "shared_titles" in last.__dict__:
            shared = last.__dict__["shared_titles"]
            stack.__dict__["shared_titles"] = _shared_titles(shared, last, stack, changed)
        return stack


def _handed_on(last: Stack, stack: Stack, changed: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return who is aligned to each promise, from who was: only the links of changed promises differ."""
    found = dict(last.dependents)
    for one in changed:
        before, after = last.get(one), stack.get(one)
        gone = {link.promise for link in before.links} if before else set()
        come = {link.promise for link in after.links} if after else set()
        for target in gone - come:
            kept = tuple(source for source in found.get(target, ()) if source != one)
            found[target] = kept
            if not kept:
                del found[target]
        for target in come - gone:
            found[target] = tuple(sorted((*found.get(target, ()), one)))
    return found


def _layers(last: Stack, stack: Stack, changed: frozenset[str]) -> dict[str, tuple[Entry, ...]]:
    """Return the promises of each layer, from what they were: only changed promises come, go or take their place."""
    lists: dict[str, list[Entry]] = {}
    for one in changed:
        for entry, stands in ((last.get(one), False), (stack.get(one), True)):
            if entry is None:
                continue
            layer = entry.facts.layer
            mine = lists.setdefault(layer, list(last.by_layer.get(layer, ())))
            at = bisect_left(mine, one, key=lambda each: each.facts.id)
            if at < len(mine) and mine[at].facts.id == one:
                del mine[at]
            if stands:
                mine.insert(at, entry)
    found = {**last.by_layer, **{layer: tuple(mine) for layer, mine in lists.items()}}
    return {layer: entries for layer, entries in found.items() if entries}


def _titles(last: Stack, stack: Stack, changed: frozenset[str]) -> Counter[str]:
    """Return how many promises have each title, from how many had."""
    found = Counter(last.titles)
    for one in changed:
        for entry, step in ((last.get(one), -1), (stack.get(one), 1)):
            if entry is not None:
                found[entry.facts.title] += step
    return +found if 0 in found.values() else found


def _shared_titles(
    shared: frozenset[str], last: Stack, stack: Stack, changed: frozenset[str]
) -> frozenset[str]:
    """Return the titles that several promises have, from those that were: only of changed promises it is asked."""
    sides = (side.get(one) for one in changed for side in (last, stack))
    touched = {entry.facts.title for entry in sides if entry is not None}
    return (shared - touched) | {one for one in touched if stack.titles.get(one, 0) > 1}


def _statuses(last: Stack, stack: Stack, changed: frozenset[str]) -> dict[str, Counter[str]]:
    """Return how many promises of each layer have each status, from how many had."""
    found = {layer: Counter(counted) for layer, counted in last.statuses.items()}
    for one in changed:
        for entry, step in ((last.get(one), -1), (stack.get(one), 1)):
            if entry is not None:
                found.setdefault(entry.facts.layer, Counter())[entry.facts.status] += step
    return found
