"""The amounts of a text beside those of a promise: which agree, which differ, and which speak of something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pas_gov.drift.matching.amount_relations import Relation, relation
from pas_gov.drift.matching.amounts import OF_THE_TIME, Amount
from pas_gov.drift.matching.denials import same_root

SHARED_BY_ALL = frozenset(
    {"=issue", "request", "=customer", "case", "=answer", "messag", "question", "report"}
)


OPPOSITE_MEASURE = frozenset({"=outage", "unavail", "unavailable", "unavailabl"})
"""Senses of what is measured from the other end: 0.05 % of downtime aren't compared with 99.95 % of uptime."""


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
    those that agree but for an "about". ``met`` are the sorts of the promise's amounts that the text has.
    """

    agreed: int = 0
    differs: QuantityDifference | None = None
    shares: tuple[Amount, ...] = ()
    elsewhere: tuple[Amount, ...] = ()
    loose: tuple[Amount, ...] = ()
    about: tuple[Amount, ...] = ()
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
    shares, elsewhere, kept = _percentages(
        [one for one in said if not (condition and _limits_alone(one, theirs, condition))],
        theirs,
        words,
    )
    asserted = [one for one in kept if one.said.standing == "said"]
    found = {
        (one, other): "unrelated"
        if _is_missed(asserted[one], theirs[other], condition)
        else _relation(asserted[one], theirs[other], theirs, around)
        for one in range(len(asserted))
        for other in range(len(theirs))
    }
    mine = {one for (one, _), how in found.items() if how == "same"}
    met = {other for (_, other), how in found.items() if how == "same"}
    pairs = [
        (_unlike(condition, asserted[one], theirs[other]), one, other, how)
        for (one, other), how in found.items()
        if how in ("other", "incomparable", "direction") and one not in mine and other not in met
    ]
    differs = None
    if pairs:
        _, one, other, how = min(pairs)
        differs = QuantityDifference(asserted[one], theirs[other], how)
    spare = [one for at, one in enumerate(asserted) if at not in mine and _counts(one, theirs, condition)]
    loose = [one for one in spare if not around.names_another(one)]
    return QuantityComparison(
        len(mine),
        differs
        or _taken_back(kept, theirs, met)
        or _of_the_rest(spare, theirs, around)
        or _another_meant([asserted[at] for at in mine], loose, theirs, around),
        shares,
        elsewhere,
        tuple(loose),
        tuple(asserted[one] for one in sorted(mine) if asserted[one].said.about),
        frozenset(theirs[other].sort for other in met),
    )


def _is_missed(said: Amount, promised: Amount, condition: str) -> bool:
    """Say whether an amount in a text's condition is the promise's, missed: "if uptime falls below 99.9%"."""
    return (
        bool(condition)
        and said.text in condition
        and relation(said, promised) == "direction"
        and said.ends == promised.ends
    )


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
    comparable = any(relation(one, each) in ("other", "direction", "incomparable") for each in theirs)
    alone = one.sort in ("time", "money") and all(each.sort != one.sort for each in theirs)
    return comparable or (alone and one.text not in condition)


def _of_the_rest(
    spare: Sequence[Amount], theirs: Sequence[Amount], around: Surroundings
) -> QuantityDifference | None:
    """Return an amount that a text gives to all others, where the promise makes no difference: "and all others in two days"."""
    for one in spare:
        for each in theirs if around.of_the_rest(one) else ():
            if relation(one, each) in ("other", "direction", "incomparable"):
                return QuantityDifference(one, each)
    return None


def _another_meant(
    agreeing: Sequence[Amount], loose: Sequence[Amount], theirs: Sequence[Amount], around: Surroundings
) -> QuantityDifference | None:
    """Return an amount that speaks of the promise, where the one that has its number speaks of something else."""
    for one in loose:
        twins = [each for each in agreeing if each.sort == one.sort]
        if twins and all(each.said.about or around.names_another(each) for each in twins):
            return next(
                (
                    QuantityDifference(one, each)
                    for each in theirs
                    if relation(one, each) in ("other", "direction", "incomparable")
                ),
                None,
            )
    return None


def _unlike(condition: str, said: Amount, promised: Amount) -> tuple[bool, int]:
    limits = bool(condition) and said.text in condition
    return limits, -len(said.near & promised.near)


def _percentages(
    said: Sequence[Amount], theirs: Sequence[Amount], words: Sequence[str]
) -> tuple[tuple[Amount, ...], tuple[Amount, ...], list[Amount]]:
    """Return the shares of what a promise without a percentage holds for, those of something else, and all others."""
    promised = [one for one in theirs if one.sort == "percent"]
    shares: list[Amount] = []
    elsewhere: list[Amount] = []
    kept: list[Amount] = []
    for one in said:
        if one.sort != "percent" or (
            promised and one.thing in ("", OF_THE_TIME) and not OPPOSITE_MEASURE & one.near
        ):
            kept.append(one)
        elif not promised:
            cut = max(end for _, end in one.ends) < 100
            known = (
                one.thing == OF_THE_TIME
                or one.thing in SHARED_BY_ALL
                or (one.thing and any(same_root(one.thing, each) for each in words))
            )
            (shares if cut and known and one.said.standing == "said" else kept).append(one)
        elif OPPOSITE_MEASURE & one.near and not any(OPPOSITE_MEASURE & each.near for each in promised):
            elsewhere.append(one)
        elif any(
            one.thing == each.thing or same_root(one.thing, word)
            for each in promised
            for word in (*each.near, *words)
        ):
            kept.append(one)
        else:
            elsewhere.append(one)
    return tuple(shares), tuple(elsewhere), kept


def _taken_back(said: Sequence[Amount], theirs: Sequence[Amount], met: set[int]) -> QuantityDifference | None:
    """Return an amount that is promised and of which the text says that it isn't so, or isn't so any more."""
    for one in said:
        for other, each in enumerate(theirs):
            if one.said.standing != "said" and other not in met and relation(one, each) == "same":
                return QuantityDifference(one, each, one.said.standing)
    return None
