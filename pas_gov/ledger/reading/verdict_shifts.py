"""What other rules would have said of the past: the last steps of a branch judged by them, policy by policy."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date

from pas_gov import cel
from pas_gov.foundation.values import dataclass
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.reading.branch_line import BranchLine
from pas_gov.ledger.reading.branch_steps import steps
from pas_gov.ledger.replay.candidate_replay import Replay, StepResult
from pas_gov.ledger.replay.candidates import candidates
from pas_gov.ledger.replay.origin import Origin
from pas_gov.loading.loader import Loader

LEAST = 0.1  # seconds for the change that is begun when the time is nearly over


@dataclass(slots=True)
class Blocked:
    """Which changes a policy would have blocked, if it blocked at all; of ``judged``, how many it couldn't judge."""

    changes: list[Origin] = field(default_factory=list)
    unjudged: int = 0
    judged: int = 0


def blocked_by(  # noqa: PLR0913  (each part comes from another place)
    found: BranchLine, loader: Loader, today: date, rules: Side, ids: Iterable[str], seconds: float
) -> Mapping[str, Blocked]:
    """Return, for each of these policies of some rules, which steps it would have blocked; newest first.

    When the ``seconds`` are over, what is left counts as unjudged.
    """
    known = {one.id for one in rules.rulebook.policies}
    wanted = tuple(one for one in ids if one in known)
    tally = {one: Blocked() for one in wanted}
    if not wanted:
        return tally
    chosen = candidates(rules, rules, wanted)
    deadline = time.monotonic() + seconds
    replay = Replay(chosen.tried, chosen.present, lambda: cel.Budget(max(deadline - time.monotonic(), LEAST)))
    for result in replay.results(steps(found, loader, today)):
        for policy, counted in tally.items():
            _count(counted, result, policy)
        if time.monotonic() >= deadline:
            break
    for counted in tally.values():
        counted.unjudged += len(found.commits) - counted.judged
    return tally


def _count(counted: Blocked, result: StepResult, policy: str) -> None:
    counted.judged += 1
    if policy in result.unjudged:
        counted.unjudged += 1
    if any(one.policy == policy for one in result.blocking):
        counted.changes.append(result.origin)
