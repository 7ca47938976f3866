"""Verification of a history: each first-parent step judged by the rules of its base, on its own day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from pas_gov.ledger.reading.branch_line import BranchLine
from pas_gov.ledger.reading.rehashing import rehashed_steps
from pas_gov.ledger.reading.step_range import StepRange
from pas_gov.ledger.reading.verdict_rows import KeptResults, row_key, row_of
from pas_gov.ledger.replay.account import VerifiedStep
from pas_gov.ledger.replay.origin import Origin

JudgeRange = Callable[[StepRange], Iterator[VerifiedStep]]


def verified_steps(
    found: BranchLine, made: Sequence[Origin], kept: KeptResults, judged: JudgeRange
) -> Iterator[VerifiedStep]:
    """Yield the verdict of each step of a line, newest first; ``made`` says who made each, and when.

    ``kept`` holds earlier results by key; those that are missing are ``judged``, and added at once. What a kept result
    rests on is hashed again all the same: a result says nothing of objects that were damaged since.
    """
    keys = [row_key(commit, origin.day) for commit, origin in zip(found.commits, made, strict=True)]
    for known, group in groupby(range(len(keys)), lambda at: keys[at] in kept):
        places = list(group)
        if known:
            yield from rehashed_steps(found, made, places, [kept[keys[at]] for at in places])
            continue
        for at, result in zip(places, judged(StepRange(places[0], places[-1] + 1)), strict=True):
            if result.verdict != "unjudgeable":  # whatever stood in the way may be mended
                kept[keys[at]] = row_of(result)
            yield result
