"""The features by which claims and passages are compared, and the weight of each."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.words import COMMON_SENSES, MOST, senses
from pas_gov.ledger.events.known_wordings import Passage, Wording
from pas_gov.model.quantities.quantity import Quantity

CONTEXT = 0.4  # what the heading and the lead of a claim weigh, beside its own words
TITLE = 0.5  # what the title weighs in each passage: it names what the passage speaks of
BEGINNING = 0.5  # what a word's first letters weigh, beside its sense
LETTERS = 5
COMMON_WEIGHT = 0.25  # what a word that every promise has weighs, beside another one

Features = dict[str, float]
"""How often a text has each feature: a sense, or how a word begins ("encry-"), less for what is only near to it."""

_SENTENCES = re.compile(
    r"(?<=[.!?])(?<!\bmax\.)(?<!\bmin\.)(?<!\bapprox\.)(?<!\bca\.)(?<!\bno\.)\s+(?=[^a-z])"
)


def passages(wording: Wording) -> Iterator[Passage]:
    """Yield the passages of a wording that a claim may repeat, the terms as texts among them; a condition promises nothing."""
    for passage in wording.passages:
        if passage.place != "condition":
            yield passage
            yield from sentences_of(passage)
    for term in wording.terms:
        yield Passage(f"terms/{term.measure}", f"{term.measure} {term.bound.replace('_', ' ')} {term.value}")


def sentences_of(passage: Passage) -> tuple[Passage, ...]:
    """Return the sentences of a passage that has several: a claim says one of them."""
    found = _SENTENCES.split(passage.text[:MOST].strip())
    return tuple(Passage(passage.place, text) for text in found) if len(found) > 1 else ()


def features_of_claim(claim: Claim) -> Features:
    """Return the features of a claim, those of its heading and lead beside its own."""
    sentence = claim.sentence
    context = _counted(senses(f"{sentence.heading}. {sentence.lead}"), CONTEXT)
    return context | _counted(senses(sentence.text, claim.quantities), 1.0)


def features_of_passage(
    text: str, quantities: tuple[Quantity, ...], title: str, of_title: tuple[Quantity, ...]
) -> Features:
    """Return the features of a passage and of the title above it, with the quantities of both."""
    return _counted(senses(title, of_title), TITLE) | _counted(senses(text, quantities), 1.0)


def _counted(found: Iterable[str], weight: float) -> Features:
    counted: Features = defaultdict(float)
    for one in found:
        counted[one] += weight
        if len(one) > LETTERS and one[0] not in "#=":
            counted[f"{one[:LETTERS]}-"] += weight * BEGINNING
    return dict(counted)


def damped(times: float) -> float:
    """Return what a feature counts that a text has several times."""
    return times if times <= 1 else 1 + math.log(times)


def importance(feature: str) -> float:
    """Return what a feature weighs beside others of the same rarity."""
    return COMMON_WEIGHT if feature in COMMON_SENSES or feature.startswith("#") else 1.0


def weights(units: Iterable[tuple[str, Features]]) -> Mapping[str, float]:
    """Return the weight of each feature of (promise, features): rarer ones more, counted in promises."""
    seen: dict[str, set[str]] = defaultdict(set)
    promises = set()
    for promise, features in units:
        promises.add(promise)
        for feature in features:
            seen[feature].add(promise)
    return {
        feature: math.log(1 + len(promises) / (len(those) + 0.5)) * importance(feature)
        for feature, those in seen.items()
    }
