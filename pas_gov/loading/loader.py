"""Where a command does its reading: a repository with its cache, and Snapshots turned into judged Sides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pas_gov.judging.verdict.verdict import Side
from pas_gov.loading import cache
from pas_gov.model.records.rulebook import FOLDER, Rulebook, load_rulebook
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.model.stack.entry import Facts
from pas_gov.model.stack.loading import load_stack
from pas_gov.snapshot import File, Snapshot

WORTH_SAVING = 50  # new blobs: fewer are sooner read again than the whole cache written


@dataclass
class Desk:
    """What is known by blob id, and which blobs this run ``used``; ``folder`` is the cache's, None for none."""

    folder: str | None
    known: dict[str, Facts] = field(default_factory=dict)
    kept: int = 0
    used: set[str] = field(default_factory=set)
    rulebooks: dict[tuple[File, ...], Rulebook] = field(default_factory=dict)

    def side(self, snapshot: Snapshot) -> Side:
        """Read a snapshot's promises and rules; rules that two sides share are read once."""
        self.used.update(file.blob for file in snapshot.files.values())
        rules = tuple(
            f for f in snapshot.files.values() if f.path.startswith(FOLDER) or f.path == SETTINGS_PATH
        )
        if rules not in self.rulebooks:
            self.rulebooks[rules] = load_rulebook(snapshot)
        return Side(load_stack(snapshot, self.known), self.rulebooks[rules], snapshot.problems)


@contextmanager
def desk(folder: str | None) -> Iterator[Desk]:
    """Open a desk on a cache folder; what it learns is saved when the block ends, even by an exception."""
    known = cache.load(folder) if folder else {}
    opened = Desk(folder, known, len(known))
    try:
        yield opened
    finally:
        if folder and len(opened.known) - opened.kept >= WORTH_SAVING:
            cache.save(folder, cache.pruned(opened.known, opened.used))
