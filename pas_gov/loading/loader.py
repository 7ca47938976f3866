"""The loader: turns a Snapshot into its stack and rulebook, reading through the cache what it has read before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from datetime import date
from functools import cached_property

from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rules import Rules, compile_rules
from pas_gov.judging.verdict.request import Side
from pas_gov.loading import facts_cache
from pas_gov.loading.index.kept import KeptIndexes
from pas_gov.loading.rule_cache import RuleCache, rule_cache
from pas_gov.loading.shared_reading import learn_shared
from pas_gov.model.records.rulebook import POLICIES_FOLDER, Rulebook, load_rulebook
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.model.stack.entry import Facts
from pas_gov.model.stack.loading import days_to_come, load_stack
from pas_gov.model.stack.on_day import stack_on_day
from pas_gov.snapshot import File, Snapshot

WORTH_SAVING = 50  # new blobs: of a large stack, fewer are sooner read again than the whole cache written
WORTH_SAVING_OF = 20  # blobs known, for each new one that is worth it


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
    def rules(self) -> RuleCache | None:
        """What is known of rules; None where nothing is kept."""
        return rule_cache(self.cache_folder) if self.cache_folder else None

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
            self.rulebooks[rules] = load_rulebook(snapshot, self.rules)
        return self.rulebooks[rules]

    def compiled(self, rulebook: Rulebook) -> Rules:
        """Return the rules of a rulebook; those that are known to be without fault are compiled as they are needed."""
        return compile_rules(rulebook, self.rules)

    def close(self) -> None:
        """Keep what was read, where that is worth it."""
        if "facts" in self.__dict__ and self.cache_folder and self._worth_saving():
            facts_cache.save(self.cache_folder, facts_cache.pruned(self.facts, self.used))
        if "rules" in self.__dict__ and self.rules is not None:
            self.rules.save()
        if "indexes" in self.__dict__ and self.indexes is not None:
            self.indexes.close()

    def _worth_saving(self) -> bool:
        known = len(self.facts)
        return known - self.facts_in_cache >= max(1, min(WORTH_SAVING, known // WORTH_SAVING_OF))


@contextmanager
def open_loader(cache_folder: str | None) -> Iterator[Loader]:
    """Give a loader on a cache folder; what it reads is saved when the block ends, even by an exception."""
    loader = Loader(cache_folder)
    try:
        yield loader
    finally:
        loader.close()
