"""How much memory a tree of processes holds at one time, at the most."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path


class Memory:
    """Looks at the memory of a process and its descendants, again and again, while it is entered.

    ``most`` is the largest sum of their proportional shares (pages that several share count once), in bytes; 0
    where the system doesn't tell (the kernel tells the largest single process in any case).
    """

    EVERY = 0.1  # seconds: short enough for runs of seconds, and not felt by what runs

    def __init__(self, pid: int) -> None:
        """Take the process to look at."""
        self.most = 0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(self.EVERY):
            self.most = max(self.most, sum(map(_share, _tree(self._pid))))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").glob("*/children"))
    except OSError:
        return  # it has ended
    for task in tasks:
        try:
            below = task.read_text().split()
        except OSError:
            continue
        for child in below:
            yield from _tree(int(child))


def _share(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
