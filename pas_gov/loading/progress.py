"""How far a long run is, on standard error where somebody watches, and when it has to end."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def until_deadline(deadline: float, items: Iterable[Item]) -> Iterator[Item]:
    """Pass items on until the clock has reached the deadline; the one that comes then is the last."""
    for item in items:
        yield item
        if time.monotonic() >= deadline:
            return


def with_progress(items: Iterable[Item], total: int, what: str = "changes") -> Iterator[Item]:
    """Pass the items on; where standard error is a terminal, say there about every second how far it is."""
    if not sys.stderr.isatty():
        yield from items
        return
    said, due = "", time.monotonic() + 1
    try:
        for number, item in enumerate(items, start=1):
            if time.monotonic() >= due:
                said, due = f"{number} of {total} {what} ...", time.monotonic() + 1
                sys.stderr.write(f"\r{said}")
                sys.stderr.flush()
            yield item
    finally:
        if said:
            sys.stderr.write(f"\r{' ' * len(said)}\r")
            sys.stderr.flush()
