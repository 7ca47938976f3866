"""What policies, new or changed, would have blocked: the steps of a branch judged by them, one after the other.

A fold over values: it reads nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import Literal

from pas_gov import cel
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rules import Rules
from pas_gov.judging.verdict.decision import Finding
from pas_gov.judging.verdict.judgement import Judgement, judgement_of
from pas_gov.ledger.replay.origin import Origin
from pas_gov.ledger.replay.steps import UNTOUCHED, Step
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.stack.transition import Transition, transition

Outcome = Literal["untouched", "passed", "blocked", "unjudged"]


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Compiled rules, and the rulebook that they are from."""

    rules: Rules
    rulebook: Rulebook

    def judge(self, step: Step, change: Transition, budget: cel.Budget) -> Judgement:
        """Judge a step on its own day, with the waivers that stood before it; raises cel.BudgetSpent."""
        with budget.running():
            return judgement_of(
                self.rules, self._waiving(step.before.rulebook), change, step.origin.day, budget
            )

    def _waiving(self, earlier: Rulebook) -> Rulebook:
        waivers = tuple(waiver for waiver in earlier.waivers if waiver.policy in self.rules.ids)
        sources = {waiver.path: earlier.sources[waiver.path] for waiver in waivers}
        return replace(
            self.rulebook, waivers=waivers, malformed_waivers=(), sources={**self.rulebook.sources, **sources}
        )


@dataclass(frozen=True, slots=True)
class PresentJudgement:
    """What the present rules say of a step: the policies that block it, and why they can't judge it, or ""."""

    blocking: tuple[str, ...] = ()
    unjudged: str = ""

    @property
    def let_through(self) -> bool:
        """Whether the step would pass."""
        return not self.blocking and not self.unjudged


@dataclass(frozen=True, slots=True)
class StepResult:
    """What became of one step. It holds no stack, so that a long history's results fit into memory.

    ``blocking`` are the new findings that no waiver excuses; ``unjudged`` maps the policies that couldn't be
    evaluated to the reason, ``places`` the promises of the findings to their files. ``present`` is given for
    a step that is blocked.
    """

    origin: Origin
    outcome: Outcome
    blocking: tuple[Finding, ...] = ()
    unjudged: Mapping[str, str] = field(default_factory=dict)
    present: PresentJudgement | None = None
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Replay:
    """Which rules are on trial, which are in force at present, and what each judgement of a step may spend."""

    tried: Ruleset
    present: Ruleset
    budget: Callable[[], cel.Budget]

    def results(self, steps: Iterable[Step]) -> Iterator[StepResult]:
        """Yield what becomes of each step, as it comes; no step is kept."""
        return map(self._result, steps)

    def _result(self, step: Step) -> StepResult:
        if step.unread:
            return self._unjudged(step, step.unread)
        if step.paths == UNTOUCHED:
            return StepResult(step.origin, "untouched")
        stacks, day = (step.before.stack, step.after.stack), step.origin.day
        change = transition(*stacks, step.paths, bootstrap=_adopts_rules(step), ids=step.ids, today=day)
        try:
            judgement = self.tried.judge(step, change, self.budget())
        except cel.BudgetSpent as spent:
            return self._unjudged(step, f"judging took too much: {spent}")
        return self._judged(step, change, judgement)

    def _judged(self, step: Step, change: Transition, judgement: Judgement) -> StepResult:
        blocking, unjudged = judgement.blocking, _reasons(judgement)
        return StepResult(
            origin=step.origin,
            outcome="blocked" if blocking else "unjudged" if unjudged else "passed",
            blocking=blocking,
            unjudged=unjudged,
            present=self._at_present(step, change) if blocking else None,
            places=dict(_places(blocking, change)),
        )

    def _unjudged(self, step: Step, reason: str) -> StepResult:
        return StepResult(
            step.origin, "unjudged", unjudged=dict.fromkeys(sorted(self.tried.rules.ids), reason)
        )

    def _at_present(self, step: Step, change: Transition) -> PresentJudgement:
        try:
            judgement = self.present.judge(step, change, self.budget())
        except cel.BudgetSpent as spent:
            return PresentJudgement(unjudged=f"judging took too much: {spent}")
        reasons = "; ".join(f"{policy}: {reason}" for policy, reason in _reasons(judgement).items())
        return PresentJudgement(tuple(sorted({finding.policy for finding in judgement.blocking})), reasons)


def _adopts_rules(step: Step) -> bool:
    """Tell whether a step brings the first policies: the gate lets that pass with --bootstrap alone."""
    return step.after.rulebook.has_policies and not step.before.rulebook.has_policies


def _reasons(judgement: Judgement) -> dict[str, str]:
    """Return, for each policy that couldn't be evaluated, the first reason."""
    found: dict[str, str] = {}
    for error in judgement.errors:
        found.setdefault(error.policy, f"{error.promise or 'the stack'} {error.message}")
    return found


def _places(findings: Iterable[Finding], change: Transition) -> Iterator[tuple[str, str]]:
    for identity in {finding.promise for finding in findings}:
        entry = change.after.get(identity) or change.before.get(identity)
        if entry is not None:
            yield identity, entry.path
