"""The amounts of a text beside those of a promise: which agree, which differ, and which speak of something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pas_gov.drift.matching.amount_relations import Relation, is_exact, relation
from pas_gov.drift.matching.amounts import Amount
from pas_gov.drift.matching.denials import same_root
from pas_gov.drift.matching.percentages import percentages
from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an amount of a text.

    ``names_another`` tells whether its clause names something that the promise doesn't speak of; ``senses`` are those
    of its clause's words. ``of_the_rest`` tells whether its clause speaks of all others, of whom the promise holds too.
    """

    names_another: Callable[[Amount], bool]
    senses: Callable[[Amount], tuple[str, ...]]
    of_the_rest: Callable[[Amount], bool] = lambda _: False


@dataclass(frozen=True, slots=True)
class QuantityDifference:
    """An amount that a text states, and the one that the promise has instead.

    ``how`` is their relation; or ``rejected``, ``past``: the text says that it isn't, or no longer is, what is promised.
    """

    said: Amount
    promised: Amount
    how: str = "other"


@dataclass(frozen=True, slots=True)
class QuantityComparison:
    """How many of a text's amounts a wording has too, the first one that differs, and those that couldn't be placed.

    ``shares`` are percentages that cut down for how many a promise without any holds; ``elsewhere`` percentages of
    something else; ``loose`` amounts of a sort that is promised, of which it isn't clear what they measure; ``about``
    those that agree but for an "about"; ``inexact`` those that may agree, as a month may have 30 days, each with what is
    promised. ``met`` are the sorts of the promise's amounts that the text has.
    """

    agreed: int = 0
    differs: QuantityDifference | None = None
    shares: tuple[Amount, ...] = ()
    elsewhere: tuple[Amount, ...] = ()
    loose: tuple[Amount, ...] = ()
    about: tuple[Amount, ...] = ()
    inexact: tuple[tuple[Amount, Amount], ...] = ()
    met: frozenset[str] = frozenset()


def quantity_comparison(
    said: Sequence[Amount],
    theirs: Sequence[Amount],
    words: Sequence[str],
    around: Surroundings,
    condition: str = "",
) -> QuantityComparison:
    """Compare the amounts of a text with those of a promise.

    An amount that the promise has isn't counted against another one of the text; so one differs only where both sides
    have one that the other hasn't, or where what has the promised number speaks of something else. Of several such
    pairs the one whose surroundings are most alike is told, those in the text's condition last. ``words`` are the
    senses of the promise's words: percentages of anything else aren't compared.
    """
    compared = [one for one in said if not _limits_alone(one, theirs, condition)]
    shares, elsewhere, kept = percentages(compared, theirs, words)
    asserted = [one for one in kept if one.said.standing == "said"]
    found = _relations(asserted, theirs, around, condition)
    mine = {one for (one, _), how in found.items() if how == "same"}
    met = {other for (_, other), how in found.items() if how == "same"}
    agreeing = [asserted[at] for at in sorted(mine)]
    spare = [one for at, one in enumerate(asserted) if at not in mine and _counts(one, theirs, condition)]
    loose = [one for one in spare if not around.names_another(one)]
    apart = [
        (asserted[one], theirs[other], how)
        for (one, other), how in found.items()
        if how in _DIFFERING and one not in mine and other not in met
    ]
    differs = (
        _most_alike(apart, condition)
        or _taken_back(kept, theirs, met)
        or _of_the_rest(spare, theirs, around)
        or _another_meant(agreeing, loose, theirs, around)
    )
    return QuantityComparison(
        len(mine),
        differs,
        shares,
        elsewhere,
        tuple(loose),
        tuple(one for one in agreeing if one.said.about),
        tuple(_inexact(asserted, theirs, found)),
        frozenset(theirs[other].sort for other in met),
    )


def _inexact(
    said: Sequence[Amount], theirs: Sequence[Amount], found: Mapping[tuple[int, int], Relation]
) -> Iterator[tuple[Amount, Amount]]:
    """Yield each amount that may be a promised one and needn't, with that one, where none of the text is just that."""
    same = [pair for pair, how in found.items() if how == "same"]
    exact = [(at, other) for at, other in same if is_exact(said[at], theirs[other])]
    sure, met = {at for at, _ in exact}, {other for _, other in exact}
    for at in dict.fromkeys(at for at, _ in same):
        those = [other for one, other in same if one == at]
        if at not in sure and met.isdisjoint(those):
            yield said[at], theirs[those[0]]


