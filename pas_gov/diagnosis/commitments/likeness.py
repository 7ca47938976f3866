"""How like two statements are: the words and topics that they share, the rarer the more."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pas_gov.diagnosis.statements.statement import DENIES, PLAIN, Statement
from pas_gov.drift.matching.similarity import Rarity, features_of_text, length
from pas_gov.drift.texts.sentence import CELL
from pas_gov.model.quantities.quantities import quantities

CONTEXT = 0.3
"""What the words of a heading or a lead weigh beside a sentence's own."""
MOST_HAVING = 200
"""Statements that may share a feature for it to bring two of them together."""
RARE = 8
"""Features of a statement by which others are found."""
MOST_MEASURED = 800
"""Statements of one measure, the surest, that are compared with each other."""
MOST_NEAR = 20
"""Others that are compared with one statement."""

Weighed = Mapping[str, float]


class Likeness:
    """The weighed features of statements, by their number."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        """Weigh the features of all statements."""
        told = [_features(one) for one in statements]
        rarity = Rarity((str(number), one) for number, one in enumerate(told))
        self._weighed = [rarity.weighed(one) for one in told]
        self._length = [length(one) for one in self._weighed]
        self._statements = statements
        self._rare = [_rarest(one) for one in self._weighed]
        self._pairs = self._found()

    def between(self, one: int, other: int) -> float:
        """Return the cosine of two statements, 0 to 1."""
        mine, theirs = self._weighed[one], self._weighed[other]
        if len(mine) > len(theirs):
            mine, theirs = theirs, mine
        common = math.fsum([weight * theirs[name] for name, weight in mine.items() if name in theirs])
        return common / (self._length[one] * self._length[other])

    def shared(self, one: int, other: int) -> int:
        """Return how many telling features two statements share: senses of words and topics, no figures."""
        return sum(1 for name in self._weighed[one].keys() & self._weighed[other].keys() if _tells(name))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs that may promise the same: near ones, and those that measure the same; each once, in order."""
        return (divmod(pair, len(self._statements)) for pair in self._pairs)

    def _found(self) -> array[int]:
        """Return the pairs, each as one number: of a large site they are millions."""
        many = len(self._statements)
        found = {one * many + other for one, other in self._near()}
        measured: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self._statements):
            for measure in {value.measure for value in one.values if value.measure}:
                measured[measure].append(number)
        for those in measured.values():
            surest = sorted(those, key=lambda number: (-self._statements[number].score, number))[
                :MOST_MEASURED
            ]
            found.update(first * many + second for first, second in self._nearest(sorted(surest)))
        return array("Q", sorted(found))

    def _nearest(self, those: Sequence[int]) -> Iterator[tuple[int, int]]:
        for at, number in enumerate(those):
            others = those[at + 1 :]
            if len(others) > MOST_NEAR:
                like = {other: self.between(number, other) for other in others}
                others = sorted(others, key=lambda other, like=like: (-like[other], other))[:MOST_NEAR]  # type: ignore[misc]
            yield from ((number, other) for other in others)

    def _near(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of statements that share a rare feature, each pair once, in order; bounded for each."""
        having: dict[str, list[int]] = defaultdict(list)
        for number, rare in enumerate(self._rare):
            for name in rare:
                having[name].append(number)
        few = {name: those for name, those in having.items() if 1 < len(those) <= MOST_HAVING}
        for number, rare in enumerate(self._rare):
            counts: dict[int, float] = defaultdict(float)
            for name in rare:
                for other in few.get(name, ()):
                    if other > number:
                        counts[other] += self._weighed[number][name]
            marks = self._statements[number].marks
            held = [other for other in counts if _may_differ(marks, self._statements[other].marks)]
            best = sorted(held, key=lambda other, counts=counts: (-counts[other], other))[:MOST_NEAR]  # type: ignore[misc]
            yield from ((number, other) for other in best)


def _may_differ(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Say whether two statements with these marks can be held against each other: a plain one only against a denial."""
    return (PLAIN not in mine or DENIES in theirs) and (PLAIN not in theirs or DENIES in mine)


def _rarest(features: Weighed) -> list[str]:
    telling = [name for name in features if _tells(name)]
    return sorted(telling, key=lambda name: (-features[name], name))[:RARE]


def _tells(name: str) -> bool:
    return name[0] != "#" and not name.endswith("-")


def _features(one: Statement) -> dict[str, float]:
    sentence = one.sentence
    found = dict(features_of_text(sentence.text, quantities(sentence.text)))
    above = f"{sentence.heading} . {sentence.lead.replace(CELL, ' . ')}"
    for name, weight in features_of_text(above).items():
        found[name] = max(found.get(name, 0.0), CONTEXT * weight)
    return found
