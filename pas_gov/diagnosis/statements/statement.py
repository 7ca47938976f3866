"""A sentence that can be held against others: what it says in figures, of whom and of what, and how sure that it commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from pas_gov.drift.claims.claim_row import sentence_from, sentence_row
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.foundation.values import dataclass

Facets = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Value:
    """A figure of a sentence: what it measures ("" unknown), its sort, its words and place, and what it is said of."""

    measure: str
    sort: str
    text: str
    start: int
    facets: Facets


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with what is read in it; the same words elsewhere are the same statement in another place.

    ``score`` (0 to 1) is how sure it commits the organisation, ``claim`` whether that is sure enough; ``marks`` are of
    ``MARKS``; ``names`` what it calls by a name (of products and features, in lower case); ``zone`` where it is said.
    """

    sentence: Sentence
    score: float
    claim: bool
    zone: str
    soft: bool
    condition: str
    facets: Facets
    values: tuple[Value, ...]
    marks: frozenset[str]
    names: tuple[str, ...] = ()
    also: tuple[Sentence, ...] = field(default=())

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.sentence.text

    @property
    def places(self) -> tuple[Sentence, ...]:
        """Every place where it is said, the first one first."""
        return (self.sentence, *self.also)


BETA, RETIRED, EVERYBODY, ONLY, COMMITS, DATED = "beta", "retired", "everybody", "only", "commits", "dated"
DENIES, PLAIN, FREE, PRICED = "denies", "plain", "free", "priced"
MARKS = (BETA, RETIRED, EVERYBODY, ONLY, COMMITS, DATED, DENIES, PLAIN, FREE, PRICED)
"""``denies``: it says that something isn't so; ``plain``: it says nothing that is held against others but by a denial."""

Row = list[Any]


def statement_row(one: Statement) -> Row:
    """Return a statement as a row of JSON, for another process; ``statement_from`` is the inverse."""
    values = [[each.measure, each.sort, each.text, each.start, _plain(each.facets)] for each in one.values]
    return [
        sentence_row(one.sentence), round(one.score, 4), one.claim, one.zone, one.soft, one.condition,
        _plain(one.facets), values, sorted(one.marks), list(one.names),
    ]  # fmt: skip


def statement_from(row: Row, path: str) -> Statement:
    """Return the statement of a row."""
    sentence, score, claim, zone, soft, condition, facets, values, marks, names = row
    return Statement(
        sentence_from(sentence, path), score, claim, zone, soft, condition, _frozen(facets),
        tuple(Value(each[0], each[1], each[2], each[3], _frozen(each[4])) for each in values), frozenset(marks), tuple(names),
    )  # fmt: skip


def _plain(facets: Facets) -> dict[str, list[str]]:
    return {facet: sorted(names) for facet, names in facets.items()}


def _frozen(facets: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {facet: frozenset(names) for facet, names in facets.items()}
