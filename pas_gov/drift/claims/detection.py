"""Which sentences are claims: the organisation commits itself to someone who could hold it to that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from pas_gov.drift.claims.assertion import asked, past
from pas_gov.drift.claims.attribution import others_words
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.claims.classifier import ClaimModel, shipped_model
from pas_gov.drift.claims.clauses import REPEATED
from pas_gov.drift.claims.conditions import condition
from pas_gov.drift.claims.features import features
from pas_gov.drift.claims.names import OwnNames, names_around, nearby, organisations, own_names
from pas_gov.drift.claims.patterns import Feature
from pas_gov.drift.claims.strength import strength
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.foundation.values import dataclass
from pas_gov.model.quantities.quantities import quantities
from pas_gov.model.quantities.quantity import Quantity


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
    return tuple(one for one in claims_and_rest(sentences, model) if isinstance(one, Claim))


def claims_and_rest(
    sentences: Iterable[Sentence], model: ClaimModel | None = None
) -> Iterator[Claim | Sentence]:
    """Yield each sentence of one file that isn't others', in order: as the claim that it is, or as it stands."""
    names, attributed = _attributed(sentences)
    judge = model or shipped_model()
    for sentence, others in attributed:
        if not others:
            claim = _claimed(sentence.anywhere, nearby(sentence, names), judge)
            yield replace(claim, sentence=sentence) if claim else sentence


def sentence_verdicts(
    sentences: Iterable[Sentence], model: ClaimModel | None = None
) -> Iterator[SentenceVerdict]:
    """Yield the verdict on each sentence of one file; the same sentences always give the same verdicts."""
    names, attributed = _attributed(sentences)
    judge = model or shipped_model()
    for sentence, others in attributed:
        if others:
            yield SentenceVerdict(sentence, None, 0.0, (others,))
            continue
        claim, score, found = _judged(sentence, names, judge)
        words = claim.words if claim else judge.deciding_words(found, claim=False)
        yield SentenceVerdict(sentence, claim, score, words)


def _attributed(
    sentences: Iterable[Sentence],
) -> tuple[OwnNames | None, list[tuple[Sentence, str]]]:
    """Return the organisation's names in a file, and its sentences, each with the words that give it to others.

    Those words are "" for a sentence of our own, and for one that names a promise.
    """
    listed = tuple(sentences)
    names = own_names(organisations(listed))
    theirs = others_words(listed, names)
    return names, [(one, "" if one.promise else theirs.get(index, "")) for index, one in enumerate(listed)]


def claim_of(sentence: Sentence, model: ClaimModel | None = None) -> Claim:
    """Return a sentence as a claim, whatever its score: something else than its words says that it is one."""
    said = quantities(sentence.text)
    judge = model or shipped_model()
    found = features(sentence, None, said)
    return _claim(sentence, judge, said, found, judge.score(found))


def features_of(claim: Claim) -> tuple[Feature, ...]:
    """Return the features by which a claim was scored."""
    return features(claim.sentence, own_names(frozenset(claim.names)), claim.quantities)


@lru_cache(maxsize=REPEATED)
def _claimed(sentence: Sentence, names: OwnNames | None, model: ClaimModel) -> Claim | None:
    """Return the claim that a sentence is, or None: those of a bot's set answers are judged once."""
    return _judged(sentence, names, model)[0]


def _judged(
    sentence: Sentence, names: OwnNames | None, model: ClaimModel
) -> tuple[Claim | None, float, tuple[Feature, ...]]:
    """Return the claim that a sentence is, or None, with its score and its features."""
    said = quantities(sentence.text)
    found = features(sentence, names, said)
    score = model.score(found)
    if not sentence.promise and (score < model.threshold or asked(sentence.text) or past(sentence.text)):
        return None, score, found
    own = names_around(sentence, names)
    return replace(_claim(sentence, model, said, found, score), names=own), score, found


def _claim(
    sentence: Sentence,
    model: ClaimModel,
    said: tuple[Quantity, ...],
    found: tuple[Feature, ...],
    score: float,
) -> Claim:
    words = model.deciding_words(found, claim=True)
    firm = strength(sentence.text, sentence.lead)
    limit = condition(sentence.text)
    return Claim(sentence, firm, model.zone(found), limit, said, score, words)
