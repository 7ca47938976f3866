"""A folder's files of interest as a Snapshot: the work tree as it stands, or any folder outside git."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import field

from pas_gov.diagnostics import Diagnostic, Location, Stop, pasted, printable
from pas_gov.foundation.values import dataclass
from pas_gov.git import listing
from pas_gov.git.process import OPTIONS, Repository, discovery_environment, execute, failure
from pas_gov.git.tree_ids import HASHES
from pas_gov.snapshot import File, Snapshot

LIMIT = 1 << 20  # as for blobs: of a longer file only the first 1 MiB and a byte are kept
READING = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
GITLINK = "160000"


def worktree_snapshot(
    directory: str, repository: Repository | None = None, absent: Iterable[File] = ()
) -> Snapshot:
    """Return the files of interest of a folder, with git's blob ids computed from their bytes.

    Links are listed, never followed; pipes, devices and sockets are listed as ``other``, never opened; a
    folder with its own ``.git`` is a submodule. A file that can't be read is an error in ``problems``, and
    left out. With a repository (whose work tree the folder is), what git ignores is left out with a warning.
    Everything is read now, once: ``read`` returns what was seen, cut after 1 MiB and a byte. ``absent`` are files that
    are listed though they aren't there; whoever names them reads them.
    """
    walk = _Walk(directory, repository.object_format if repository else "sha1")
    ignored = _ignored(directory, repository) if repository else frozenset()
    entries = [*walk.entries(ignored), *absent]
    return listing.listing_snapshot(directory, entries, walk.read, walk.problems)


@dataclass(slots=True)
class _Walk:
    """One walk through a folder: what it has read and what it couldn't."""

    directory: str
    object_format: str
    texts: dict[str, bytes] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def read(self, ids: Iterable[str]) -> dict[str, bytes]:
        return {identity: self.texts[identity] for identity in ids}

    def entries(self, ignored: frozenset[str]) -> Iterator[File]:
        folders = [""]
        while folders:
            prefix = folders.pop()
            for item in self._children(prefix):
                name = item.name
                if not name.isascii():
                    name = os.fsencode(name).decode("utf-8", "surrogateescape")
                path = prefix + name
                if path in ignored:
                    self.problems.append(_not_committed(path))
                    continue
                entry = self._entry(item, path)
                if entry is None:
                    continue
                yield entry
                if entry.mode == listing.FOLDER_MODE and listing.is_entered(path):
                    folders.append(f"{path}/")

    def _children(self, prefix: str) -> list[os.DirEntry[str]]:
        name = os.fsdecode(prefix.encode("utf-8", "surrogateescape"))
        try:
            with os.scandir(os.path.join(self.directory, name)) as found:
                return sorted(found, key=lambda item: item.name)
        except OSError as error:
            if not prefix:
                message = f"The folder {printable(self.directory)} can't be read: {error.strerror}"
                raise Stop("no-folder", message, "Check the path", status=2) from error
            self.problems.append(_unreadable(prefix, error))
            return []

    def _entry(self, item: os.DirEntry[str], path: str) -> File | None:
        try:
            if item.is_dir(follow_symlinks=False):
                own = listing.is_entered(path) and os.path.lexists(os.path.join(item.path, ".git"))
                return File(path, GITLINK if own else listing.FOLDER_MODE, "")
            if not listing.is_read_path(path):
                return File(path, "", "")  # its name is all that matters
            return self._read_entry(item, path)
        except OSError as error:
            self.problems.append(_unreadable(path, error))
            return None

    def _read_entry(self, item: os.DirEntry[str], path: str) -> File:
        if item.is_file(follow_symlinks=False):
            return self._read_file(item.path, path)
        if item.is_symlink():
            target = os.fsencode(os.readlink(item.path))
            return File(path, "120000", self._keep(target, len(target)))
        status = item.stat(follow_symlinks=False)
        return File(path, f"{stat.S_IFMT(status.st_mode):06o}", "")

    def _read_file(self, place: str, path: str) -> File:
        """Read a plain file: four calls of the system and no buffers, as there may be a hundred thousand of them."""
        descriptor = os.open(place, READING)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise OSError(0, "it was replaced while it was read")
            data = os.read(descriptor, min(status.st_size, LIMIT) + 1)
            rest = () if len(data) == status.st_size else _pieces(descriptor)
            blob = self._keep(data, status.st_size, rest)
        finally:
            os.close(descriptor)
        return File(path, "100755" if status.st_mode & 0o100 else "100644", blob)

    def _keep(self, data: bytes, size: int, rest: Iterable[bytes] = ()) -> str:
        digest = HASHES[self.object_format](b"blob %d\0" % size, usedforsecurity=False)
        digest.update(data)
        length = len(data)
        for piece in rest:
            digest.update(piece)
            length += len(piece)
            data = data if len(data) > LIMIT else (data + piece)[: LIMIT + 1]
        if length != size:
            raise OSError(0, "it changed while it was read")
        identity = digest.hexdigest()
        self.texts[identity] = data
        return identity


def _pieces(descriptor: int) -> Iterator[bytes]:
    """Yield what is left of a file: one that is long, has grown, or comes in parts."""
    while piece := os.read(descriptor, 1 << 20):
        yield piece


def _ignored(directory: str, repository: Repository) -> frozenset[str]:
    """Return the paths of interest that git ignores; the user's own list of them counts, as for git add."""
    where = (f"--git-dir={repository.git_dir}", f"--work-tree={os.path.abspath(directory)}")
    asked = ("ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--")
    paths = (*sorted(listing.FOLDERS), *sorted(listing.FILES))
    done = execute(["git", *OPTIONS, *where, *asked, *paths], discovery_environment(), cwd=directory)
    if done.returncode:
        raise failure(done.stderr.decode("utf-8", "replace"))
    return frozenset(done.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1])


RECORD_SUFFIXES = (".yaml", ".yml")


def _not_committed(path: str) -> Diagnostic:
    shown = printable(path)
    if path.partition("/")[0] in listing.RECORDS and not path.lower().endswith(RECORD_SUFFIXES):
        message = f'"{shown}" is no record, and git ignores it, so it isn\'t read'
        return Diagnostic(
            "ignored",
            message,
            Location(shown),
            "leave it, as it stays out of every commit, or delete it",
            "warning",
        )
    message = f"\"{shown}\" is ignored by git, so it isn't part of any commit and isn't read"
    return Diagnostic("ignored", message, Location(shown), f"git add --force {pasted(path)}", "warning")


def _unreadable(path: str, error: OSError) -> Diagnostic:
    shown = printable(path.rstrip("/"))
    message = f'"{shown}" can\'t be read: {error.strerror}'
    return Diagnostic(
        "unreadable", message, Location(shown), f"Look at its permissions: ls -ld {pasted(path.rstrip('/'))}"
    )
