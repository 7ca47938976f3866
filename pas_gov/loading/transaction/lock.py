"""The lock: one process at a time writes the records of a folder.

It is the operating system's own lock on a file, which ends with the process that holds it, however that ends; so
no lock of a dead process can be taken for that of a living one with the same number. filelock was tried (4.0): it
does the same, and importing it takes 170 ms of every command.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from pas_gov.diagnostics import Stop, printable
from pas_gov.loading.transaction import operations

LOCK = "pas-gov.lock"
PATIENCE = 10.0  # seconds that one waits for another: writing takes far less
BETWEEN = 0.02

if sys.platform == "win32":
    import msvcrt

    BUSY = frozenset({errno.EACCES, errno.EDEADLK})
    FAR = 1 << 30  # the locked byte lies behind the text, which others may then read

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    BUSY = frozenset({errno.EWOULDBLOCK, errno.EAGAIN})

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def only_writer(folder: str) -> Iterator[None]:
    """Be the only one that writes, for the length of a with block.

    Stop(locked) where another process doesn't finish in time; OSError where the file of the lock can't be made.
    """
    path = os.path.join(folder, LOCK)
    descriptor = _held(path)
    try:
        yield
    finally:
        try:
            with suppress(OSError):  # who finds a file there that nobody holds takes it
                operations.unlink(path)
        finally:
            os.close(descriptor)


def _held(path: str) -> int:
    until = time.monotonic() + PATIENCE
    while True:
        descriptor = operations.open_lock(path)
        try:
            _take(descriptor)
            if _is_at(path, descriptor):
                _sign(descriptor)
                return descriptor
        except OSError as error:
            if error.errno not in BUSY:
                os.close(descriptor)
                raise
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if time.monotonic() >= until:
            raise _locked(path)
        time.sleep(BETWEEN)


def _is_at(path: str, descriptor: int) -> bool:
    """Tell whether the file that is locked is still the one that others find: its holder before may have removed it."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _sign(descriptor: int) -> None:
    """Say who holds it, for the messages of others."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        operations.write(descriptor, b"process %d\n" % os.getpid())


def _locked(path: str) -> Stop:
    message = f"another pas-gov is writing here{_holder(path)}"
    return Stop("locked", message, "wait until it is done, and run the command again")


def _holder(path: str) -> str:
    with suppress(OSError), open(path, encoding="utf-8", errors="replace") as file:
        first = file.readline(100).strip()
        return f" ({printable(first)})" if first else ""
    return ""
