"""The index of all wordings that the ledger knows: which promise a claim speaks of.

A score is made of parts that are added up. *Words*: the mean of the cosine of two TF-IDF vectors, and of how much of the
claim's weight the wording covers; the vectors hold senses, beginnings of words and topics, and one is of all that a
wording says, since a claim says in one sentence what a record says in several. *Meaning*: the cosine of two sentence
embeddings, where a model is set up. *Hints*: figures of a kind, the surface, the zone. The weights are those of a logistic
choice that was fitted on labelled sentences (docs/claims.md tells which), rounded. A sentence of a wording, word for word,
has all of the words' part, however many promises have these words. Deterministic: nothing depends on the other texts of a
scan, and ties are decided by id.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from math import sqrt
from operator import itemgetter

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.amounts import Amount
from pas_gov.drift.matching.hints import FIGURES, PLACED, ZONE, hints
from pas_gov.drift.matching.meanings import Embedding, Meanings
from pas_gov.drift.matching.rewording import vocabulary
from pas_gov.drift.matching.similarity import (
    Rarity,
    as_stated,
    features_of_claim,
    features_of_wording,
    length,
    statements_of,
    texts_of,
)
from pas_gov.drift.matching.stated import promised_amounts, stated_amounts
from pas_gov.drift.matching.words import COMMON_SENSES
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.known_wordings import Passage, Wording
from pas_gov.model.quantities.quantity import Quantity

Quantities = Callable[[str], tuple[Quantity, ...]]

THRESHOLD, WITH_MEANING = 0.32, 0.34
"""From these scores on a claim is held to speak of a promise, without and with embeddings. Measured: docs/claims.md."""
MEANING = 0.43  # what meaning weighs; words have the rest, and hints as much of what they have alone
HINTS_BESIDE_MEANING = 0.6
BY_MEANING = 20  # wordings that are candidates by their meaning, whatever their words
ROUNDING = 1e-9
LEFT = 0.5  # of the least score: what the features that are not looked up may add, measured for speed
PLACES = 6  # to which scores are rounded
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
        self._postings: dict[str, list[tuple[int, float, float]]] = defaultdict(list)
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._verbatim: dict[str, set[int]] = defaultdict(set)
        self._promised = dict[int, tuple[Amount, ...]]()
        for number, (wording, vector) in enumerate(zip(self.wordings, self._vectors, strict=True)):
            self._numbers[wording.promise].append(number)
            for said in statements_of(wording):
                self._verbatim[said].add(number)
            for feature, weight in vector.items():
                self._postings[feature].append((number, weight, weight / self._lengths[number]))
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

    def by_words(self, claim: Claim, words: float, least: float) -> tuple[Match, ...]:
        """Return the wordings whose score is at least ``least`` by words and figures, and by words alone ``words``.

        No embedding is made: it may be asked of every sentence of a text, claim or not.
        """
        search = self._search(claim, least)
        found = {number for number, _ in self._by_words(search, words)}
        return self._found(found | search.verbatim, search, None)

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
        search = self._search(claim, least)
        meant = self._meanings.likeness(claim.sentence.text) if self._meanings else None
        return self._found(self._candidates(search, meant) if only is None else only, search, meant)

    def _search(self, claim: Claim, least: float) -> _Search:
        said = self._verbatim.get(as_stated(claim.sentence.text), ())
        return _Search(claim, self._rarity.weighed(features_of_claim(claim)), least, frozenset(said))

    def _found(
        self, numbers: Iterable[int], search: _Search, meant: Sequence[float] | None
    ) -> tuple[Match, ...]:
        found = (self._match(number, search, meant[number] if meant else None) for number in numbers)
        return tuple(
            sorted(
                (one for one in found if one is not None),
                key=lambda one: (-one.score, one.wording.promise, self._order(one.wording)),
            )
        )

    def _match(self, number: int, search: _Search, meant: float | None) -> Match | None:
        """Return a wording's match; None where neither its words nor its figures let it reach the least score."""
        wording, vector, other = self.wordings[number], search.vector, self._vectors[number]
        shared = sorted([(-weight * other[one], one) for one, weight in vector.items() if one in other])
        product = -sum([weight for weight, _ in shared])
        covered = sum([min(vector[one], other[one]) for _, one in shared])
        words = 1.0 if number in search.verbatim else search.words(product, covered, self._lengths[number])
        added = self._hints(search, number) if words or meant else 0.0
        if meant is not None:
            words, meant, added = words * (1 - MEANING), meant * MEANING, added * HINTS_BESIDE_MEANING
        score = round(min(words + (meant or 0.0) + added, 1.0), PLACES)
        if score < search.least:
            return None
        telling = (one for _, one in shared if one not in COMMON_SENSES and one[-1] != "-")
        return Match(wording, score, MatchParts(words, meant, added, tuple(islice(telling, SHOWN))))

    def _hints(self, search: _Search, number: int) -> float:
        amounts = self._amounts(number)
        return hints(search.claim, search.said if amounts else (), self.wordings[number], amounts)

    def _amounts(self, number: int) -> tuple[Amount, ...]:
        if number not in self._promised:
            self._promised[number] = promised_amounts(self.wordings[number])
        return self._promised[number]

    def _order(self, wording: Wording) -> int:
        return next(number for number, one in enumerate(self.by_promise[wording.promise]) if one is wording)

    def _candidates(self, search: _Search, meant: Sequence[float] | None) -> list[int]:
        """Return every wording that may reach the least score, in order."""
        if meant is None:
            scored = self._by_words(search, search.least - FIGURES - PLACED - ZONE)
            found = {number for number, score in scored if self._may_reach(search, number, score)}
            return sorted(found | search.verbatim)
        near = heapq.nlargest(BY_MEANING, range(len(meant)), key=lambda one: (meant[one], -one))
        others = meant[near[-1]] if len(near) < len(meant) else 0.0  # no other one means more than this
        left = search.least - others * MEANING - search.most_hints * HINTS_BESIDE_MEANING
        return sorted(
            {*near, *search.verbatim, *(number for number, _ in self._by_words(search, left / (1 - MEANING)))}
        )

    def _may_reach(self, search: _Search, number: int, score: float) -> bool:
        """Say whether a wording whose words score so much may reach the least score with its hints."""
        if score < search.least - PLACED - ZONE - ROUNDING and not (self._amounts(number) and search.said):
            return False
        return score + self._hints(search, number) >= search.least - 10.0**-PLACES

    def _by_words(self, search: _Search, floor: float) -> Iterator[tuple[int, float]]:
        """Yield the wordings whose words alone score at least the floor, and share anything at all, with this score.

        Only those are scored that have one of the features without which none gets there. What is left of a claim, its
        common words above all, adds no more than ``rest``: it is looked up only in those that are near the floor.
        """
        near = floor - ROUNDING
        telling, left, rest = search.parted(near * LEFT)
        scores = dict[int, float]()
        known = scores.get
        covers = 0.5 / search.weight
        for feature, weight in telling:
            alike = weight * 0.5 / search.length
            for number, other, share in self._postings.get(feature, ()):
                own = weight if weight < other else other
                scores[number] = known(number, 0.0) + alike * share + covers * own
        for number in [number for number, score in scores.items() if score + rest >= near]:
            score = scores[number] + self._added(search, left, number)
            if score >= near:
                yield number, score

    def _added(self, search: _Search, left: Sequence[tuple[str, float]], number: int) -> float:
        """Return what some features of a claim add to a wording's score."""
        vector, product, covered = self._vectors[number], 0.0, 0.0
        for feature, weight in left:
            if feature in vector:
                other = vector[feature]
                product += weight * other
                covered += weight if weight < other else other
        return search.words(product, covered, self._lengths[number])


