"""Rows of a table whose columns are plans: what each plan gets is a claim of its own, and the row's finding is the worst."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.findings import ClaimFinding, ClaimState
from pas_gov.drift.matching.scopes import plan_name, scope_of
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.model.quantities.quantities import quantities

FEWEST_PLANS = 2
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
    """Return what a row says for each plan, as (plan, claim); none where the columns aren't plans."""
    sentence = claim.sentence
    headers, cells = sentence.lead.split(" | "), sentence.text.split(" | ")
    if len(headers) != len(cells) or sum(bool(plan_name(one)) for one in headers[1:]) < FEWEST_PLANS:
        return ()
    return tuple(_cells(claim, headers, cells))


def _cells(claim: Claim, headers: list[str], cells: list[str]) -> Iterator[tuple[str, Claim]]:
    for header, cell in zip(headers[1:], cells[1:], strict=True):
        if plan_name(header) and cell.strip():
            text = f"{cells[0]} | {cell}"
            alone = replace(claim.sentence, lead=f" | {header}", text=text)
            yield header, replace(claim, sentence=alone, quantities=quantities(text))


def row_finding(
    claim: Claim, wordings: WordingIndex, judge: Callable[[Claim], ClaimFinding]
) -> ClaimFinding | None:
    """Return the worst of what a row says for its plans, with the plan's name; None where its columns aren't plans.

    A figure for a plan that the promise doesn't hold for isn't the promise's, unless nothing else in the row is.
    """
    judged = [(plan, judge(one)) for plan, one in plan_cells(claim)]
    own = [(plan, one) for plan, one in judged if not _of_another_plan(plan, one, wordings)] or judged
    if not own:
        return None
    plan, worst = min(own, key=lambda pair: WORST_FIRST.index(pair[1].state))
    if worst.state == "consistent":
        return replace(worst, claim=claim)
    return replace(worst, claim=claim, explanation=f'For "{plan}": {worst.explanation}')


def _of_another_plan(plan: str, found: ClaimFinding, wordings: WordingIndex) -> bool:
    known = wordings.by_promise.get(found.promise)
    scope = scope_of(known[0]) if known else None
    return bool(scope and scope.plans and found.said and plan_name(plan) not in scope.plans)
