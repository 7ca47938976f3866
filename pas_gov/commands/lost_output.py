"""Whether whoever reads standard output has gone away: a report goes on without a reader, a change must be told."""

from __future__ import annotations

_left: list[bool] = []


def reader_left() -> None:
    """Note that nobody reads standard output any more."""
    _left[:] = [True]


def has_reader_left() -> bool:
    """Return whether that was noted."""
    return bool(_left)
