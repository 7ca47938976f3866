"""Contradictions among the texts: pairs that say otherwise, brought together by what they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pas_gov.diagnosis.commitments.likeness import Likeness
from pas_gov.diagnosis.findings.differences import Difference, differences
from pas_gov.diagnosis.findings.finding import LEAST, Finding, Side
from pas_gov.diagnosis.statements.statement import Statement
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import ZONES

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
    for one, other in likeness.pairs(statements):
        if _same_sentence(statements[one], statements[other]):
            continue
        told = differences(
            statements[one], statements[other], likeness.between(one, other), likeness.shared(one, other)
        )
        found += [Pair(one, other, each) for each in told if each.certainty >= LEAST]
    return found


def _same_sentence(one: Statement, other: Statement) -> bool:
    """Say whether both are parts of one row or one sentence: what that says, it says of different things."""
    mine, theirs = one.sentence, other.sentence
    return (mine.path, mine.line, mine.text) == (theirs.path, theirs.line, theirs.text)


def contradictions(statements: Sequence[Statement], pairs: Sequence[Pair]) -> list[Finding]:
    """Return a finding for each matter on which statements differ, whatever their number."""
    grouped: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        grouped[pair.difference.how, pair.difference.about].append(pair)
    return [_finding(statements, those) for _, some in sorted(grouped.items()) for those in _connected(some)]


def _connected(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Yield the pairs that have statements in common, as groups, in the order of their first pair."""
    root: dict[int, int] = {}

    def find(number: int) -> int:
        while root.setdefault(number, number) != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for pair in pairs:
        first, second = sorted((find(pair.one), find(pair.other)))
        root[second] = first
    groups: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[find(pair.one)].append(pair)
    yield from groups.values()


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
