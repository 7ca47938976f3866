"""How far long work is, and how long it will take: told on standard error, never in what a command prints.

At a terminal it is one line, which is written over and goes in the end; elsewhere nothing is told but where somebody
asks for it (`--progress`): then a line now and then. Work that is over soon is told nowhere.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from contextvars import ContextVar
from typing import TextIO, TypeVar

Item = TypeVar("Item")
Clock = Callable[[], float]

AT_TERMINAL, AS_LINES = 1.0, 3.0
"""Seconds before the first word, and between one and the next."""
_asked: ContextVar[bool] = ContextVar("asked", default=False)
_inside: ContextVar[bool] = ContextVar("inside", default=False)


def ask_for_progress(*, wanted: bool) -> None:
    """Have progress told in this run where standard error is no terminal, too."""
    _asked.set(wanted)


def with_progress(  # noqa: PLR0913  (the last two are for tests)
    items: Iterable[Item],
    total: int | None,
    what: str,
    size: Callable[[Item], int] = lambda _: 1,
    *,
    stream: TextIO | None = None,
    clock: Clock = time.monotonic,
) -> Iterator[Item]:
    """Pass the items on, and tell how many of the ``total`` (None where nobody knows) have come so far.

    ``what`` is a plural, such as "steps"; ``size`` says how many of them an item is. Work inside of work that is told
    isn't told itself.
    """
    stream = stream or sys.stderr
    terminal = stream.isatty()
    if _inside.get() or not (terminal or _asked.get()):
        yield from items
        return
    line = _Line(stream, clock, terminal=terminal)
    _inside.set(True)
    try:
        done = 0
        for item in items:
            done += size(item)
            line.tell(done, total, what)
            yield item
    finally:
        _inside.set(False)
        line.clear()


class _Line:
    """What stands on standard error of one piece of work; a stream that takes nothing changes nothing."""

    def __init__(self, stream: TextIO, clock: Clock, *, terminal: bool) -> None:
        self.stream, self.clock, self.terminal = stream, clock, terminal
        self.every = AT_TERMINAL if terminal else AS_LINES
        self.begun = clock()
        self.due = self.begun + self.every
        self.width = 0  # of what stands on the terminal

    def tell(self, done: int, total: int | None, what: str) -> None:
        """Say how much is done, if it is time to."""
        now = self.clock()
        if now < self.due:
            return
        self.due = now + self.every
        said = progress_text(done, total, what, now - self.begun)
        if self.terminal:
            self._write(f"\r{said.ljust(self.width)}")
            self.width = len(said)
        else:
            self._write(f"{said}\n")

    def clear(self) -> None:
        """Leave the terminal as it was."""
        if self.width:
            self._write(f"\r{' ' * self.width}\r")

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self.stream.write(text)
            self.stream.flush()


def progress_text(done: int, total: int | None, what: str, seconds: float) -> str:
    """Return how far work is after so many seconds, and how long the rest takes at the pace so far."""
    if total is None:
        return f"pas-gov: {what} so far: {done:,}, after {duration_text(seconds)}"
    said = f"pas-gov: {done:,} of {total:,} {what}"
    left = seconds / done * (total - done) if done else 0
    return f"{said}, about {duration_text(left)} left" if left else said


def duration_text(seconds: float) -> str:
    """Return a time as it is said: ``8 s``, ``3 min``, ``2 h 10 min``."""
    whole = max(round(seconds), 1)
    if whole < 120:
        return f"{whole} s"
    minutes = round(whole / 60)
    hours, rest = divmod(minutes, 60)
    return f"{minutes} min" if minutes < 120 else f"{hours} h {rest} min"
