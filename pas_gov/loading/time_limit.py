"""Limits on the time of a run: on all of it, reading and reporting included, and on a loop over many items."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar


class TimeLimitReached(BaseException):
    """The time is up. No ``except Exception`` on the way can swallow it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeLimitReached in the block when its time is up; only in the main thread, and where there are timers.

    A budget inside may arm the same timer: it puts this one back for the time that is left.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TimeLimitReached


Item = TypeVar("Item")


def until_deadline(deadline: float, items: Iterable[Item]) -> Iterator[Item]:
    """Pass items on until the clock has reached the deadline; the one that comes then is the last."""
    for item in items:
        yield item
        if time.monotonic() >= deadline:
            return
