"""Stacks of snapshots in memory: a record's text that one test has read isn't read again by the next."""

from __future__ import annotations

from pas_gov.model.stack.entry import Facts
from pas_gov.model.stack.loading import load_stack
from pas_gov.model.stack.stack import Stack
from pas_gov.snapshot import Snapshot

KEPT = 10_000
_facts: dict[str, Facts] = {}  # by the hash of a record's text: most changes leave most records as they are


def loaded(files: Snapshot) -> Stack:
    """Read the promises of a snapshot, whose ids must be hashes of what it holds."""
    if len(_facts) >= KEPT:
        _facts.clear()
    return load_stack(files, _facts)
