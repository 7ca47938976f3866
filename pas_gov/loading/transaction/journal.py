"""The journal: which files are being changed together, written down before the first of them is touched.

It stands as ``pas-gov.writing`` beside the lock, where no commit can bring one (``whereabouts``). Renamed to
``pas-gov.written`` it says that every file is in place: that one rename is the moment at which a change is made.
A journal that isn't whole says that nothing was begun.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from collections.abc import Iterable

from pas_gov.foundation.patterns import late_pattern
from pas_gov.foundation.values import dataclass
from pas_gov.loading.transaction import operations

WRITING, WRITTEN = "pas-gov.writing", "pas-gov.written"
FORMAT = "pas-gov.writing/1"
TEMPORARY = ".pas-gov-"  # begins the names of files that stand beside records only while these are written
LARGEST = 1 << 26  # far more than a record, a list of owners or a journal is ever let be
READING = (
    os.O_RDONLY
    | operations.BINARY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe opens at once
    | getattr(os, "O_CLOEXEC", 0)
)
DIGEST, TOKEN = late_pattern(r"[0-9a-f]{64}"), late_pattern(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Change:
    """One file: its path, and the SHA-256 of its content before and after, None where there is none."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Journal:
    """The files of one change, the folders that it makes (outer ones first), and the mark of its temporary names."""

    changes: tuple[Change, ...]
    folders: tuple[str, ...]
    token: str

    def staged(self, root: str, number: int) -> str:
        """Return where the new content of a file waits, beside its place."""
        return self._beside(root, number, "after")

    def kept(self, root: str, number: int) -> str:
        """Return where the earlier content of a file is kept, beside its place."""
        return self._beside(root, number, "before")

    def _beside(self, root: str, number: int, what: str) -> str:
        folder = os.path.dirname(place(root, self.changes[number].path))
        return os.path.join(folder, f"{TEMPORARY}{self.token}-{number}.{what}")


def new_journal(changes: Iterable[Change], folders: Iterable[str]) -> Journal:
    """Return a journal whose temporary names nothing else has."""
    import secrets

    return Journal(tuple(changes), tuple(folders), secrets.token_hex(4))


def place(root: str, path: str) -> str:
    """Return where a path of a record is on this system."""
    return os.path.join(root, *path.split("/"))


def digest(content: bytes | None) -> str | None:
    """Return what a journal says of a content."""
    return None if content is None else hashlib.sha256(content).hexdigest()


def content_at(path: str) -> bytes | None:
    """Return the bytes of a file, None where there is none.

    OSError for a link, for what is no file (a pipe would never end), and for more than any file here can be.
    """
    try:
        descriptor = os.open(path, READING)
    except (FileNotFoundError, NotADirectoryError):
        return None
    with open(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is no file", path)
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), path)
    return content


def is_reached(root: str, path: str) -> bool:
    """Tell whether a path leads below the root to a file or to nothing, with no link on the way or at its end."""
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        try:
            mode = os.lstat(place(root, "/".join(parts[:depth]))).st_mode
        except FileNotFoundError:
            return True
        except OSError:
            return False
        if not (stat.S_ISDIR(mode) if depth < len(parts) else stat.S_ISREG(mode)):
            return False
    return True


def write_down(journal: Journal, folder: str) -> None:
    """Write the journal into a folder; it is whole on the disk when this returns."""
    body = json.dumps(
        {
            "format": FORMAT,
            "token": journal.token,
            "folders": journal.folders,
            "files": [[one.path, one.before, one.after] for one in journal.changes],
        }
    ).encode()
    descriptor = operations.create(os.path.join(folder, WRITING))
    try:
        operations.write(descriptor, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        operations.sync(descriptor)
    finally:
        os.close(descriptor)
    operations.sync_folder(folder)


def read_back(path: str) -> Journal | None:
    """Return the journal at a path; None where it isn't whole, or isn't one that ``write_down`` wrote."""
    head, _, body = (content_at(path) or b"").partition(b"\n")
    if head.decode("ascii", "replace") != hashlib.sha256(body).hexdigest():
        return None
    try:
        data = json.loads(body)
        changes = tuple(Change(*one) for one in data["files"])
        found = Journal(changes, tuple(data["folders"]), data["token"])
    except (ValueError, TypeError, KeyError):
        return None
    return found if data.get("format") == FORMAT and _is_sound(found) else None


def _is_sound(journal: Journal) -> bool:
    """Tell whether a journal names nothing outside its folder, whoever wrote it."""
    paths = (*(one.path for one in journal.changes), *journal.folders)
    digests = [one for change in journal.changes for one in (change.before, change.after) if one is not None]
    return (
        all(isinstance(one, str) and _is_inside(one) for one in paths)
        and all(isinstance(one, str) and DIGEST.fullmatch(one) for one in digests)
        and isinstance(journal.token, str)
        and TOKEN.fullmatch(journal.token) is not None
    )


def _is_inside(path: str) -> bool:
    return all(
        part not in ("", ".", "..") and "\\" not in part and ":" not in part for part in path.split("/")
    )
