"""Which sentences are claims: the organisation commits itself to someone who could hold it to that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pas_gov.drift.claim import Claim, Sentence
from pas_gov.drift.conditions import condition
from pas_gov.drift.features import features, organisations
from pas_gov.drift.model import Model, shipped
from pas_gov.drift.quantities import quantities
from pas_gov.drift.strength import strength


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided of a sentence: its claim or None, the score (0 to 1), and the words that decided, either way."""

    sentence: Sentence
    claim: Claim | None
    score: float
    words: tuple[str, ...]


def claims(sentences: Iterable[Sentence], model: Model | None = None) -> tuple[Claim, ...]:
    """Return the claims among the sentences of one file, in their order.

    A sentence that names a promise by an explicit link is a claim whatever the model says: its author said so.
    """
    return tuple(verdict.claim for verdict in verdicts(sentences, model) if verdict.claim is not None)


def verdicts(sentences: Iterable[Sentence], model: Model | None = None) -> Iterator[Verdict]:
    """Yield the verdict on each sentence of one file; the same sentences always give the same verdicts."""
    listed = tuple(sentences)
    names = organisations(listed)
    for sentence in listed:
        yield _verdict(sentence, names, model or shipped())


def _verdict(sentence: Sentence, names: frozenset[str], model: Model) -> Verdict:
    said = quantities(sentence.text)
    found = features(sentence, names, said)
    score = model.score(found)
    if score < model.threshold and not sentence.promise:
        return Verdict(sentence, None, score, model.deciding(found, claim=False))
    words = model.deciding(found, claim=True)
    firm = strength(sentence.text, sentence.lead)
    claim = Claim(sentence, firm, model.zone(found), condition(sentence.text), said, score, words)
    return Verdict(sentence, claim, score, words)