class _Search:
    """A claim that is looked for: its vector, its figures, the least score that counts, and what it says verbatim."""

    def __init__(
        self, claim: Claim, vector: Mapping[str, float], least: float, verbatim: frozenset[int]
    ) -> None:
        self.claim, self.vector, self.least, self.verbatim = claim, vector, least, verbatim
        self.length, self.weight = length(vector), sum(vector.values()) or 1.0

    @cached_property
    def said(self) -> tuple[Amount, ...]:
        """The amounts of the claim: read only where something comes near, as that costs more than the search."""
        return stated_amounts(self.claim.sentence.text)

    @property
    def most_hints(self) -> float:
        """What hints may add."""
        return PLACED + ZONE + (FIGURES if self.said else 0.0)

    def words(self, product: float, covered: float, other: float) -> float:
        """Return how alike the words are: ``product`` of the vectors, weight that is covered, length of the other."""
        return (product / (self.length * other) + covered / self.weight) / 2

    def parted(self, floor: float) -> tuple[list[tuple[str, float]], list[tuple[str, float]], float]:
        """Return the heaviest features, all others, and the most that these add to a score: less than the floor."""
        ranked, length, whole = sorted(self.vector.items(), key=itemgetter(1)), self.length, self.weight
        squares = weights = rest = 0.0
        for at, (_, weight) in enumerate(ranked):
            squares, weights = squares + weight * weight, weights + weight
            most = (sqrt(squares) / length + weights / whole) / 2
            if most >= floor:
                return ranked[at:], ranked[:at], rest
            rest = most
        return [], ranked, rest


def meaning_text(wording: Wording) -> str:
    """Return the text by whose meaning a wording is found."""
    return f"{wording.title}. {wording.statement}"
