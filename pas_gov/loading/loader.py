"""The loader: turns a Snapshot into its stack and rulebook, reading through the cache what it has read before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from datetime import date
from functools import cached_property

from pas_gov.foundation.values import dataclass
from pas_gov.judging.verdict.request import Side
from pas_gov.loading import facts_cache
from pas_gov.loading.index.kept import KeptIndexes
from pas_gov.loading.shared_reading import learn_shared
from pas_gov.model.records.rulebook import POLICIES_FOLDER, Rulebook, load_rulebook
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.model.stack.entry import Facts
from pas_gov.model.stack.loading import days_to_come, load_stack
from pas_gov.model.stack.on_day import stack_on_day
from pas_gov.snapshot import File, Snapshot

WORTH_SAVING = 50  # new blobs: fewer are sooner read again than the whole cache written


@dataclass
class Loader:
    """Reads records, each blob once: ``facts`` and ``rulebooks`` hold what has been read so far.

    ``cache_folder`` is where facts are kept from one run to the next, None for nowhere; ``facts_in_cache`` is how
    many of them came from there. ``used`` holds the ids of the blobs that this run needed.
    """

    cache_folder: str | None
    facts_in_cache: int = 0
    used: set[str] = field(default_factory=set)
    rulebooks: dict[tuple[File, ...], Rulebook] = field(default_factory=dict)

    @cached_property
    def facts(self) -> dict[str, Facts]:
        """The facts of blobs by their ids: those of the cache, and what was read since."""
        known = facts_cache.load(self.cache_folder) if self.cache_folder else {}
        self.facts_in_cache = len(known)
        return known

    @cached_property
    def indexes(self) -> KeptIndexes | None:
        """The indexes that are kept; None where nothing is."""
        return KeptIndexes(self.cache_folder) if self.cache_folder else None

    def give_up_indexes(self) -> None:
        """Remove the indexes, of which one was damaged."""
        if self.indexes is not None:
            self.indexes.give_up()

    def load(self, snapshot: Snapshot, today: date | None = None) -> Side:
        """Return the stack and the rulebook of a snapshot, with what is wrong with its files.

        ``today`` tells which days of the records haven't come yet: what is dated later counts as not there, and is
        warned of; without it, that isn't asked.
        """
        self.used.update(file.blob for file in snapshot.files.values())
        rulebook = self.rulebook(snapshot)
        learn_shared(snapshot, self.facts)
        stack = load_stack(snapshot, self.facts)
        ahead = days_to_come(stack, snapshot, today) if today else ()
        stack = stack_on_day(stack, today) if today else stack
        return Side(stack, rulebook, (*snapshot.problems, *ahead))

    def rulebook(self, snapshot: Snapshot) -> Rulebook:
        """Return the rules of a snapshot alone."""
        rules = tuple(
            f
            for f in snapshot.files.values()
            if f.path.startswith(POLICIES_FOLDER) or f.path == SETTINGS_PATH
        )
        if rules not in self.rulebooks:
            self.rulebooks[rules] = load_rulebook(snapshot)
        return self.rulebooks[rules]


@contextmanager
def open_loader(cache_folder: str | None) -> Iterator[Loader]:
    """Give a loader on a cache folder; what it reads is saved when the block ends, even by an exception."""
    loader = Loader(cache_folder)
    try:
        yield loader
    finally:
        asked = "facts" in loader.__dict__
        if cache_folder and asked and len(loader.facts) - loader.facts_in_cache >= WORTH_SAVING:
            facts_cache.save(cache_folder, facts_cache.pruned(loader.facts, loader.used))
        if "indexes" in loader.__dict__ and loader.indexes is not None:
            loader.indexes.close()
