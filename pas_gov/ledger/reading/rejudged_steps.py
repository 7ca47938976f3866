"""Verification of a history: each first-parent step judged by the rules of its base, on its own day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pas_gov.ledger.reading.branch import BranchLine
from pas_gov.ledger.reading.judged_ranges import StepRange, judged_ranges
from pas_gov.ledger.reading.rehashing import rehashed_steps
from pas_gov.ledger.reading.verdict_rows import KeptResults, row_key, row_of, step_from_row
from pas_gov.ledger.replay.account import VerifiedStep
from pas_gov.ledger.replay.steps import Origin
from pas_gov.loading.loader import Loader
from pas_gov.loading.workers import processors


def verified_steps(
    found: BranchLine, made: Sequence[Origin], loader: Loader, kept: KeptResults, processes: int = 0
) -> Iterator[VerifiedStep]:
    """Yield the verdict of each step of a line, newest first; ``made`` says who made each, and when.

    ``kept`` holds earlier results by key; those that are missing are worked out, and added at once, by at most so many
    ``processes``, 0 for as many as can run at once. What a kept result rests on is hashed again all the same: a result
    says nothing of objects that were damaged since.
    """
    keys = [row_key(commit, origin.day) for commit, origin in zip(found.commits, made, strict=True)]
    for known, group in groupby(range(len(keys)), lambda at: keys[at] in kept):
        places = list(group)
        if known:
            results = (step_from_row(kept[keys[at]], made[at].commit, made[at].day) for at in places)
            yield from rehashed_steps(found, places, results)
            continue
        wanted = StepRange(places[0], places[-1] + 1)
        judged = judged_ranges(found, made, loader, wanted, processes or processors())
        for at, result in zip(places, judged, strict=True):
            if result.verdict != "unjudgeable":  # whatever stood in the way may be mended
                kept[keys[at]] = row_of(result)
            yield result
