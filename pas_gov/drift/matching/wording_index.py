"""The index of all wordings that the ledger knows: which promise a claim speaks of, by similarity.

The cosine of TF-IDF vectors over senses of words (:mod:`pas_gov.drift.matching.words`), with half as much weight on how words
begin, so that "encrypted" finds "encryption". Each passage of a wording is a vector of its own, since a claim says what
one of them says. Numbers weigh next to nothing: whether they differ is judged, not matched. Deterministic: weights
depend on the wordings alone, never on the other texts of a scan, and ties are decided by id.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.rewording import vocabulary
from pas_gov.drift.matching.similarity import (
    Features,
    damped,
    features_of_claim,
    features_of_passage,
    importance,
    passages,
    weights,
)
from pas_gov.ledger.events.known_wordings import Passage, Wording
from pas_gov.model.quantities.quantity import Quantity

Quantities = Callable[[str], tuple[Quantity, ...]]

THRESHOLD = 0.4
"""From this score on a claim is held to speak of a promise. Set before the bench first ran, and left."""

MANY_TIMES = (
    20  # units for one with a word, for the word to be looked up where no unit can come in by it any more
)
PLACED = 1.2  # a text that a promise names as its surface speaks of that promise more likely than of another

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Match:
    """A wording that a claim may speak of; ``score`` is between 0 and 1, ``passage`` the nearest of its texts."""

    wording: Wording
    score: float
    passage: Passage


@dataclass(frozen=True, slots=True)
class _Unit:
    """One passage in one or more wordings of a promise."""

    passage: Passage
    wordings: tuple[int, ...]


class WordingIndex:
    """All wordings, ready to be searched. Building costs their texts once; a search what its words occur in."""

    def __init__(self, wordings: Sequence[Wording], quantities_of: Quantities) -> None:
        """Index wordings, in any order; ``quantities_of`` reads the quantities of a text."""
        self.wordings = tuple(sorted(wordings, key=lambda one: one.promise))
        self.by_promise: dict[str, tuple[Wording, ...]] = {}
        for one in self.wordings:
            self.by_promise[one.promise] = (*self.by_promise.get(one.promise, ()), one)
        self._quantities_of = quantities_of
        present = (one for one in self.wordings if one.standing == "present" and not one.over)
        self.vocabulary = vocabulary(
            [passage.text for one in present for passage in (*one.passages, Passage("title", one.title))]
        )
        self._units, features = self._read()
        self._weights = weights(
            (self._promise_of(unit), found) for unit, found in zip(self._units, features, strict=True)
        )
        self._unknown = math.log(1 + len(self.by_promise) / 1.5)
        self._vectors = [self._normal(found) for found in features]
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._units_of: dict[str, list[int]] = defaultdict(list)
        for number, vector in enumerate(self._vectors):
            self._units_of[self._promise_of(self._units[number])].append(number)
            for feature, weight in vector.items():
                self._postings[feature].append((number, weight))

    def nearest(self, claim: Claim, least: float = THRESHOLD) -> tuple[Match, ...]:
        """Return the wordings that a claim may speak of, the likeliest first; equal ones by id, present ones first.

        None whose score is below ``least``, which is more than 0.
        """
        vector = self._normal(features_of_claim(claim))
        matches = self._matches(claim, vector, self._candidates(vector, least / PLACED), least)
        kept = [one for one in matches if one.score >= least]
        return tuple(
            sorted(kept, key=lambda one: (-one.score, one.wording.promise, self._order(one.wording)))
        )

    def scores(self, claim: Claim, promise: str) -> tuple[Match, ...]:
        """Return the wordings of one promise, however little a claim is like them."""
        return self._matches(claim, self._normal(features_of_claim(claim)), self._units_of[promise])

    def _matches(
        self, claim: Claim, vector: Vector, units: Iterable[int], least: float = 0.0
    ) -> tuple[Match, ...]:
        """Return each wording that has one of the units, with the unit that is nearest, and its score."""
        found: dict[int, tuple[float, int]] = {}
        for number in units:
            cosine = _product(vector, self._vectors[number])
            if cosine * PLACED < least:
                continue
            for at in self._units[number].wordings:
                if at not in found or cosine > found[at][0]:
                    found[at] = (cosine, number)
        return tuple(self._match(at, cosine, number, claim) for at, (cosine, number) in found.items())

    def _match(self, at: int, cosine: float, number: int, claim: Claim) -> Match:
        wording = self.wordings[at]
        placed = PLACED if claim.sentence.path in wording.surfaces else 1.0
        return Match(wording, round(min(cosine * placed, 1.0), 6), self._units[number].passage)

    def _order(self, wording: Wording) -> int:
        return next(number for number, one in enumerate(self.by_promise[wording.promise]) if one is wording)

    def _promise_of(self, unit: _Unit) -> str:
        return self.wordings[unit.wordings[0]].promise

    def _read(self) -> tuple[list[_Unit], list[Features]]:
        """Return the units with their features; a passage that several wordings of a promise share is one unit."""
        where: dict[tuple[str, str, Passage], list[int]] = defaultdict(list)
        for number, wording in enumerate(self.wordings):
            for passage in passages(wording):
                where[wording.promise, wording.title, passage].append(number)
        units = [_Unit(passage, tuple(numbers)) for (_, _, passage), numbers in where.items()]
        read = self._quantities_of
        return units, [
            features_of_passage(one.text, read(one.text), title, read(title)) for _, title, one in where
        ]

    def _normal(self, features: Features) -> Vector:
        """Return a vector of length one."""
        weighed = {
            one: damped(times) * self._weights.get(one, self._unweighed(one))
            for one, times in features.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        return {one: weight / length for one, weight in weighed.items()}

    def _unweighed(self, feature: str) -> float:
        return self._unknown * importance(feature)

    def _candidates(self, vector: Vector, least: float) -> list[int]:
        """Return every unit whose cosine may reach ``least``, in order.

        What a unit has of the lightest features alone can't be more than their length, so that the common words,
        which nearly every unit has, are never looked up.
        """
        found: dict[int, float] = {}
        left = 1.0
        for feature, weight in sorted(vector.items(), key=lambda item: (-item[1], item[0])):
            postings = self._postings.get(feature, ())
            if left >= least * least:
                for number, other in postings:
                    found[number] = found.get(number, 0.0) + weight * other
            elif len(postings) * MANY_TIMES <= len(self._units):
                for number, other in postings:
                    if number in found:
                        found[number] += weight * other
            else:
                break
            left -= weight * weight
        rest = math.sqrt(max(left, 0.0))
        return sorted(number for number, cosine in found.items() if cosine + rest >= least)


def _product(one: Vector, other: Vector) -> float:
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * long[feature] for feature, weight in short.items() if feature in long)
