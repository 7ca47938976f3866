"""A guard against work that never ends: not a measure of speed, which belongs to tests/bench."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator

MINUTES = 3  # of this process's own processor time: a hundred times what the dearest of them needs


@contextlib.contextmanager
def ends() -> Iterator[None]:
    """Fail, instead of waiting for ever, where what stands inside doesn't end.

    It counts this process's processor time, so that a busy machine is no fault; it is far above what the work
    takes, so that only what grows without bound meets it.
    """

    def give_up(*_: object) -> None:
        raise AssertionError(f"no end in sight after {MINUTES} minutes of processor time")

    former = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, MINUTES * 60)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)
