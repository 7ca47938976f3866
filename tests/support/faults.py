"""Faults injected into the writing of files: any one call fails, all from one on fail, or the process ends there.

Every call that changes a file goes through ``loading.transaction.operations``; a function that is added there is a
point by itself. An end of the process is played in this process: from that call on nothing reaches the disk any more,
as every later call raises ``Killed``, in whatever ``finally`` it stands.
"""

from __future__ import annotations

import errno
import inspect
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pas_gov.loading.transaction import operations

NAMES = tuple(
    name
    for name, one in inspect.getmembers(operations, inspect.isfunction)
    if one.__module__ == operations.__name__
)
ERRORS = {"full": errno.ENOSPC, "broken": errno.EIO, "denied": errno.EACCES}


class Killed(BaseException):
    """The process has ended."""


@dataclass
class Faults:
    """What happens at the points of one run, counted from 0; ``seen`` are the names of the calls so far."""

    at: int = -1
    error: str = ""  # the name of an error; "" for the end of the process, before the call
    lasting: bool = False  # the error comes at each later call, too
    halfway: bool = False  # a process that ends while it writes has written half
    signal: int = 0  # comes before the call, which is made all the same
    seen: list[str] = field(default_factory=list)

    def call(self, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        """Make one call, or what comes instead of it."""
        number = len(self.seen)
        self.seen.append(name)
        if self.signal:
            if number == self.at:
                signal.raise_signal(self.signal)
        elif self.at >= 0 and not self.error and number >= self.at:
            if self.halfway and name == "write" and number == self.at:
                real(arguments[0], arguments[1][: len(arguments[1]) // 2])
            raise Killed
        if self.error and (number == self.at or (self.lasting and number > self.at >= 0)):
            path = next((one for one in arguments if isinstance(one, str)), None)
            raise OSError(ERRORS[self.error], os.strerror(ERRORS[self.error]), path)
        return None if name in ("sync", "sync_folder") else real(*arguments)  # the disk is trusted here


@contextmanager
def injected(faults: Faults) -> Iterator[Faults]:
    """Let the faults happen for the length of a with block."""
    real = {name: getattr(operations, name) for name in NAMES}
    try:
        for name, function in real.items():
            setattr(
                operations,
                name,
                lambda *given, name=name, function=function: faults.call(name, function, given),
            )
        yield faults
    finally:
        for name, function in real.items():
            setattr(operations, name, function)


def points(run: Callable[[], object]) -> list[str]:
    """Run it undisturbed, and return the names of the calls that it makes, in order."""
    with injected(Faults()) as counted:
        run()
    return counted.seen
