"""A claim: a sentence by which the organisation commits itself, with its quantities."""

from __future__ import annotations

from typing import Literal

from pas_gov.drift.texts.sentence import Sentence
from pas_gov.foundation.values import dataclass
from pas_gov.model.quantities.quantity import Quantity

Strength = Literal["hard", "soft"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence by which the organisation commits itself.

    ``zone`` is a guess at who has to keep it (a key of the five zones); ``condition`` the words of the sentence that
    limit when or for whom it holds, or ""; ``score`` between 0 and 1 how sure the detection is; ``words`` the words
    that decided it, weightiest first; ``names`` those that act for the organisation in its text and stand in the sentence
    or around it, in lower case: the score depends on them.
    """

    sentence: Sentence
    strength: Strength
    zone: str
    condition: str
    quantities: tuple[Quantity, ...]
    score: float
    words: tuple[str, ...]
    names: tuple[str, ...] = ()
