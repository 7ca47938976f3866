"""Contradictions among the texts: pairs that say otherwise, brought together by what they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pas_gov.diagnosis.commitments.likeness import Likeness
from pas_gov.diagnosis.findings.difference import Difference
from pas_gov.diagnosis.findings.differences import differences, may_differ
from pas_gov.diagnosis.findings.finding import LEAST, Finding, Side
from pas_gov.diagnosis.statements.places import is_archived
from pas_gov.diagnosis.statements.statement import Statement
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import ZONES

OF_ARCHIVE = 0.15
"""How much less sure it is that a page of its day (news, a release) still says what holds."""
MOST_SIDES, MOST_SENTENCES = 6, 4
"""Sides of a finding, and statements of a side, that are told."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements by their numbers, and in what they differ."""

    one: int
    other: int
    difference: Difference


def differing_pairs(statements: Sequence[Statement], likeness: Likeness) -> list[Pair]:
    """Return every pair of statements that differ surely enough."""
    found = []
    archived = [all(is_archived(place.path) for place in one.places) for one in statements]
    for one, other in likeness.pairs():
        first, second = statements[one], statements[other]
        if (archived[one] and archived[other]) or not may_differ(first, second) or _same_list(first, second):
            continue
        told = differences(first, second, likeness.between(one, other), likeness.shared(one, other))
        less = OF_ARCHIVE * (archived[one] or archived[other]) + _nearness(first, second)
        sure = [replace(each, certainty=each.certainty - less) for each in told]
        found += [Pair(one, other, each) for each in sure if each.certainty >= LEAST]
    return found


def _same_list(one: Statement, other: Statement) -> bool:
    """Say whether both are parts of one list, one table or one sentence: what these say, they say of different things."""
    mine, theirs = one.sentence, other.sentence
    if mine.path != theirs.path:
        return False
    listed = mine.unit == theirs.unit and mine.unit in ("row", "item")
    return mine.line == theirs.line or (listed and (mine.heading, mine.lead) == (theirs.heading, theirs.lead))


def _nearness(one: Statement, other: Statement) -> float:
    """Return how much less sure a difference is where one page says both, the more so under one heading."""
    mine, theirs = one.sentence, other.sentence
    if mine.path != theirs.path:
        return 0.0
    return ON_ONE_PAGE * (2 if mine.heading == theirs.heading else 1)


ON_ONE_PAGE = 0.1
"""How much less sure it is that two figures on one page are of the same thing; twice that under one heading."""


def contradictions(statements: Sequence[Statement], pairs: Sequence[Pair]) -> list[Finding]:
    """Return a finding for each matter on which statements differ, whatever their number."""
    grouped: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        grouped[pair.difference.how, pair.difference.about].append(pair)
    return [_finding(statements, those) for _, some in sorted(grouped.items()) for those in _connected(some)]


def _connected(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Yield pairs in groups, each around its surest one: those that share a statement with it, and agree or differ with both.

    A statement is in one group; so what is like only the last of a chain isn't told beside the first.
    """
    left = sorted(pairs, key=lambda pair: (-pair.difference.certainty, pair.one, pair.other))
    while left:
        best = left[0]
        core = {best.one, best.other}
        around = [
            pair
            for pair in left
            if core & {pair.one, pair.other}
            and pair.difference.certainty >= best.difference.certainty - SPREAD
        ]
        told = core.union(*({pair.one, pair.other} for pair in around))
        yield [pair for pair in left if {pair.one, pair.other} <= told]
        left = [pair for pair in left if not told & {pair.one, pair.other}]


SPREAD = 0.15
"""How much less sure a pair may be than the surest of its group."""


def _finding(statements: Sequence[Statement], pairs: Sequence[Pair]) -> Finding:
    best = max(pairs, key=lambda pair: (pair.difference.certainty, -pair.one, -pair.other))
    said: dict[str, str] = {}
    sides: dict[str, dict[int, float]] = defaultdict(dict)
    for pair in sorted(
        pairs, key=lambda pair: (pair is not best, -pair.difference.certainty, pair.one, pair.other)
    ):
        for number, key, words in zip(
            (pair.one, pair.other), pair.difference.keys, pair.difference.said, strict=True
        ):
            said.setdefault(key, words)
            sides[key].setdefault(number, pair.difference.certainty)
    told = tuple(
        Side(said[key], tuple(statements[number] for number in _surest(sides[key], statements)))
        for key in list(sides)[:MOST_SIDES]
    )
    return Finding(
        "contradiction",
        best.difference.how,
        best.difference.about,
        _why(best.difference, told),
        min(0.97, round(best.difference.certainty, 2)),
        told,
    )


def _surest(numbers: dict[int, float], statements: Sequence[Statement]) -> list[int]:
    ranked = sorted(numbers, key=lambda number: (-numbers[number], -statements[number].score, number))
    return ranked[:MOST_SENTENCES]


_HOW = {
    "quantity": "They give different figures for {about}",
    "hours": "They give different times for {about}",
    "cost": "One says that it costs nothing, the other what it costs",
    "denial": "One says so, the other says that it isn't so",
    "condition": "One keeps it to some, the other gives it to all",
    "place": "They name different places",
    "experiment": "One calls it a beta or a preview, the other promises it as settled",
}


def _why(difference: Difference, sides: Sequence[Side]) -> str:
    zones = [_zones(side) for side in sides]
    apart = len(set(zones)) == len(zones) and all(zones)
    who = zones if apart else [side.statements[0].sentence.path for side in sides]
    told = "; ".join(f"{name}: {side.said}" for name, side in zip(who, sides, strict=True))
    return f"{_HOW[difference.how].format(about=difference.about)} ({told})."


def _zones(side: Side) -> str:
    return " and ".join(dict.fromkeys(ZONES[one.zone] for one in side.statements if one.zone in ZONES))


def pairs_among(pairs: Iterable[Pair]) -> list[tuple[int, int]]:
    """Return the numbers of statements that differ, as pairs."""
    return [(pair.one, pair.other) for pair in pairs]
