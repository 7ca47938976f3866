"""A commit's tree as a Snapshot: trees are read and verified like blobs, down to where promises can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from sys import intern

from pas_gov.git.listing import (
    FOLDER_MODE,
    MOST_ENTRIES,
    Differing,
    is_entered,
    is_plain_path,
    listing_snapshot,
)
from pas_gov.git.objects import RECORD_LIMIT, Objects, blob_reader, objects
from pas_gov.git.process import Repository, damaged
from pas_gov.snapshot import File, Snapshot


def snapshot(repository: Repository, tree: str, name: str, known: tuple[str, int] | None = None) -> Snapshot:
    """Return the files of interest of a tree (or of a commit's tree), given by its full id.

    Says the same as ``ls-tree -r -t -z --full-tree``, with two differences: each tree is hashed again, as a
    tree that was swapped on disk would otherwise be believed; and a tree that holds itself many times over
    ends in a Stop. Links, submodules and odd modes stay in ``files``. ``known`` is a folder that isn't entered, as
    who asks knows what is in it, and how many files and folders that are. Stops: missing-object, damaged-object,
    too-many-files.
    """
    folder, entered = known or ("", 0)
    with objects(repository) as store:
        entries = _entries(store, f"{tree}^{{tree}}", repository.id_length // 2, folder)
        return listing_snapshot(name, entries, blob_reader(repository), counted=entered)


def plain_entries(repository: Repository, tree: str, folder: str) -> int | None:
    """Return how many files and folders are in a tree that stands at this folder, all under plain names; else None.

    Of those, nothing can be wrong with a name: see :func:`listing.is_plain_path`. Stops as :func:`snapshot`.
    """
    with objects(repository) as store:
        found = 0
        for entry in _entries(store, tree, repository.id_length // 2, start=f"{folder}/"):
            found += 1
            if not is_plain_path(entry.path) or found > MOST_ENTRIES:
                return None
        return found


def top_entries(repository: Repository, trees: Iterable[str]) -> Iterator[dict[str, File]]:
    """Yield the entries at the top of each tree by name: enough to tell that two trees hold the same folder.

    One process reads them all, and hashes each again. Stops as :func:`snapshot`.
    """
    with objects(repository) as store:
        for identity, data in store.get((f"{tree}^{{tree}}" for tree in trees), "tree", RECORD_LIMIT):
            yield {entry.path: entry for entry in _parse(identity, data, "", repository.id_length // 2)}


def _entries(store: Objects, tree: str, id_bytes: int, known: str = "", *, start: str = "") -> Iterator[File]:
    folders = [(start, tree)]
    while folders:
        below: list[tuple[str, str]] = []
        trees = store.get((identity for _, identity in folders), "tree", RECORD_LIMIT)
        for (prefix, _), (identity, data) in zip(folders, trees, strict=True):
            for entry in _parse(identity, data, prefix, id_bytes):
                yield entry
                if entry.mode == FOLDER_MODE and is_entered(entry.path) and entry.path != known:
                    below.append((f"{entry.path}/", entry.blob))
        folders = below


def _parse(identity: str, data: bytes, prefix: str, id_bytes: int) -> Iterator[File]:
    position = 0
    while position < len(data):
        space = data.find(b" ", position)
        end = data.find(b"\0", space)
        after = end + 1 + id_bytes
        if space < 0 or end < 0 or after > len(data):
            raise damaged(f"The tree {identity} is damaged")
        path = prefix + data[space + 1 : end].decode("utf-8", "surrogateescape")
        mode = intern(
            data[position:space].decode("ascii", "replace").zfill(6)
        )  # of all files nearly the same
        yield File(path, mode, data[end + 1 : after].hex())
        position = after


Row = bytes  # an entry, as a tree holds it: its mode, a blank, its name, a zero and its id


class Differences:
    """What differs between trees, read through one process; folders that are the same are never entered."""

    def __init__(self, store: Objects, id_bytes: int) -> None:
        """Take an open reader of objects, and the length of an id in bytes."""
        self._store = store
        self._id_bytes = id_bytes
        self._rows = re.compile(rb"[0-7]+ [^\0]+\0.{%d}" % id_bytes, re.DOTALL)
        self._names = re.compile(rb"[0-7]+ ([^\0]+)\0.{%d}" % id_bytes, re.DOTALL)
        self._known: dict[str, frozenset[Row] | None] = {"": frozenset()}

    def between(self, before: str, after: str, folder: str = "") -> Differing | None:
        """Return each path of interest whose entry differs between two trees, given by their full ids ("" for none).

        They stand at ``folder`` ("" for the top). Folders among them tell of what came or went in their place. None
        where a tree lists a name twice: then only a whole listing tells what is wrong. Stops as :func:`snapshot`.
        """
        found: dict[str, tuple[File | None, File | None]] = {}
        waiting = [(f"{folder}/" if folder else "", before, after)]
        while waiting:
            below = self._below(*waiting.pop(), found)
            if below is None or len(found) > MOST_DIFFERING:
                return None
            waiting += below
        return found

    def all_between(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Differing, bool]]:
        """Return what differs within each pair of trees, as ``between``, and whether that is all of it.

        They are read together level by level. It isn't all where a tree lists a name twice: that one is read as far as
        the other names tell.
        """
        found: list[dict[str, tuple[File | None, File | None]]] = [{} for _ in pairs]
        whole = [True] * len(pairs)
        waiting = [(number, "", *pair) for number, pair in enumerate(pairs)]
        while waiting:
            wanted = dict.fromkeys(tree for _, _, *trees in waiting for tree in trees)
            self._learn([tree for tree in wanted if tree not in self._known])
            entered, waiting = waiting, []
            for number, prefix, before, after in entered:
                below = self._below(prefix, before, after, found[number])
                whole[number] &= below is not None
                waiting += [(number, *one) for one in below or ()]
        return list(zip(found, whole, strict=True))

    def _below(
        self, prefix: str, before: str, after: str, found: dict[str, tuple[File | None, File | None]]
    ) -> list[tuple[str, str, str]] | None:
        """Add what differs between two folders; return the folders in them that do, None for a name listed twice."""
        first_side, last_side = self._entries(before), self._entries(after)
        if first_side is None or last_side is None:
            return None
        made = _file(prefix, self._id_bytes)
        gone = {entry.path: entry for entry in map(made, first_side - last_side)}
        come = {entry.path: entry for entry in map(made, last_side - first_side)}
        below = []
        for path in gone.keys() | come.keys():
            first, last = gone.get(path), come.get(path)
            found[path] = (first, last)
            trees = entered_tree(first), entered_tree(last)
            if any(trees):
                below.append((f"{path}/", *trees))
        return below

    def _entries(self, tree: str) -> frozenset[Row] | None:
        """Return a tree's entries; None where it lists a name twice."""
        if tree not in self._known:
            if len(self._known) > KEPT:
                self._known = {"": frozenset()}
            self._learn([tree])
        return self._known[tree]

    def _learn(self, trees: Sequence[str]) -> None:
        for tree, data in self._store.get(trees, "tree", RECORD_LIMIT):
            rows = self._rows.findall(data)
            if sum(map(len, rows)) != len(data):
                raise damaged(f"The tree {tree} is damaged")
            twice = len(set(self._names.findall(data))) < len(rows)
            self._known[tree] = None if twice else frozenset(rows)


def _file(prefix: str, id_bytes: int) -> Callable[[Row], File]:
    def made(row: Row) -> File:
        mode, _, name = row[: -id_bytes - 1].partition(b" ")
        path = prefix + name.decode("utf-8", "surrogateescape")
        return File(path, mode.decode("ascii").zfill(6), row[-id_bytes:].hex())

    return made


def entered_tree(entry: File | None) -> str:
    """Return the id of the tree at an entry that is a folder which may hold paths of interest, else ""."""
    folder = entry is not None and entry.mode == FOLDER_MODE and is_entered(entry.path)
    return entry.blob if entry is not None and folder else ""


MOST_DIFFERING = 20_000  # paths: for more, a whole listing costs no more
KEPT = 200  # trees kept parsed


@contextmanager
def differences(repository: Repository) -> Iterator[Differences]:
    """Run one reader of trees for the length of a with block."""
    with objects(repository) as store:
        yield Differences(store, repository.id_length // 2)
