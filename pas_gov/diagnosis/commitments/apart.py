"""Whether two statements speak to the same people of the same thing, by the facets that they name."""

from __future__ import annotations

from typing import Literal

from pas_gov.diagnosis.statements.facets import NAME, PEOPLE, PERIOD, PLAN, Facets

Relation = Literal["apart", "narrower", "nearly", "alike"]
"""``apart``: they name different ones; ``narrower``: one names what the other doesn't; ``nearly``: the same, but for what
is often left out (a product's name, new or former customers); ``alike``."""

_OFTEN_LEFT_OUT = frozenset(("new", "former", "controller", "visitors"))


def relation(one: Facets, other: Facets, *, priced: bool = False) -> Relation:
    """Return how the facets of two statements are related; ``priced`` where the period of a price tells them apart."""
    found: Relation = "alike"
    for facet in sorted(one.keys() | other.keys()):
        mine, theirs = one.get(facet, frozenset()), other.get(facet, frozenset())
        if mine == theirs or (facet == PERIOD and not priced):
            continue
        if mine and theirs:
            if mine.isdisjoint(theirs) or facet in (PLAN, NAME):
                return "apart"
            found = "narrower" if found != "narrower" else found
            continue
        named = mine or theirs
        if facet == NAME or (facet == PEOPLE and named <= _OFTEN_LEFT_OUT):
            found = "nearly" if found == "alike" else found
        else:
            found = "narrower"
    return found


def narrower_plan(one: Facets, other: Facets) -> bool:
    """Say whether the first names a plan where the second names none, and they don't differ otherwise."""
    if not one.get(PLAN) or other.get(PLAN):
        return False
    rest = {facet: names for facet, names in one.items() if facet != PLAN}
    return relation(rest, other) in ("alike", "nearly")
