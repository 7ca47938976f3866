"""Rows of a table whose columns are plans: what each plan gets is a claim of its own, and the row's finding is the worst."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.findings import ClaimFinding, ClaimState
from pas_gov.drift.matching.scopes import plan_name, scope_of
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.drift.texts.sentence import CELL
from pas_gov.model.quantities.quantities import quantities

FEWEST = 2
WORST_FIRST: tuple[ClaimState, ...] = (
    "contradicts",
    "expired",
    "outdated",
    "escaped",
    "unclear",
    "unregistered",
    "consistent",
)


def plan_cells(claim: Claim) -> tuple[tuple[str, Claim], ...]:
    """Return what a row says for each plan, as (plan, claim): its columns are plans, or it is a plan's, with a measure a column.

    Nothing where it is neither.
    """
    sentence = claim.sentence
    if len(sentence.cells) <= FEWEST:
        return ()
    (_, first), *beside = sentence.cells
    if sum(bool(plan_name(header)) for header, _ in beside) >= FEWEST:
        return tuple(_cell(claim, plan, first, said) for plan, said in beside if plan_name(plan) and said)
    if plan_name(first) and not sentence.promise:  # a link names the one promise that all of it speaks of
        return tuple(_cell(claim, first, measure, said) for measure, said in beside if measure and said)
    return ()


def _cell(claim: Claim, plan: str, measure: str, said: str) -> tuple[str, Claim]:
    text = f"{measure}{CELL}{said}"
    alone = replace(claim.sentence, lead=f"{CELL}{plan}", text=text)
    return plan, replace(claim, sentence=alone, quantities=quantities(text))


def row_finding(
    claim: Claim, wordings: WordingIndex, judge: Callable[[Claim], ClaimFinding]
) -> ClaimFinding | None:
    """Return the worst of what a row says for its plans, with the plan's name; None where its columns aren't plans.

    A figure for a plan that the promise doesn't hold for isn't the promise's, unless nothing else in the row is; nor is a
    column that no promise speaks of.
    """
    judged = [(plan, judge(one)) for plan, one in plan_cells(claim)]
    if not judged:
        return None
    known = [(plan, one) for plan, one in judged if one.promise] or judged
    own = [(plan, one) for plan, one in known if not _of_another_plan(plan, one, wordings)] or known
    plan, worst = min(own, key=lambda pair: WORST_FIRST.index(pair[1].state))
    if worst.state == "consistent":
        return replace(worst, claim=claim)
    return replace(worst, claim=claim, explanation=f'For "{plan}": {worst.explanation}')


def _of_another_plan(plan: str, found: ClaimFinding, wordings: WordingIndex) -> bool:
    known = wordings.by_promise.get(found.promise)
    scope = scope_of(known[0]) if known else None
    return bool(scope and scope.plans and found.said and plan_name(plan) not in scope.plans)
