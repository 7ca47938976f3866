"""What a claim and a promise are compared by: features of their words, and how two lists of features are compared."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.topics import topics
from pas_gov.drift.matching.words import COMMON_SENSES, MOST, sense, senses
from pas_gov.ledger.events.known_wordings import Passage, Wording
from pas_gov.model.quantities.quantity import Quantity
from pas_gov.model.records.normal import fold

CONTEXT = 0.3  # what heading, lead and path of a claim weigh, beside its own words
BEGINNING = 0.5  # what a word's first letters weigh, beside its sense: "encrypted" finds "encryption"
LETTERS = 5
BROAD = frozenset(
    {
        sense(word)
        for word in "data service account information content product platform system company team".split()
    }
) | {"~own"}
"""Senses and topics that services speak of in any promise: alone they don't tell one from another."""
BROAD_WEIGHT = 0.5
COMMON_WEIGHT = 0.15  # what a word that nearly every promise has weighs, beside another one
STATED, DELIVERED, CONDITION = 1.0, 0.8, 0.6  # statement and title; what zones and terms say; the condition
ELSEWHERE = (
    20  # promises that are imagined beside an inventory, so that rarity means something in a small one
)
UNKNOWN = 0.6  # what a word that no promise has weighs, beside the rarest that one has

Features = dict[str, float]
"""What each feature of a text weighs: a sense, how a word begins ("encry-"), or a topic ("~refund")."""
Quantities = tuple[Quantity, ...]

_SENTENCES = re.compile(
    r"(?<=[.!?])(?<!\bmax\.)(?<!\bmin\.)(?<!\bapprox\.)(?<!\bca\.)(?<!\bno\.)\s+(?=[^a-z])"
)
_NO_WORD = re.compile(r"\.[a-z0-9]+$|[/_-]", re.IGNORECASE)


def sentences_of(passage: Passage) -> tuple[Passage, ...]:
    """Return the sentences of a passage that has several: a claim says one of them."""
    found = _SENTENCES.split(passage.text[:MOST].strip())
    return tuple(Passage(passage.place, text) for text in found) if len(found) > 1 else ()


def features_of_claim(claim: Claim) -> Features:
    """Return the features of a claim, those of what stands around it beside its own."""
    sentence = claim.sentence
    found = dict(_around(sentence.heading, sentence.lead, sentence.path))
    if not found:
        return features_of_text(sentence.text, claim.quantities)
    for one, own in features_of_text(sentence.text, claim.quantities).items():
        if own > found.get(one, 0.0):
            found[one] = own
    return found


@lru_cache(maxsize=1024)
def _around(heading: str, lead: str, path: str) -> Features:
    """Return the features of what stands around a sentence, as around the next one mostly: not to be changed."""
    found = features_of_text(f"{heading}. {lead}. {_NO_WORD.sub(' ', path)}")
    return {one: CONTEXT * own for one, own in found.items()}


def features_of_wording(texts: Iterable[tuple[float, str, Quantities]]) -> Features:
    """Return the features of a wording: of (weight, text, quantities), the heaviest of each."""
    return joined((weight, features_of_text(text, found)) for weight, text, found in texts)


def texts_of(wording: Wording) -> Iterator[tuple[float, str]]:
    """Yield the texts by which a wording is found, each with what it weighs."""
    yield STATED, wording.title
    for passage in wording.passages:
        yield {"statement": STATED, "condition": CONDITION}.get(passage.place, DELIVERED), passage.text
    for term in wording.terms:
        yield DELIVERED, term.measure


def statements_of(wording: Wording) -> Iterator[str]:
    """Yield the sentences by which a wording commits, each as ``as_stated`` gives it: in a condition is none."""
    for passage in wording.passages:
        if passage.place != "condition":
            yield from map(as_stated, (passage.text, *(one.text for one in sentences_of(passage))))


def as_stated(sentence: str) -> str:
    """Return a sentence without what its letters' case, its spaces and its last mark add."""
    return fold(sentence).casefold().rstrip(" .!;:")


def features_of_text(text: str, quantities: Quantities = ()) -> Features:
    """Return the features of a text. That it has a number weighs next to nothing: whether it differs is judged later."""
    found: Features = {}
    for one in senses(text, quantities):
        found[one], begins, half = _weighed(one)
        if begins and half > found.get(begins, 0.0):
            found[begins] = half
    for one in topics(text):
        found[one] = _weight(one)
    return found


@lru_cache(maxsize=65536)
def _weighed(one: str) -> tuple[float, str, float]:
    """Return what a sense weighs; and how its word begins, with what that weighs: "" for none."""
    weight = _weight(one)
    begins = f"{one[:LETTERS]}-" if len(one) > LETTERS and one[0] not in "#=" else ""
    return weight, begins, weight * BEGINNING


def _weight(one: str) -> float:
    if one in COMMON_SENSES or one.startswith("#"):
        return COMMON_WEIGHT
    return BROAD_WEIGHT if one in BROAD else 1.0


def joined(parts: Iterable[tuple[float, Features]]) -> Features:
    """Return the features of several texts, each with its weight: of one that several have, the heaviest."""
    found: Features = {}
    for weight, features in parts:
        for one, own in features.items():
            found[one] = max(found.get(one, 0.0), weight * own)
    return found


def nearest_passage(claim: Claim, wording: Wording) -> Passage:
    """Return the passage of a wording, or the sentence of one, that has most in common with a claim; of equals the first."""
    said = features_of_text(claim.sentence.text, claim.quantities)
    every = [one for passage in wording.passages for one in (sentences_of(passage) or (passage,))]
    return max(every, key=lambda one: _common(said, features_of_text(one.text)))


def _common(one: Features, other: Features) -> float:
    weight = sum(min(own, other[feature]) for feature, own in one.items() if feature in other)
    return weight / (sum(one.values()) + sum(other.values()) or 1.0)


class Rarity:
    """What features weigh by how many promises have them: the rarer the more (inverse document frequency)."""

    def __init__(self, wordings: Iterable[tuple[str, Features]]) -> None:
        """Count the promises, given as (promise, features), several for one that was reworded."""
        having: dict[str, set[str]] = defaultdict(set)
        promises = set()
        for promise, features in wordings:
            promises.add(promise)
            for feature in features:
                having[feature].add(promise)
        self._all = len(promises) + ELSEWHERE
        self._weights = {feature: self._weight(len(those)) for feature, those in having.items()}
        self._unknown = UNKNOWN * self._weight(0)

    def _weight(self, many: int) -> float:
        return math.log(1 + (self._all - many + 0.5) / (many + 0.5))

    def weighed(self, features: Features) -> Mapping[str, float]:
        """Return features with their weights, those that no promise has among them."""
        weight, unknown = self._weights.get, self._unknown
        return {one: own * weight(one, unknown) for one, own in features.items()}


def length(weighed: Mapping[str, float]) -> float:
    """Return the length of a vector; 1 for one without any feature."""
    return math.sqrt(sum([weight * weight for weight in weighed.values()])) or 1.0
