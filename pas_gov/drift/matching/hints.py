"""What else speaks for a promise than its words: figures of its kind, the text that it names, the zone."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.amount_relations import relation
from pas_gov.drift.matching.amounts import Amount
from pas_gov.ledger.events.known_wordings import Wording

FIGURES = 0.2  # added where a claim has a figure of the kind, and about of the size, that a promise has
PLACED = 0.03  # added where the promise names the text as a surface
ZONE = (
    0.01  # added where the claim is one of a zone that delivers the promise: measured, it only parts equals
)

_OF_A_KIND = 0.9  # of another value at most: the same one is the better sign
_BUSINESS = 3 * 3600.0  # about how many seconds pass, nights and weekends counted, in an hour of business


def figures(said: Sequence[Amount], promised: Sequence[Amount]) -> float:
    """Return how alike in kind and size the figures of a claim and of a promise are: between 0 and 1.

    A figure that differs is no reason against a promise: telling that it differs is what claims are matched for.
    """
    return max((_alike(one, other) for one in said for other in promised), default=0.0)


def _alike(said: Amount, promised: Amount) -> float:
    how = relation(said, promised)
    if how in ("unrelated", "same"):
        return 1.0 if how == "same" else 0.0
    if how == "direction":
        return _OF_A_KIND
    if said.sort == "date":
        return 0.5
    if said.sort == "percent":
        return 0.8
    one, other = _size(said), _size(promised)
    if one <= 0 or other <= 0:
        return 0.3
    return _OF_A_KIND * max(0.0, 1 - abs(math.log10(one / other)) / 2)


def _size(amount: Amount) -> float:
    return float(amount.ends[-1][1]) * (_BUSINESS if amount.dimension.endswith("business") else 1.0)


def hints(claim: Claim, said: Sequence[Amount], wording: Wording, promised: Sequence[Amount]) -> float:
    """Return what is added to the likeness of a claim and a wording."""
    found = FIGURES * figures(said, promised)
    if claim.sentence.path in wording.surfaces:
        found += PLACED
    if claim.zone and claim.zone in wording.zones:
        found += ZONE
    return found
