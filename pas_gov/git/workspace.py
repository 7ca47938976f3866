"""A workspace: a temporary git folder that sees a repository's objects and keeps new ones to itself.

Merges run here, so that nothing is written in the repository, and so that nothing of the repository but its
objects can play a part: its config, hooks, grafts, replace refs, remotes and info/attributes (where a merge
driver, which is a program, could be named) aren't those of this folder. (Git may renew the time of an object's
file that it would otherwise have written again; no content changes.)
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.git.commits import Commit
from pas_gov.git.merging import merge
from pas_gov.git.objects import blob_reader, kept_processes
from pas_gov.git.process import Repository
from pas_gov.git.refs import commit
from pas_gov.git.trees import snapshot
from pas_gov.git.uncommitted import staged, uncommitted_paths, worktree
from pas_gov.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace. ``repository`` reads the user's objects and the workspace's own."""

    repository: Repository

    def merge(self, base: Commit, head: Commit) -> str:
        """Return the id of the tree that merging ``head`` into ``base`` gives: see merging.py."""
        return merge(self.repository, base, head)

    def staged(self, index: str | None = None) -> Commit:
        """Return what ``git commit`` would make of the index now: a commit on top of HEAD, only here.

        ``index`` is the path of another index file than the repository's (see :func:`index_in_hook`).
        Stops: unmerged, no-commit.
        """
        return staged(self.repository, self._head(), index)

    def worktree(self, folder: Snapshot, ref: str = "HEAD") -> Commit:
        """Return HEAD, or another commit, with a folder's paths of interest instead of its own; it is only here.

        ``folder`` is a :func:`left_out.folder_snapshot`; everything else is as in HEAD. No filter
        runs: bytes are taken as they are, but a file that differs from HEAD only by CRLF counts as unchanged.
        Of a file over 1 MiB only the beginning is taken, which is too long for any record still. What can't
        be committed (a pipe, a socket) is left out. Stops: unreadable, no-commit.
        """
        return worktree(self.repository, commit(self.repository, ref), folder)

    def uncommitted(self, places: Sequence[str]) -> tuple[str, ...]:
        """Return the paths below these places where the work tree or the index differs from HEAD."""
        return uncommitted_paths(self.repository, self._head(), places)

    def _head(self) -> Commit:
        return commit(self.repository, "HEAD")


@contextmanager
def workspace(repository: Repository) -> Iterator[Workspace]:
    """Open a workspace for the length of a with block; it disappears with everything written to it.

    Processes that read objects serve the whole block.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="pas-gov-", ignore_cleanup_errors=True)
    except OSError as error:
        message = f"No temporary folder can be made: {error.strerror}"
        raise Stop(
            "no-temporary-folder", message, "Name a writable folder: TMPDIR=/some/folder pas-gov ..."
        ) from error
    with folder as path, kept_processes():
        _lay_out(repository, path)
        yield Workspace(replace(repository, workspace=path))


def _lay_out(repository: Repository, path: str) -> None:
    os.makedirs(os.path.join(path, "objects", "info"))
    os.mkdir(os.path.join(path, "refs"))
    sha256 = repository.object_format == "sha256"
    extension = "[extensions]\n\tobjectFormat = sha256\n" if sha256 else ""
    _write(path, "config", f"[core]\n\trepositoryFormatVersion = {int(sha256)}\n\tbare = true\n{extension}")
    _write(path, "HEAD", "ref: refs/heads/none\n")
    _write(path, "objects/info/alternates", quoted(os.path.join(repository.common_dir, "objects")) + "\n")
    shallow = os.path.join(repository.common_dir, "shallow")
    if os.path.exists(shallow):
        shutil.copyfile(shallow, os.path.join(path, "shallow"))


def quoted(path: str) -> str:
    """Return a path as git's C-like quoting has it: the only way to name one that holds a newline."""
    plain = re.sub(r'["\\\x00-\x1f\x7f]', lambda match: f"\\{ord(match.group()):03o}", path)
    return f'"{plain}"'


def _write(folder: str, name: str, text: str) -> None:
    with open(
        os.path.join(folder, name), "w", encoding="utf-8", errors="surrogateescape", newline="\n"
    ) as file:
        file.write(text)


def index_snapshot(repository: Repository, index: str | None = None) -> Snapshot:
    """Return the files of interest of the index, as ``git commit`` would take them.

    Its blobs are in the repository, so no workspace stays open. Stops: as Workspace.staged.
    """
    with workspace(repository) as temporary:
        draft = temporary.staged(index)
        files = snapshot(temporary.repository, draft.tree, draft.ref)
    return replace(files, read=blob_reader(repository))
