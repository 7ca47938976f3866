"""Commitments as candidates for the inventory: what a proposed promise's record would say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from pas_gov.diagnosis.commitments.commitment import Commitment
from pas_gov.drift.claims.detection import claim_of
from pas_gov.drift.matching.candidates import Candidate, candidate_of, unique_id


def candidate(
    one: Commitment, taken: Collection[str], places: Mapping[str, str], doubts: Iterable[str] = ()
) -> Candidate:
    """Return a commitment as a candidate, under an id that isn't taken; its first sentence is the statement.

    ``places`` are where a reader finds each path: of a page of a site its address; ``doubts`` say what
    comes apart in it.
    """
    said = [place for statement in one.statements for place in statement.places]
    claims = [claim_of(replace(each, path=places.get(each.path, each.path))) for each in said]
    zone = one.statements[0].zone
    found = candidate_of(
        unique_id(one.id, taken), claims, layer=one.layer, zone=zone, condition=one.condition
    )
    return replace(found, doubts=tuple(doubts))
