"""A file below a root, opened so that no link that is put there meanwhile leads elsewhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

from pas_gov.diagnostics import printable
from pas_gov.drift.sources.source import FileSource, NoSource

PATTERN = frozenset("*?[]{}")  # what DuckDB takes for a pattern of names


@contextmanager
def opened_file(found: FileSource) -> Iterator[tuple[int | None, str]]:
    """Open a source's file; yield its descriptor and the path that a process which inherits it reads it by.

    That path has no name of the file in it, so that nothing in a name means anything. Where a system knows no such
    paths there is no descriptor, and a name that is a pattern is refused. Raises NoSource.
    """
    folder = next((one for one in ("/proc/self/fd", "/dev/fd") if os.path.isdir(one)), None)
    if folder is None:
        if PATTERN & set(found.path):
            raise NoSource(
                f"{printable(found.written)} has a character that DuckDB takes for a pattern", "rename it"
            )
        yield None, found.path
        return
    try:
        descriptor = _descriptor(found)
    except OSError:
        raise NoSource(
            f"{printable(found.written)} can't be opened", "correct the name, or its rights"
        ) from None
    try:
        yield descriptor, f"{folder}/{descriptor}"
    finally:
        os.close(descriptor)


def _descriptor(found: FileSource) -> int:
    """Open folder by folder from the root, following no link: its path holds none unless one was put there since."""
    *folders, name = os.path.relpath(found.path, found.root).split(os.sep)
    here = os.open(found.root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for folder in folders:
            inner = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=here)
            os.close(here)
            here = inner
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=here)
    finally:
        os.close(here)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileNotFoundError(name)
    return descriptor
