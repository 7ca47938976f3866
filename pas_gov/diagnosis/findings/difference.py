"""In what two statements differ, as a value."""

from __future__ import annotations

from dataclasses import replace

from pas_gov.diagnosis.statements.facets import THING
from pas_gov.diagnosis.statements.statement import Facets, Statement
from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """In what two statements differ: how, about what, what each says in a few words, and how sure it is (0 to 1).

    ``keys`` are the same where two say the same in other words ("24 hours", "one day").
    """

    how: str
    about: str
    said: tuple[str, str]
    certainty: float
    keys: tuple[str, str]

    def turned(self) -> Difference:
        """Return the same difference, the other side first."""
        return replace(self, said=self.said[::-1], keys=self.keys[::-1])


def of_whom(one: Statement) -> Facets:
    """Return the facets of a statement but for the things that its words name: these are compared as words."""
    return {facet: names for facet, names in one.facets.items() if facet != THING}
