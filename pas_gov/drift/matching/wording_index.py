"""The index of all wordings that the ledger knows: which promise a claim speaks of.

A score is made of parts that are added up. *Words*: the mean of the cosine of two TF-IDF vectors, and of how much of the
claim's weight the wording covers; the vectors hold senses, beginnings of words and topics, and one is of all that a
wording says, since a claim says in one sentence what a record says in several. *Meaning*: the cosine of two sentence
embeddings, where a model is set up. *Hints*: figures of a kind, the surface, the zone. The weights are those of a logistic
choice that was fitted on labelled sentences (docs/claims.md tells which), rounded. Deterministic: nothing depends on the
other texts of a scan, and ties are decided by id.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.hints import FIGURES, PLACED, ZONE, hints
from pas_gov.drift.matching.meanings import Embedding, Meanings
from pas_gov.drift.matching.rewording import vocabulary
from pas_gov.drift.matching.similarity import (
    Rarity,
    features_of_claim,
    features_of_wording,
    length,
    texts_of,
)
from pas_gov.drift.matching.stated import promised, stated
from pas_gov.drift.matching.words import COMMON_SENSES
from pas_gov.ledger.events.known_wordings import Passage, Wording
from pas_gov.model.quantities.quantity import Quantity

Quantities = Callable[[str], tuple[Quantity, ...]]

THRESHOLD, WITH_MEANING = 0.32, 0.34
"""From these scores on a claim is held to speak of a promise, without and with embeddings. Measured: docs/claims.md."""
MEANING = 0.43  # what meaning weighs; words have the rest, and hints as much of what they have alone
HINTS_BESIDE_MEANING = 0.6
BY_MEANING = 20  # wordings that are candidates by their meaning, whatever their words
ROUNDING = 1e-9
SHOWN = 6  # features that a match names


@dataclass(frozen=True, slots=True)
class MatchParts:
    """What a score is made of, each with its weight: they add up to it, up to 1. ``meaning`` is None without a model.

    ``shared`` are the features that weigh most in the words: stems ("encrypt"), senses ("=pay"), topics ("~cancel").
    """

    words: float
    meaning: float | None
    hints: float
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A wording that a claim may speak of; ``score`` is between 0 and 1, ``parts`` say how it comes about."""

    wording: Wording
    score: float
    parts: MatchParts


