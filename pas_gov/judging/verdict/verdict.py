"""The verdict on a change: which rules bind, what blocks, and when no verdict can be given (SPEC 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pas_gov import cel
from pas_gov.diagnostics import Diagnostic, Location, Stop, ordered, printable
from pas_gov.judging.policies.applies_when import condition_faults
from pas_gov.judging.policies.rules import Rules, compile_rules
from pas_gov.judging.verdict.answers import Answer, answers
from pas_gov.judging.verdict.decision import Finding
from pas_gov.judging.verdict.judgement import Judgement, judgement_of
from pas_gov.judging.verdict.rule_edits import rule_edits
from pas_gov.judging.verdict.waivers import waiver_faults
from pas_gov.model.records.rulebook import POLICIES_FOLDER, WAIVERS_FOLDER, Rulebook
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.model.stack.stack import Stack
from pas_gov.model.stack.transition import Paths, Transition, transition

Outcome = Literal["pass", "blocked", "no-verdict"]


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a change: its stack, its rules, and what listing its files found."""

    stack: Stack
    rulebook: Rulebook
    problems: tuple[Diagnostic, ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The errors in the promises' files: what they hold isn't in the stack."""
        return tuple(one for one in (*self.problems, *self.stack.diagnostics) if one.severity == "error")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a file after the change; ``preexisting`` where it was so before."""

    diagnostic: Diagnostic
    preexisting: bool

    @property
    def blocks(self) -> bool:
        """Whether it alone is enough to block the change."""
        return self.diagnostic.severity == "error" and not self.preexisting


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
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class VerdictRequest:
    """What is to be judged, and how. ``pack`` gives the standard pack where a bootstrap finds no policy at all.

    ``ids`` are all promises that may differ, None where that isn't known; ``compiled`` makes rules of a rulebook.
    """

    base: Side
    head: Side
    paths: Paths
    moved: dict[str, str]
    today: date
    budget: cel.Budget
    bootstrap: bool
    pack: Callable[[], Rulebook]
    ids: frozenset[str] | None = None
    compiled: Callable[[Rulebook], Rules] = compile_rules


@dataclass(frozen=True, slots=True)
class BindingRules:
    """The rules that bind a change, where they come from, and the change itself."""

    rulebook: Rulebook
    rules: Rules
    policies_from: Literal["base", "head"]
    transition: Transition
    notes: tuple[str, ...]


def binding_rules(request: VerdictRequest) -> BindingRules:
    """Return the rules by which a change is to be judged; raises Stop where there are none, or invalid ones."""
    notes: list[str] = []
    rulebook, source = _binding_rulebook(request, notes)
    rules = request.compiled(rulebook)
    _stop_at_invalid_rules(request, rulebook, rules, notes)
    stacks = request.base.stack, request.head.stack
    change = transition(
        *stacks, request.paths, bootstrap=source == "head", ids=request.ids, today=request.today
    )
    return BindingRules(rulebook, rules, source, change, tuple(notes))


def verdict_on(request: VerdictRequest) -> Verdict:
    """Judge a change; raises Stop, with a stable code, where there can be no verdict."""
    bound = binding_rules(request)
    rules, change = bound.rules, bound.transition
    head_rules = (
        rules
        if _same_rules(request.head.rulebook, bound.rulebook)
        else request.compiled(request.head.rulebook)
    )
    problems = _problems(request, rules, head_rules, change)
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
        answers=answers(change, request.base.rulebook, request.head.rulebook, rules.settings),
    )


def _binding_rulebook(request: VerdictRequest, notes: list[str]) -> tuple[Rulebook, Literal["base", "head"]]:
    base, head = request.base.rulebook, request.head.rulebook
    if base.has_policies:
        if request.bootstrap:
            notes.append("--bootstrap has no effect: the base has policies, and they judge")
        return base, "base"
    if not request.bootstrap:
        raise Stop(
            "no-policies",
            f"the base ({printable(request.base.stack.name)}) has no policies, so there is nothing to judge by",
            "merge a change that adds policies first: run `pas-gov init`, commit, and judge that one change "
            "with --bootstrap",
        )
    if head.has_policies:
        notes.append(
            "bootstrap: the base has no policies, so the change is judged by the policies that it brings"
        )
        return head, "head"
    notes.append("bootstrap: neither side has policies, so the change is judged by the standard pack")
    return request.pack(), "head"


