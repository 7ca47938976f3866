"""What a process prints, and what it complains of meanwhile: a pipe that nobody empties makes it wait for ever."""

from __future__ import annotations

import os
import select

HEARS = hasattr(select, "poll")
"""Whether two pipes can be waited for at once: not on Windows."""
MOST_HELD = 1 << 20
"""Bytes of complaints that are kept; of more than that the first ones tell enough."""
_AT_ONCE = 1 << 16


class Listener:
    """Reads the standard output of a process; its complaints are taken up whenever it is waited for."""

    __slots__ = ("_both", "_errors", "_heard", "_output")

    def __init__(self, output: int, errors: int) -> None:
        """Take both pipes by their descriptors; whoever made them closes them."""
        self._output, self._errors, self._heard = output, errors, bytearray()
        self._both = select.poll()
        for one in (output, errors):
            self._both.register(one, select.POLLIN)

    def read1(self, size: int, /) -> bytes:
        """Return some bytes of the output as soon as there are any, b"" at its end."""
        while True:
            ready = [one for one, _ in self._both.poll()]
            if self._errors in ready:
                self._hear()
            if self._output in ready:
                return os.read(self._output, size)

    def complaints(self) -> bytes:
        """Return what was complained of since this was last asked, as far as it is there by now."""
        while self._errors in [one for one, _ in self._both.poll(0)]:
            self._hear()
        return self._taken()

    def last_complaints(self) -> bytes:
        """Return what was complained of since, up to the end of the process, which ends once it can't print."""
        while self._errors >= 0:
            self._hear()
        return self._taken()

    def _hear(self) -> None:
        """Take up some complaints; where no more can come, wait for them no longer."""
        piece = os.read(self._errors, _AT_ONCE)
        self._heard += piece[: max(MOST_HELD - len(self._heard), 0)]
        if not piece:
            self._both.unregister(self._errors)
            self._errors = -1

    def _taken(self) -> bytes:
        heard = bytes(self._heard)
        self._heard.clear()
        return heard
