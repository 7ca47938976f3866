"""What is told on standard error beside a report: how far a long run is, at a terminal; and what was found."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TypeVar

from pas_gov.diagnostics import log_safe, printable

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


def say(sentence: str) -> None:
    """Say something on standard error that the user must know, whatever the command prints; "" says nothing."""
    if sentence:
        with suppress(OSError):  # a closed terminal changes nothing
            sys.stderr.write(f"pas-gov: {log_safe(printable(sentence))}.\n")
            sys.stderr.flush()