class WordingIndex:
    """All wordings, ready to be searched. Building costs their texts once; a search what its words occur in."""

    def __init__(
        self, wordings: Sequence[Wording], quantities_of: Quantities, embedding: Embedding | None = None
    ) -> None:
        """Index wordings, in any order; ``quantities_of`` reads the quantities of a text, ``embedding`` its meaning."""
        self.wordings = tuple(sorted(wordings, key=lambda one: one.promise))
        self.by_promise: dict[str, tuple[Wording, ...]] = {}
        for one in self.wordings:
            self.by_promise[one.promise] = (*self.by_promise.get(one.promise, ()), one)
        self._quantities_of = quantities_of
        present = (one for one in self.wordings if one.standing == "present" and not one.over)
        self.vocabulary = vocabulary(
            [passage.text for one in present for passage in (*one.passages, Passage("title", one.title))]
        )
        features = [self._features(one) for one in self.wordings]
        self._rarity = Rarity(zip((one.promise for one in self.wordings), features, strict=True))
        self._vectors = [self._rarity.weighed(one) for one in features]
        self._lengths = [length(one) for one in self._vectors]
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for number, (wording, vector) in enumerate(zip(self.wordings, self._vectors, strict=True)):
            self._numbers[wording.promise].append(number)
            for feature, weight in vector.items():
                self._postings[feature].append((number, weight))
        self._meanings = (
            Meanings(embedding, [meaning_text(one) for one in self.wordings])
            if embedding and self.wordings
            else None
        )
        self.threshold = WITH_MEANING if self._meanings else THRESHOLD

    def nearest(self, claim: Claim, least: float | None = None) -> tuple[Match, ...]:
        """Return the wordings that a claim may speak of, the likeliest first; equal ones by id, present ones first.

        None whose score is below ``least`` (by default the threshold).
        """
        return self._matches(claim, self.threshold if least is None else least)

    def ranked(self, claim: Claim, most: int = 5) -> tuple[Match, ...]:
        """Return the likeliest wording of each of the likeliest promises, however little a claim is like them."""
        found: dict[str, Match] = {}
        for one in self._matches(claim, 0.0):
            found.setdefault(one.wording.promise, one)
        return tuple(found.values())[:most]

    def scores(self, claim: Claim, promise: str) -> tuple[Match, ...]:
        """Return the wordings of one promise, however little a claim is like them."""
        return self._matches(claim, 0.0, self._numbers[promise])

    def _features(self, wording: Wording) -> dict[str, float]:
        read = self._quantities_of
        return features_of_wording((weight, text, read(text)) for weight, text in texts_of(wording))

    def _matches(self, claim: Claim, least: float, only: Iterable[int] | None = None) -> tuple[Match, ...]:
        """Return the wordings whose score is at least this, of all or of these, the likeliest first."""
        search = _Search(claim, self._rarity.weighed(features_of_claim(claim)), least)
        meant = self._meanings.likeness(claim.sentence.text) if self._meanings else None
        numbers = self._candidates(search, meant) if only is None else only
        found = (self._match(number, search, meant[number] if meant else None) for number in numbers)
        return tuple(
            sorted(
                (one for one in found if one.score >= least),
                key=lambda one: (-one.score, one.wording.promise, self._order(one.wording)),
            )
        )

    def _match(self, number: int, search: _Search, meant: float | None) -> Match:
        wording, vector, other = self.wordings[number], search.vector, self._vectors[number]
        shared = sorted((-weight * other[one], one) for one, weight in vector.items() if one in other)
        product = -sum(weight for weight, _ in shared)
        words = search.words(
            product, sum(min(vector[one], other[one]) for _, one in shared), self._lengths[number]
        )
        added = (
            hints(search.claim, search.said, wording, promised(wording).amounts) if words or meant else 0.0
        )
        if meant is not None:
            words, meant, added = words * (1 - MEANING), meant * MEANING, added * HINTS_BESIDE_MEANING
        score = round(min(words + (meant or 0.0) + added, 1.0), 6)
        return Match(
            wording,
            score,
            MatchParts(
                words,
                meant,
                added,
                tuple(one for _, one in shared if one not in COMMON_SENSES and one[-1] != "-")[:SHOWN],
            ),
        )

    def _order(self, wording: Wording) -> int:
        return next(number for number, one in enumerate(self.by_promise[wording.promise]) if one is wording)

    def _candidates(self, search: _Search, meant: Sequence[float] | None) -> list[int]:
        """Return every wording that may reach the least score, in order."""
        if meant is None:
            return sorted(self._by_words(search, search.least - search.most_hints))
        near = heapq.nlargest(BY_MEANING, range(len(meant)), key=lambda one: (meant[one], -one))
        others = meant[near[-1]] if len(near) < len(meant) else 0.0  # no other one means more than this
        left = search.least - others * MEANING - search.most_hints * HINTS_BESIDE_MEANING
        return sorted({*near, *self._by_words(search, left / (1 - MEANING))})

    def _by_words(self, search: _Search, floor: float) -> list[int]:
        """Return the wordings whose words alone score at least the floor, and share anything at all."""
        products, covered = [0.0] * len(self.wordings), [0.0] * len(self.wordings)
        for feature, weight in search.vector.items():
            for number, other in self._postings.get(feature, ()):
                products[number] += weight * other
                covered[number] += weight if weight < other else other
        near = floor - ROUNDING
        return [
            number
            for number, (product, share, other) in enumerate(
                zip(products, covered, self._lengths, strict=True)
            )
            if product and search.words(product, share, other) >= near
        ]


class _Search:
    """A claim that is looked for: its vector, its figures, and the least score that counts."""

    def __init__(self, claim: Claim, vector: Mapping[str, float], least: float) -> None:
        self.claim, self.vector, self.least = claim, vector, least
        self.said = stated(claim.sentence.text).amounts
        self.most_hints = PLACED + ZONE + (FIGURES if self.said else 0.0)
        self._length, self._weight = length(vector), sum(vector.values()) or 1.0

    def words(self, product: float, covered: float, other: float) -> float:
        """Return how alike the words are: ``product`` of the vectors, weight that is covered, length of the other."""
        return (product / (self._length * other) + covered / self._weight) / 2


def meaning_text(wording: Wording) -> str:
    """Return the text by whose meaning a wording is found."""
    return f"{wording.title}. {wording.statement}"
