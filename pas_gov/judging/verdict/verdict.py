"""The verdict on a change: which rules bind, what blocks, and when no verdict can be given (SPEC 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from functools import partial
from typing import Literal

from pas_gov import cel
from pas_gov.diagnostics import Diagnostic, Location, Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rules import Rules
from pas_gov.judging.verdict.answers import Answer, answers
from pas_gov.judging.verdict.binding_rules import BindingRules, binding_rules, rule_faults
from pas_gov.judging.verdict.decision import Finding
from pas_gov.judging.verdict.judgement import Judgement, judgement_of
from pas_gov.judging.verdict.problems import Problem, problems_of
from pas_gov.judging.verdict.request import VerdictRequest
from pas_gov.judging.verdict.rule_edits import rule_edits
from pas_gov.model.records.rulebook import POLICIES_FOLDER, Rulebook
from pas_gov.model.stack.transition import Transition

Outcome = Literal["pass", "blocked", "no-verdict"]


@dataclass(frozen=True, slots=True)
class HeadJudgement:
    """The judgement under the rules that the change itself brings; it doesn't bind."""

    verdict: Outcome
    judgement: Judgement | None
    why: str = ""
    edits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that is known of a change once it is judged."""

    verdict: Outcome
    transition: Transition
    judgement: Judgement
    problems: tuple[Problem, ...]
    rules: Rules
    policies_from: Literal["base", "head"]
    under_head: HeadJudgement | None
    notes: tuple[str, ...]
    tell_answers: Callable[[], tuple[Answer, ...]] = field(default=tuple, compare=False)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Who answers for what in the change: of a whole history nobody asks."""
        return self.tell_answers()


def verdict_on(request: VerdictRequest) -> Verdict:
    """Judge a change; raises Stop, with a stable code, where there can be no verdict."""
    bound = binding_rules(request)
    rules, change = bound.rules, bound.transition
    head_rules = (
        rules
        if _same_rules(request.head.rulebook, bound.rulebook)
        else request.compiled(request.head.rulebook)
    )
    problems = problems_of(request, rules, head_rules, change)
    by_base = bound.policies_from == "base"
    other = _under_head(request, rules, head_rules, change, problems) if by_base else None
    notes = [*bound.notes, *_unread_rules(request.base.rulebook)]
    judgement = _judged(bound, request, other, notes)
    return Verdict(
        verdict=_outcome(judgement, problems),
        transition=change,
        judgement=judgement,
        problems=problems,
        rules=rules,
        policies_from=bound.policies_from,
        under_head=other,
        notes=tuple(notes),
        tell_answers=partial(
            answers, change, request.base.rulebook, request.head.rulebook, rules.settings, request.today
        ),
    )


def _same_rules(one: Rulebook, other: Rulebook) -> bool:
    if one is other:
        return True
    contents = ({path: source.content for path, source in book.sources.items()} for book in (one, other))
    first, second = contents
    return first == second


def _judged(
    bound: BindingRules, request: VerdictRequest, other: HeadJudgement | None, notes: list[str]
) -> Judgement:
    judgement = judgement_of(bound.rules, bound.rulebook, bound.transition, request.today, request.budget)
    if judgement.errors:
        told = _errors_told(judgement)
        if not _repairs(request, other):
            message = f"a policy could not be evaluated: {told}"
            problems = (_evaluation_problem(one, bound.rules) for one in judgement.errors)
            raise Stop("evaluation-error", message, judgement.errors[0].remedy, problems=problems)
        notes.append(f"the change edits the rules alone, and mends what could not be evaluated: {told}")
    return judgement


def _unread_rules(base: Rulebook) -> Iterator[str]:
    """Say which files among the base's rules aren't read: what they ask binds nobody."""
    for fault in base.diagnostics:
        if fault.code == "not-read":
            place = printable(fault.location.path)
            yield f"{place} at the base isn't read, so what it asks binds nobody: {fault.remedy}"


def _evaluation_problem(error: Finding, rules: Rules) -> Diagnostic:
    path = next((rule.policy.path for rule in rules.rules if rule.policy.id == error.policy), "")
    message = f"for {error.promise or 'the stack'}: {error.message}"
    return Diagnostic("evaluation-error", message, Location(path), error.remedy)


def _repairs(request: VerdictRequest, other: HeadJudgement | None) -> bool:
    """Tell whether the change touches no promise, and its own rules can be evaluated where the base's can't."""
    same = request.head.stack.entries.keys() == request.base.stack.entries.keys()
    return same and not request.paths.promises and other is not None and other.verdict != "no-verdict"


def _errors_told(judgement: Judgement) -> str:
    errors = judgement.errors
    told = "; ".join(f"{one.policy} for {one.promise or 'the stack'}: {one.message}" for one in errors[:5])
    return f"{told}; and {len(errors) - 5} more" if len(errors) > 5 else told


def _outcome(judgement: Judgement, problems: tuple[Problem, ...]) -> Outcome:
    return "blocked" if judgement.blocking or any(problem.blocks for problem in problems) else "pass"


def _under_head(
    request: VerdictRequest,
    base_rules: Rules,
    rules: Rules,
    change: Transition,
    problems: tuple[Problem, ...],
) -> HeadJudgement | None:
    if not (
        request.paths.settings
        or any(not path.startswith(f"{POLICIES_FOLDER}/tests/") for path in request.paths.policies)
    ):
        return None
    rulebook = request.head.rulebook
    edits = tuple(rule_edits(base_rules, rules, request.base.rulebook, rulebook))
    faults = [*rule_faults(rulebook.diagnostics), *rules.errors]
    if faults or not rulebook.has_policies:
        why = faults[0].message if faults else "the change leaves no policies"
        return HeadJudgement("no-verdict", None, why, edits)
    try:
        judgement = judgement_of(
            rules, rulebook, change, request.today, cel.Budget(request.budget.seconds / 4)
        )
    except cel.BudgetSpent as spent:  # these rules don't bind: the base's verdict stands
        at = f", at {spent.spender}" if spent.spender else ""
        return HeadJudgement("no-verdict", None, f"judging by them took too much: {spent}{at}", edits)
    if judgement.errors:
        why = f"once merged, changes like this one have no verdict: {_errors_told(judgement)}"
        return HeadJudgement("no-verdict", judgement, why, edits)
    return HeadJudgement(_outcome(judgement, problems), judgement, "", edits)