_DIFFERING = frozenset(("other", "direction", "incomparable"))
"""The relations of two amounts that don't agree, and are of one sort."""


def _differ(said: Amount, promised: Amount) -> bool:
    return relation(said, promised) in _DIFFERING


def _relations(
    said: Sequence[Amount], theirs: Sequence[Amount], around: Surroundings, condition: str
) -> dict[tuple[int, int], Relation]:
    """Return how each amount of a text, by its number, is related to each of a promise."""
    return {
        (at, other): "unrelated" if _is_missed(one, each, condition) else _relation(one, each, theirs, around)
        for at, one in enumerate(said)
        for other, each in enumerate(theirs)
    }


def _most_alike(
    apart: Sequence[tuple[Amount, Amount, Relation]], condition: str
) -> QuantityDifference | None:
    """Return the pair whose surroundings are most alike, of equals the first; what the condition says comes last."""
    pairs = [QuantityDifference(*each) for each in apart]
    return min(
        pairs,
        key=lambda one: (one.said.text in condition, -len(one.said.near & one.promised.near)),
        default=None,
    )


def _is_missed(said: Amount, promised: Amount, condition: str) -> bool:
    """Say whether an amount in a text's condition is the promise's, missed: "if uptime falls below 99.9%"."""
    missed = said.text in condition and said.ends == promised.ends
    return missed and relation(said, promised) == "direction"


def _relation(said: Amount, promised: Amount, theirs: Sequence[Amount], around: Surroundings) -> Relation:
    """Return how two amounts are related: those of two measures that the promise tells apart aren't."""
    how = relation(said, promised)
    rivals = [one for one in theirs if one.sort == promised.sort and one.measure and one is not promised]
    if not rivals or not promised.measure or how == "unrelated":
        return how
    clause = around.senses(said)
    mine = _own(promised, rivals)
    if any(same_root(one, each) for one in mine for each in clause):
        return how
    others = [one for rival in rivals for one in _own(rival, [promised])]
    return "unrelated" if any(same_root(one, each) for one in others for each in clause) else how


def _own(one: Amount, rivals: Sequence[Amount]) -> frozenset[str]:
    """Return the senses of a measure that no other measure has."""
    return one.near.difference(*(rival.near for rival in rivals))


def _limits_alone(one: Amount, theirs: Sequence[Amount], condition: str) -> bool:
    """Say whether a percentage stands in the text's condition, and the promise has none that it could be held against."""
    return one.sort == "percent" and one.text in condition and all(each.sort != "percent" for each in theirs)


def _counts(one: Amount, theirs: Sequence[Amount], condition: str) -> bool:
    """Say whether an amount that the promise hasn't could be one of it: of a sort that it has, or a time where it has none."""
    comparable = any(_differ(one, each) for each in theirs)
    alone = one.sort in ("time", "money") and all(each.sort != one.sort for each in theirs)
    return comparable or (alone and one.text not in condition)


def _of_the_rest(
    spare: Sequence[Amount], theirs: Sequence[Amount], around: Surroundings
) -> QuantityDifference | None:
    """Return an amount that a text gives to all others, where the promise makes no difference: "and all others in two days"."""
    for one in spare:
        for each in theirs if around.of_the_rest(one) else ():
            if _differ(one, each):
                return QuantityDifference(one, each)
    return None


def _another_meant(
    agreeing: Sequence[Amount], loose: Sequence[Amount], theirs: Sequence[Amount], around: Surroundings
) -> QuantityDifference | None:
    """Return an amount that speaks of the promise, where the one that has its number speaks of something else."""
    for one in loose:
        twins = [each for each in agreeing if each.sort == one.sort]
        if twins and all(each.said.about or around.names_another(each) for each in twins):
            return next((QuantityDifference(one, each) for each in theirs if _differ(one, each)), None)
    return None


def _taken_back(said: Sequence[Amount], theirs: Sequence[Amount], met: set[int]) -> QuantityDifference | None:
    """Return an amount that is promised and of which the text says that it isn't so, or isn't so any more."""
    for one in said:
        for other, each in enumerate(theirs):
            if one.said.standing != "said" and other not in met and relation(one, each) == "same":
                return QuantityDifference(one, each, one.said.standing)
    return None
