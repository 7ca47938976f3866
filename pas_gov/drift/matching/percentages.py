"""Of what the percentages of a text are: of what is promised, of a part of those it is promised to, of something else."""

from __future__ import annotations

from collections.abc import Sequence

from pas_gov.drift.matching.amounts import OF_THE_TIME, Amount
from pas_gov.drift.matching.denials import same_root

SHARED_BY_ALL = frozenset(
    {"=issue", "request", "=customer", "case", "=answer", "messag", "question", "report"}
)


OPPOSITE_MEASURE = frozenset({"=outage", "unavail", "unavailable", "unavailabl"})
"""Senses of what is measured from the other end: 0.05 % of downtime aren't compared with 99.95 % of uptime."""


def percentages(
    said: Sequence[Amount], theirs: Sequence[Amount], words: Sequence[str]
) -> tuple[tuple[Amount, ...], tuple[Amount, ...], list[Amount]]:
    """Return the shares of what a promise without a percentage holds for, those of something else, and all others."""
    promised = [one for one in theirs if one.sort == "percent"]
    shares: list[Amount] = []
    elsewhere: list[Amount] = []
    kept: list[Amount] = []
    for one in said:
        if one.sort != "percent":
            kept.append(one)
        elif promised:
            (elsewhere if _is_of_something_else(one, promised, words) else kept).append(one)
        else:
            (shares if _cuts_down(one, words) else kept).append(one)
    return tuple(shares), tuple(elsewhere), kept


def _is_of_something_else(one: Amount, promised: Sequence[Amount], words: Sequence[str]) -> bool:
    """Say whether a percentage is of what no promised one is of, nor any word of the promise names."""
    opposite = OPPOSITE_MEASURE & one.near
    if not opposite and one.thing in ("", OF_THE_TIME):
        return False
    if opposite and not any(OPPOSITE_MEASURE & each.near for each in promised):
        return True
    return not any(
        one.thing == each.thing or same_root(one.thing, word)
        for each in promised
        for word in (*each.near, *words)
    )


def _cuts_down(one: Amount, words: Sequence[str]) -> bool:
    """Say whether a percentage is a share, less than all, of what a promise holds for."""
    known = (
        one.thing == OF_THE_TIME
        or one.thing in SHARED_BY_ALL
        or (one.thing and any(same_root(one.thing, each) for each in words))
    )
    return bool(known) and one.said.standing == "said" and max(end for _, end in one.ends) < 100
