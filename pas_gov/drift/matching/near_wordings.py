"""Which sentences are close to a wording that was ever promised: these are claims, whatever else is thought of them.

Linear: a sentence is held only against the texts that have one of its rarest words, since a text that shares enough of
its words has to share one of those.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pas_gov.drift.claims.assertion import asked, past
from pas_gov.drift.matching.rewording import likeness
from pas_gov.drift.matching.similarity import sentences_of
from pas_gov.drift.matching.words import COMMON_SENSES, senses
from pas_gov.ledger.events.known_wordings import Passage, Wording

SHARED = 0.7
"""Of the senses of a sentence and of a wording that both have, for the one to be close to the other."""
IN_ORDER = 0.7
"""Of their words that are the same in order."""
FEWEST = 3
"""Senses that say what is promised which a text must have, to be told from a sentence that only sounds like it."""
MOST_HELD = 20
"""Texts that one sentence is held against: those that share most with it."""


class NearWordings:
    """The texts of all wordings, ready to be asked whether a sentence is close to one of them."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        """Index what wordings state, in any order: statements, what zones say, titles; not their conditions."""
        self._texts = sorted(set(_texts(wordings)))
        self._senses = [frozenset(senses(text)) for text in self._texts]
        self._times = Counter(sense for those in self._senses for sense in those)
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, those in enumerate(self._senses):
            for sense in self._rarest(those):
                self._having[sense].append(number)

    def near(self, text: str) -> str:
        """Return the wording that a sentence is closest to, "" where it is close to none, or only asks about it, or reports the past."""
        said = frozenset(senses(text))
        if len(self._times.keys() & said) < SHARED * len(said) or not self._texts:
            return ""  # so many of its words are in no text that it shares enough of them with none
        held = {number for sense in self._rarest(said) for number in self._having.get(sense, ())}
        shares = sorted(((_share(said, self._senses[number]), number) for number in held), reverse=True)
        alike = [number for share, number in shares[:MOST_HELD] if share >= SHARED]
        best = max(((likeness(text, self._texts[number]), number) for number in alike), default=(0.0, 0))
        return self._texts[best[1]] if best[0] >= IN_ORDER and not (asked(text) or past(text)) else ""

    def _rarest(self, those: frozenset[str]) -> Sequence[str]:
        """Return the senses of a text of which two that share enough have at least one in common."""
        ranked = sorted(those, key=lambda sense: (self._times[sense], sense))
        return ranked[: len(ranked) - math.ceil(SHARED * len(ranked)) + 1]


def _texts(wordings: Iterable[Wording]) -> Iterator[str]:
    for wording in wordings:
        for passage in (*wording.passages, Passage("title", wording.title)):
            if passage.place != "condition":
                yield from (one.text for one in sentences_of(passage) or (passage,) if _says(one.text))


def _says(text: str) -> bool:
    return len(frozenset(senses(text)) - COMMON_SENSES) >= FEWEST


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one), len(other), 1)
