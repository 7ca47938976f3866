"""What this process has written so far: an accident after the last file must not be told as one before the first.

The one value of pas-gov that a whole process shares: whoever ends it (a signal, a full disk behind standard output)
is far from whoever wrote.
"""

from __future__ import annotations

from collections.abc import Iterable

_written: list[str] = []


def add(paths: Iterable[str]) -> None:
    """Note files that are written for good."""
    _written.extend(paths)


def written() -> tuple[str, ...]:
    """Return the paths of the files that are written, each once, in the order of writing."""
    return tuple(dict.fromkeys(_written))


def forget() -> None:
    """Begin anew: another run in the same process."""
    _written.clear()
