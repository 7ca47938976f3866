"""The stacks of a branch, each worked out from the one beside it: only files that differ are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import replace

from pas_gov.snapshot import File, Snapshot
from pas_gov.stack.entry import Facts
from pas_gov.stack.loading import is_record, load_stack
from pas_gov.stack.stack import Stack


class Stacks:
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
        """Return a snapshot's stack; ``paths`` are those of promises that differ from the last snapshot.

        Raises what reading a blob raises; then the last snapshot stays the last.
        """
        differing = frozenset(paths)
        fresh = self._loaded(snapshot, differing)
        gone, come = self._ids(self._last, differing), self._ids(snapshot, differing)
        others = frozenset(path for one in gone.keys() | come.keys() for path in self._claims.get(one, ()))
        if others - differing:
            fresh = self._loaded(snapshot, differing | others)
        self._claim(gone, come)
        self._last, self._stack = snapshot, self._with(fresh, differing, gone.keys() | come.keys())
        return self._stack

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
        entries = {one: entry for one, entry in last.entries.items() if one not in changed}
        unreadable = {path: one for path, one in last.unreadable.items() if path not in paths}
        return Stack(
            name=fresh.name,
            entries=dict(sorted({**entries, **fresh.entries}.items())),
            unreadable=dict(sorted({**unreadable, **fresh.unreadable}.items())),
            ambiguous=(last.ambiguous - changed) | fresh.ambiguous,
        )
