"""Which sentences say again, deny, soften or change what a promise says, in whatever words: claims, whatever the model thinks.

"Uptime isn't guaranteed" commits nobody, and is the sentence that a promise of uptime has to be held against. So neither
polarity nor hedges, tense or figures count here, only how much of the promise a sentence speaks of: near enough by its
words alone, or less near where it denies or softens what it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from pas_gov.drift.claims.assertion import unstated
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.claims.clauses import REPEATED
from pas_gov.drift.claims.conditions import condition
from pas_gov.drift.claims.detection import claim_of
from pas_gov.drift.matching.agreement import agreement
from pas_gov.drift.matching.named_measures import NamedMeasures
from pas_gov.drift.matching.near_wordings import NearWordings
from pas_gov.drift.matching.stated import stated
from pas_gov.drift.matching.wording_index import Match, WordingIndex
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.model.quantities.quantities import quantities

STRONG = 0.6
"""The score from which a sentence says what a promise says; by words and figures, never by meaning."""
TURNED = 0.42
"""The score from which a sentence is about a promise that it denies, softens or calls past."""
WORDS = 0.4
"""What the words alone must score: figures, of which there are few, aren't enough."""
FEW_WORDS = 0.25
"""What they must score where the sentence has the figure that was promised: "Repairs might take longer than five days"."""
_SOFTENED = re.compile(
    r"\b(?:might|may|could)\b(?! (?:\d|be able))|\bused to\b|\b(?:no longer|any ?more)\b|\bformerly\b|\bpreviously\b",
    re.IGNORECASE,
)


class Restatements:
    """All wordings, ready to be asked of text after text which sentences are claims; building it reads every wording."""

    def __init__(self, known: WordingIndex) -> None:
        """Index what is and was promised."""
        self._known = known
        self._promised, self._measures = NearWordings(known.wordings), NamedMeasures(known.wordings)
        self._speaks = lru_cache(REPEATED)(self._speaks_of_one)

    def among(self, said: Iterable[Claim | Sentence]) -> Iterator[Claim]:
        """Yield the claims, in order: what is one by its own words, and every sentence that speaks of a promised wording."""
        for one in said:
            if isinstance(one, Claim):
                yield one
            elif self._speaks(_alone(one)):
                yield claim_of(one)

    def _speaks_of_one(self, one: Sentence) -> bool:
        return bool(self._promised.near(one.text)) or self._measures.named(one) or restates(one, self._known)


def claims_among(said: Iterable[Claim | Sentence], known: WordingIndex) -> Iterator[Claim]:
    """Yield the claims of one run, in order; see :class:`Restatements`."""
    return Restatements(known).among(said)


def restates(sentence: Sentence, wordings: WordingIndex) -> bool:
    """Say whether a sentence speaks of what a promise says or once said, whatever it says of it.

    A whole sentence has to say so itself: under the heading "Refunds" everything is about refunds.
    """
    claim = Claim(_alone(sentence), "hard", "", "", quantities(sentence.text), 0.0, ())
    near = wordings.by_words(claim, FEW_WORDS, TURNED)
    if not near or unstated(sentence.text):
        return False
    claim = replace(claim, condition=condition(sentence.text))
    softened = bool(_SOFTENED.search(stated(claim.sentence.text).text))
    return any(
        _turns(claim, one, softened=softened) or (one.score >= STRONG and one.parts.words >= WORDS)
        for one in near
    )


def _alone(one: Sentence) -> Sentence:
    """Return a sentence without its place, by which nothing is judged; a whole one without its text's path and heading."""
    if one.unit != "sentence":
        return one.anywhere
    return Sentence("", 0, 0, one.unit, "", one.lead, one.text, one.promise, 0)


def _turns(claim: Claim, match: Match, *, softened: bool) -> bool:
    """Say whether a sentence denies, softens or calls past what a wording says: by enough words, or by its very figure."""
    found = agreement(claim, match.wording)
    if match.parts.words < WORDS:
        same = found.agreed or (found.differs and found.differs.how in ("direction", "rejected", "past"))
        return bool(same) and (softened or found.denies)
    return softened or found.denies