def _stop_at_invalid_rules(
    request: VerdictRequest, rulebook: Rulebook, rules: Rules, notes: list[str]
) -> None:
    faults = [
        *rule_faults(rulebook.diagnostics),
        *rules.errors,
    ]
    if not faults:
        return
    told = "; ".join(f"{fault.location}: {fault.message} ({fault.remedy})" for fault in faults[:5]).replace(
        " ()", ""
    )
    more = f"; and {len(faults) - 5} more" if len(faults) > 5 else ""
    if request.paths.promises or request.head.stack.entries.keys() != request.base.stack.entries.keys():
        message = f"the rules that are to judge this change are invalid: {told}{more}"
        remedy = (
            "repair them first, in a change that touches no promise: it is judged by the rules that are valid"
        )
        raise Stop("invalid-rules", message, remedy, problems=ordered(faults))
    notes.append(
        f"judged by the valid rules alone, since the change touches no promise; invalid: {told}{more}"
    )


def rule_faults(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the errors in policies and settings; a waiver's only leave that waiver unhonoured."""
    return [
        fault
        for fault in diagnostics
        if fault.severity == "error"
        and (fault.location.path == SETTINGS_PATH or is_policy_path(fault.location.path))
    ]


def is_policy_path(path: str) -> bool:
    """Tell whether a path holds a policy (not one of its tests, nor a waiver), or stands in their folder's place."""
    inside = path == POLICIES_FOLDER or (
        path.startswith(f"{POLICIES_FOLDER}/") and "/" not in path[len(POLICIES_FOLDER) + 1 :]
    )
    return inside and path != WAIVERS_FOLDER


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


def _problems(
    request: VerdictRequest, base_rules: Rules, head_rules: Rules, change: Transition
) -> tuple[Problem, ...]:
    base = _all_diagnostics(request.base, base_rules if request.base.rulebook.has_policies else None)
    head = _all_diagnostics(request.head, head_rules if request.head.rulebook.has_policies else None)
    conditions = tuple(condition_faults(change))
    known = _Known(base, request.moved)
    found = [Problem(one, known.already(one)) for one in ordered(head)]
    found += [Problem(one, False) for one in _removed_unreadable(request)]
    return tuple(
        sorted([*found, *(Problem(one, False) for one in conditions)], key=lambda p: p.diagnostic.sort_key())
    )


def _removed_unreadable(request: VerdictRequest) -> Iterator[Diagnostic]:
    after = request.head.stack
    if not request.base.stack.unreadable:
        return
    kept = (
        {entry.path for entry in after.entries.values()}
        | after.unreadable.keys()
        | set(request.moved.values())
    )
    for path in request.base.stack.unreadable:
        if path not in kept:
            message = (
                "this file could not be read, and the change removes it: what it promised was never judged"
            )
            remedy = "if it was a promise, repair it first, then end it"
            yield Diagnostic("removed-unread", message, Location(path), remedy, "warning")


def _all_diagnostics(side: Side, rules: Rules | None) -> tuple[Diagnostic, ...]:
    compiled = (*rules.diagnostics, *waiver_faults(side.rulebook, rules)) if rules else ()
    return (*side.problems, *side.stack.diagnostics, *side.rulebook.diagnostics, *compiled)


# Errors that one file's content can't have alone: each must have stood in the same words before.
ACROSS_FILES = ("duplicate-id", "cycle-", "settings-", "waiver-", "not-a-file", "bad-path")


class _Known:
    """What was wrong at the base: a file that was invalid already may go on being so, or move so."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], moved: dict[str, str]) -> None:
        self.exact = {(one.code, one.location.path, one.message) for one in diagnostics}
        self.invalid = {one.location.path for one in diagnostics if one.severity == "error" and _inside(one)}
        self.moved = moved

    def already(self, diagnostic: Diagnostic) -> bool:
        path = diagnostic.location.path
        earlier = self.moved.get(path, path)
        if _inside(diagnostic) and diagnostic.severity == "error":
            return path in self.invalid or earlier in self.invalid
        return any((diagnostic.code, place, diagnostic.message) in self.exact for place in (path, earlier))


def _inside(diagnostic: Diagnostic) -> bool:
    return not diagnostic.code.startswith(ACROSS_FILES)
