"""Promises that no zone delivers: there is nobody to ask whether they are kept."""

from __future__ import annotations

from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack


def in_no_zone(stack: Stack) -> tuple[Entry, ...]:
    """Return the active promises that no zone keeps, by id."""
    found = (one for one in stack.entries.values() if one.active and not one.promise.zones_kept)
    return tuple(sorted(found, key=lambda one: one.id))
