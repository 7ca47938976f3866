"""Every call by which files are changed together: the one place where tests let each of them fail, or end the process.

Callers name the module (``operations.rename``), so that a function that is replaced here is replaced everywhere.
"""

from __future__ import annotations

import errno
import os

BINARY = getattr(os, "O_BINARY", 0)
UNSYNCED = frozenset(
    {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
)  # file systems that can't sync a folder say one


def create(path: str) -> int:
    """Make a file that isn't there yet, and return its descriptor."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o666)


def open_lock(path: str) -> int:
    """Open a file that may be there already, making it where it isn't; never through a link."""
    return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | BINARY, 0o644)


def write(descriptor: int, content: bytes) -> None:
    """Write all of it."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync(descriptor: int) -> None:
    """Return when the file's content would survive a loss of power."""
    os.fsync(descriptor)


def chmod(path: str, mode: int) -> None:
    """Give a file its mode."""
    os.chmod(path, mode)


def link(path: str, other: str) -> None:
    """Give a file a second name."""
    os.link(path, other)


def rename(path: str, other: str) -> None:
    """Put a file in the place of another one, at once."""
    os.replace(path, other)


def unlink(path: str) -> None:
    """Take a name of a file away."""
    os.unlink(path)


def mkdir(path: str) -> None:
    """Make one folder."""
    os.mkdir(path)


def rmdir(path: str) -> None:
    """Remove an empty folder."""
    os.rmdir(path)


def sync_folder(path: str) -> None:
    """Return when the folder's names would survive a loss of power, where the system can promise that."""
    if os.name == "nt":  # a folder can't be opened there
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in UNSYNCED:
            raise
    finally:
        os.close(descriptor)
