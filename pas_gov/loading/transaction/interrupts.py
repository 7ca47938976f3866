"""Interruptions held back while files are put in place: first what was begun is ended, or put back."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from pas_gov.foundation.values import dataclass

NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # the last is Windows' closed window


@dataclass(slots=True)
class HeldBack:
    """The signal that came meanwhile, if one did."""

    number: int = 0

    def obey(self) -> None:
        """Raise KeyboardInterrupt where one came: to be called where everything can still be put back."""
        if self.number:
            raise KeyboardInterrupt


@contextmanager
def held_back() -> Iterator[HeldBack]:
    """Hold interruptions back for the length of a with block, and deliver the last one at its end.

    Signals reach the main thread alone, so that elsewhere there is nothing to hold back.
    """
    held = HeldBack()
    if threading.current_thread() is not threading.main_thread():
        yield held
        return

    def remember(number: int, _: FrameType | None) -> None:
        held.number = number

    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    before = {one: signal.getsignal(one) for one in numbers}
    mine = [one for one, handler in before.items() if handler not in (signal.SIG_IGN, None)]
    for one in mine:
        signal.signal(one, remember)
    try:
        yield held
    finally:
        for one in mine:
            signal.signal(one, before[one])
        if held.number:
            signal.raise_signal(held.number)
