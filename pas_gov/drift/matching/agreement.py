"""Whether a text says what a promise says: the one place that decides between consistent, contradicts and unclear.

A text is consistent only where nothing that was promised is said otherwise, and everything in it that speaks of a
quantity was read. So each rule here names what it found: what is said otherwise, or what couldn't be compared.
"""

from __future__ import annotations

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.marks import marks
from pas_gov.drift.matching.otherwise import denial_text, marks_otherwise, said_otherwise
from pas_gov.drift.matching.quantity_comparison import QuantityDifference
from pas_gov.drift.matching.side_by_side import SideBySide
from pas_gov.drift.matching.unclear import not_compared, turns_beside
from pas_gov.drift.matching.words import words
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.known_wordings import Wording


@dataclass(frozen=True, slots=True)
class Agreement:
    """A text beside a wording.

    ``otherwise`` are sentences, each on one thing that the text says otherwise; ``unclear`` phrases, each on something
    that couldn't be compared, with its words. Neither: the text says what is promised. ``denies`` tells that the text
    says the opposite; ``agreed`` counts the quantities that both have; ``differs`` is the pair that doesn't agree.
    """

    agreed: int = 0
    differs: QuantityDifference | None = None
    otherwise: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    denies: bool = False


def agreement(claim: Claim, wording: Wording) -> Agreement:
    """Return how a claim agrees with a wording."""
    pair = SideBySide(claim, wording)
    agreed, differs = pair.amounts.agreed, pair.amounts.differs
    if _is_verbatim(pair):
        return Agreement(agreed)
    if marked := tuple(marks(claim.sentence)):
        none = not any(one.yes for one in marked)
        return Agreement(otherwise=tuple(marks_otherwise(pair, marked)), denies=none)
    denial = denial_text(pair)
    if denial and pair.scope and pair.scope.kind == "other":
        return Agreement(agreed)  # it is denied to those to whom it wasn't promised
    if denial and not pair.theirs.said.denials and any(one.double for one in turns_beside(pair)):
        return Agreement(agreed, differs, (), tuple(dict.fromkeys(not_compared(pair))))
    otherwise = (*((denial,) if denial else ()), *said_otherwise(pair))
    unclear = () if otherwise else tuple(dict.fromkeys(not_compared(pair)))
    return Agreement(agreed, differs, otherwise, unclear, bool(denial))


def _is_verbatim(pair: SideBySide) -> bool:
    """Say whether a text is word for word what the promise says somewhere, and nothing before it turns it round."""
    return pair.whole is pair.mine and words(pair.mine.text) in pair.theirs.passages
