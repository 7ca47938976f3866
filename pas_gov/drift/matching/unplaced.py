"""What a text states in quantities for which the promise that it names has no counterpart; as phrases."""

from __future__ import annotations

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.amount_relations import relation
from pas_gov.drift.matching.amounts import Amount
from pas_gov.drift.matching.stated import promised, stated
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.known_wordings import Wording


@dataclass(frozen=True, slots=True)
class Unplaced:
    """The quantities of a text, as they are written, that a promise says nothing of.

    ``alone`` where there are amounts among them, and it has no other. When something is there ("around the clock") is
    told, and is none.
    """

    texts: tuple[str, ...]
    alone: bool


def unplaced(claim: Claim, wording: Wording) -> Unplaced:
    """Return the quantities of a text that a promise says nothing of.

    A promise that has another amount of their sort has a counterpart: whether the two agree is told elsewhere.
    """
    said, theirs = stated(claim.sentence.text), promised(wording)
    limits = (*theirs.amounts, *stated(wording.condition).amounts)
    telling = theirs.telling.casefold()
    without = [
        one.text
        for one in said.amounts
        if one.text.casefold() not in telling and not any(_comparable(one, each) for each in limits)
    ]
    alone = bool(without) and len(without) == len(said.amounts)
    covers = said.reading.coverage
    if covers and covers.told and not theirs.said.reading.coverage:
        without.append(covers.text)
    return Unplaced(tuple(dict.fromkeys(without)), alone)


def _comparable(one: Amount, other: Amount) -> bool:
    return relation(one, other) != "unrelated"
