"""A sparse checkout: the files that the index has and the work tree doesn't, on purpose."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pas_gov.git.objects import blob_reader
from pas_gov.git.process import Repository, run
from pas_gov.git.worktree import worktree_snapshot
from pas_gov.snapshot import File, Snapshot


def left_out(repository: Repository) -> Mapping[str, File]:
    """Return the files that a sparse checkout leaves out of the work tree (skip-worktree), by path.

    What stands on the disk all the same isn't left out.
    """
    if repository.work_tree is None:
        return {}
    _, listed = run(replace(repository, workspace=None), "ls-files", "-t", "--stage", "-z")
    entries = listed.decode("utf-8", "surrogateescape").split("\0")
    found = (_entry(one) for one in entries if one.startswith("S "))
    return {one.path: one for one in found if not _is_there(repository.work_tree, one.path)}


def stored_blobs(repository: Repository, ids: Iterable[str]) -> dict[str, bytes]:
    """Return blobs of the repository by their ids; of a longer one the first 1 MiB and a byte."""
    return blob_reader(replace(repository, workspace=None))(ids)


def _entry(line: str) -> File:
    """Return the file of a line ``S 100644 ID 0<tab>PATH``."""
    words, _, path = line.partition("\t")
    _, mode, identity, _ = words.split(" ")
    return File(path, mode, identity)


def _is_there(work_tree: str, path: str) -> bool:
    return os.path.lexists(os.path.join(work_tree, *path.split("/")))


def folder_snapshot(directory: str, repository: Repository | None) -> Snapshot:
    """Return the files of interest of a folder as it stands, those that a sparse checkout leaves out from the index.

    What is left out is no less promised: a report without it would tell of less. See :func:`worktree_snapshot`.
    """
    absent = left_out(repository) if repository else {}
    found = worktree_snapshot(directory, repository, absent.values())
    if repository is None or not absent:
        return found
    here, stored = found.read, blob_reader(replace(repository, workspace=None))
    elsewhere = frozenset(one.blob for one in absent.values())

    def read(ids: Iterable[str]) -> dict[str, bytes]:
        wanted = list(ids)
        return {
            **here(one for one in wanted if one not in elsewhere),
            **stored(one for one in wanted if one in elsewhere),
        }

    return replace(found, read=read)
