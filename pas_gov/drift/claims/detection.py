"""Which sentences are claims: the organisation commits itself to someone who could hold it to that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pas_gov.drift.claims.attribution import others_words
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.claims.classifier import ClaimModel, shipped_model
from pas_gov.drift.claims.conditions import condition
from pas_gov.drift.claims.features import features
from pas_gov.drift.claims.names import names_pattern, organisations
from pas_gov.drift.claims.patterns import Feature
from pas_gov.drift.claims.strength import strength
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.model.quantities.quantities import quantities


@dataclass(frozen=True, slots=True)
class SentenceVerdict:
    """The verdict on a sentence: its claim or None, the score (0 to 1), and the words that decided, either way."""

    sentence: Sentence
    claim: Claim | None
    score: float
    words: tuple[str, ...]


def claims(sentences: Iterable[Sentence], model: ClaimModel | None = None) -> tuple[Claim, ...]:
    """Return the claims among the sentences of one file, in their order.

    A sentence that names a promise by an explicit link is a claim whatever the model says: its author said so. What
    a text gives to others (competitors, sources, customers that it quotes) is none.
    """
    listed = tuple(sentences)
    names = names_pattern(organisations(listed))
    judge = model or shipped_model()
    theirs = others_words(listed, names)
    own = (each for index, each in enumerate(listed) if each.promise or index not in theirs)
    found = (_judged(sentence, names, judge) for sentence in own)
    return tuple(claim for claim, _, _ in found if claim is not None)


def sentence_verdicts(
    sentences: Iterable[Sentence], model: ClaimModel | None = None
) -> Iterator[SentenceVerdict]:
    """Yield the verdict on each sentence of one file; the same sentences always give the same verdicts."""
    listed = tuple(sentences)
    names = names_pattern(organisations(listed))
    judge = model or shipped_model()
    theirs = others_words(listed, names)
    for index, sentence in enumerate(listed):
        if index in theirs and not sentence.promise:
            yield SentenceVerdict(sentence, None, 0.0, (theirs[index],))
            continue
        claim, score, found = _judged(sentence, names, judge)
        words = claim.words if claim else judge.deciding_words(found, claim=False)
        yield SentenceVerdict(sentence, claim, score, words)


def _judged(
    sentence: Sentence, names: re.Pattern[str] | None, model: ClaimModel
) -> tuple[Claim | None, float, tuple[Feature, ...]]:
    """Return the claim that a sentence is, or None, with its score and its features."""
    said = quantities(sentence.text)
    found = features(sentence, names, said)
    score = model.score(found)
    if score < model.threshold and not sentence.promise:
        return None, score, found
    words = model.deciding_words(found, claim=True)
    firm = strength(sentence.text, sentence.lead)
    return (
        Claim(sentence, firm, model.zone(found), condition(sentence.text), said, score, words),
        score,
        found,
    )
