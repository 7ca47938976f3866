"""The root of the governance repository that a command reads, in git or outside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from pas_gov import git
from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.git.left_out import folder_snapshot
from pas_gov.loading.asides import say
from pas_gov.loading.loader import Loader, open_loader
from pas_gov.loading.transaction.recovery import settle
from pas_gov.loading.transaction.whereabouts import lock_folder
from pas_gov.snapshot import File, Snapshot

MARKS = ("promises", "policies", "pas-gov.yaml")


@dataclass(frozen=True, slots=True)
class Root:
    """The folder that holds the records, and the repository whose work tree it is (None outside git).

    ``around`` is the repository in whose work tree it merely lies: its files are none of the root's. ``cached`` says
    whether what was read before counts.
    """

    path: str
    repository: git.Repository | None
    around: git.Repository | None = None
    cached: bool = True

    @property
    def cache(self) -> str | None:
        """The repository's cache folder, None where there is none, or none is wanted."""
        return git.cache_dir(self.repository) if self.repository and self.cached else None

    @property
    def lock_folder(self) -> str:
        """Where the lock of whoever writes here stands, and the journal: where no commit can bring them."""
        return lock_folder(self.path, self.repository or self.around)

    def snapshot(self) -> Snapshot:
        """Read the folder as it stands; what a sparse checkout leaves out of it, from the index."""
        return folder_snapshot(self.path, self.repository)

    def stored(self, path: str) -> bytes | None:
        """Return the bytes of a file that a sparse checkout leaves out, as the index has it; None for any other."""
        return self.stored_files()(path)

    def stored_files(self) -> Callable[[str], bytes | None]:
        """Return what gives the bytes of one path after the other, as ``stored``: the index is listed once."""
        repository, listed = self.repository, list[Mapping[str, File]]()

        def stored(path: str) -> bytes | None:
            if repository is None:
                return None
            if not listed:
                listed.append(git.left_out(repository))
            file = listed[0].get(path)
            if file is None or file.kind != "file":
                return None
            return git.stored_blobs(repository, [file.blob])[file.blob]

        return stored

    def records(self) -> Snapshot:
        """Read the folder, which must hold records; Stop(no-promises) where it holds none: nothing could be told."""
        found = self.snapshot()
        if not found.files:
            message = "there are no promises here"
            raise Stop("no-promises", message, "go to a governance repository, or start one: pas-gov init")
        return found

    @contextmanager
    def open_loader(self) -> Iterator[Loader]:
        """Give a loader, with the repository's cache where there is one."""
        with open_loader(self.cache) as loader:
            yield loader


def find_root(directory: str, *, cached: bool = True) -> Root:
    """Return the root for a folder: its repository's top, or the folder itself where it holds the records.

    A folder with records of its own inside a repository that isn't theirs is read without git. What a run that was
    ended while it wrote has left there is settled first, and told.
    """
    found = replace(_root(directory), cached=cached)
    say(settle(found.path, found.lock_folder))
    return found


def _root(directory: str) -> Root:
    try:
        repository = git.open_repository(directory)
    except Stop as stop:
        if stop.code not in ("no-repository", "git-missing"):
            raise
        return Root(directory, None)
    top = repository.work_tree
    if top is None:
        raise Stop("no-work-tree", "a bare repository has no work tree", "name a commit with --ref", status=2)
    if os.path.realpath(directory) != os.path.realpath(top) and _holds_records(directory):
        return Root(directory, None, repository)
    return Root(top, repository)


def _holds_records(directory: str) -> bool:
    return any(os.path.lexists(os.path.join(directory, mark)) for mark in MARKS)


def chosen_paths(folder: Root, snapshot: Snapshot, paths: tuple[str, ...]) -> frozenset[str] | None:
    """Return the paths of a snapshot that are these files or below these folders, None for all; Stop(no-such-path)."""
    if not paths:
        return None
    known = set(snapshot.files) | {problem.location.path for problem in snapshot.problems}
    found: set[str] = set()
    for path in paths:
        relative = os.path.relpath(os.path.abspath(path), os.path.realpath(folder.path)).replace(os.sep, "/")
        mine = {one for one in known if one == relative or one.startswith(f"{relative}/") or relative == "."}
        if not mine:
            message = f"{printable(path)} is no file or folder of records here"
            raise Stop("no-such-path", message, "name a file in promises/ or policies/", status=2)
        found |= mine
    return frozenset(found)
