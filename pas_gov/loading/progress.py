"""Progress of a long run, shown on standard error where that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


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
