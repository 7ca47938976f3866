"""The layer that a commitment looks like by its words and its place: a guess, to be decided by people."""

from __future__ import annotations

from collections.abc import Sequence

from pas_gov.diagnosis.statements.facets import PEOPLE, PLAN
from pas_gov.diagnosis.statements.places import is_front
from pas_gov.diagnosis.statements.statement import BETA, Statement
from pas_gov.drift.claims.clauses import plain_words
from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.records.promise import Layer

_BOLD = late_pattern(
    r"\b(?:most|best|always|never|every|fastest|safest|simplest|easiest|leading|only|first|world|any|all|guarantee\w*|promise\w*|forever|reliable|trust\w*)\b"
)
_LEGACY = late_pattern(
    r"\b(?:who |customers? |accounts? |users? |contracts? )(?:\w+ )?(?:signed|joined|bought|purchased|subscribed|registered|started)\w* (?:up )?(?:\w+ ){0,3}?before\b|"
    r"\bgrandfathered\b|\b(?:legacy|older|former|existing) (?:plans?|contracts?|subscriptions?)\b.{0,80}\b(?:keep|stay|remain|continue)\w*|\b(?:keep|stay|remain)\w*\b.{0,60}\bas (?:long as|before)\b"
)
LONGEST_BOLD = 16
"""Words of a sentence beyond which it isn't bold."""


def layer_of(statements: Sequence[Statement]) -> Layer:
    """Return the layer that sentences look like, the first of which says it best."""
    first = statements[0]
    if any(BETA in one.marks for one in statements):
        return "experimental"
    if any(
        "oldtimers" in one.facets.get(PEOPLE, ()) or _LEGACY.search(plain_words(one.text))
        for one in statements
    ):
        return "legacy"
    if any(is_front(place.path) for one in statements for place in one.places) and _is_bold(first):
        return "core"
    if first.condition or first.facets.get(PLAN):
        return "conditional"
    return "supporting"


def _is_bold(one: Statement) -> bool:
    plain = plain_words(one.text)
    return (
        not one.condition
        and len(plain.split()) <= LONGEST_BOLD
        and bool(_BOLD.search(plain))
        and len(one.places) < 3
    )
