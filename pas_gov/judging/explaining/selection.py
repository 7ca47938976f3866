"""The explanation that somebody asks for: of a policy, perhaps for one promise, or of a finding by its fingerprint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pas_gov import cel
from pas_gov.diagnostics import Stop, nearest, pasted, printable
from pas_gov.foundation.patterns import late_pattern
from pas_gov.foundation.values import dataclass
from pas_gov.judging.explaining.explainer import GRAVITY, explanation, gravest_outcome
from pas_gov.judging.explaining.explanation import Explanation
from pas_gov.judging.explaining.not_applicable import nobody_asked, not_asked
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.subjects import DatedChange, Subject
from pas_gov.judging.verdict.decision import Finding, Outcome, outcomes
from pas_gov.model.stack.id_lookup import find_id

MAX_EXPLAINED = 200  # subjects of one policy that are explained, the gravest outcomes first
MOST_NAMES = 30  # names in a list of what there is
FINGERPRINT = late_pattern("[0-9a-f]{6,16}")


@dataclass(frozen=True, slots=True)
class PolicyExplanation:
    """One policy explained.

    ``explanations`` come gravest first, at most MAX_EXPLAINED; ``counts`` has the outcomes of all subjects.
    ``finding`` is the one that was asked for, as it was judged; ``reason`` says why nobody is asked, where so.
    """

    rule: Rule
    explanations: tuple[Explanation, ...]
    counts: Mapping[Outcome, int]
    finding: Finding | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class JudgedChange:
    """A judged change: with its day, the rules that bind it, what they found, and what explaining may spend.

    ``coming`` are the ids of the policies that stand in the change; those that the base lacks don't bind.
    """

    dated: DatedChange
    rules: Sequence[Rule]
    findings: Sequence[Finding]
    budget: cel.Budget
    coming: frozenset[str] = frozenset()


def policy_explanation(what: str, promise: str, ground: JudgedChange) -> PolicyExplanation:
    """Explain a policy or a finding in a change; ``promise`` narrows a policy, "" doesn't. Stop for wrong names."""
    rule = next((rule for rule in ground.rules if rule.policy.id == what), None)
    if rule is None:
        return _of_finding(_finding(what, ground), promise, ground)
    return _of_promise(rule, promise, ground) if promise else _of_all(rule, ground)


def whole_names(what: str, promise: str, ground: JudgedChange) -> tuple[str, str]:
    """Return what is asked for with the whole ids of a policy and a promise of which the beginning was given.

    What is no such beginning stays as it is. Stops, as wrong usage: ambiguous-policy, ambiguous-promise.
    """
    change, named = ground.dated.transition, [rule.policy.id for rule in ground.rules]
    known = {*change.before.entries, *change.after.entries}
    finding = FINGERPRINT.fullmatch(what) and any(one.fingerprint.startswith(what) for one in ground.findings)
    exact = finding or what in ground.coming or what in known
    return (
        what if exact else find_id(what, named, "policy") or what,
        find_id(promise, known, "promise") or promise,
    )


def _of_all(rule: Rule, ground: JudgedChange) -> PolicyExplanation:
    dated, budget = ground.dated, ground.budget
    subjects = dated.subjects(rule.policy.scope)
    outcomes = [_outcome(rule, dated, subject, budget) for subject in subjects]
    order = sorted(range(len(subjects)), key=lambda index: GRAVITY.index(outcomes[index]))
    explanations = tuple(explanation(rule, dated, subjects[index], budget) for index in order[:MAX_EXPLAINED])
    reason = "" if subjects else nobody_asked(rule.policy.scope, dated)
    return PolicyExplanation(rule, explanations, Counter(outcomes), reason=reason)


def _outcome(rule: Rule, dated: DatedChange, subject: Subject, budget: cel.Budget) -> Outcome:
    found = outcomes(rule, dated, subject, budget)
    return gravest_outcome(tuple(one.outcome if isinstance(one, Finding) else one for one in found))


def _of_promise(rule: Rule, promise: str, ground: JudgedChange) -> PolicyExplanation:
    dated, budget = ground.dated, ground.budget
    subjects = dated.subjects(rule.policy.scope)
    if rule.policy.scope == "stack":
        message = f'the policy "{rule.policy.id}" is about the stack as a whole, not about one promise'
        raise Stop(
            "no-promise", message, f"leave the promise away: pas-gov explain {rule.policy.id}", status=2
        )
    own = [explanation(rule, dated, one, budget) for one in subjects if one.promise == promise]
    others = [one for one in subjects if one.promise != promise and rule.source is not None]
    asked = [explanation(rule, dated, one, budget, lambda who, _: who.promise == promise) for one in others]
    found = [*own, *(one for one in asked if one.asked)]
    if not found:  # nobody but those whose alignment leads to it
        found = [explanation(rule, dated, one, budget) for one in subjects if one.target_id == promise]
    if not found:
        _check_promise(promise, dated)
        return PolicyExplanation(rule, (_unasked(rule, promise, dated),), Counter({"not-applicable": 1}))
    return _ranked(rule, found)


def _ranked(rule: Rule, found: Iterable[Explanation]) -> PolicyExplanation:
    ordered = sorted(found, key=lambda one: GRAVITY.index(one.outcome))
    return PolicyExplanation(rule, tuple(ordered[:MAX_EXPLAINED]), Counter(one.outcome for one in ordered))


def _unasked(rule: Rule, promise: str, dated: DatedChange) -> Explanation:
    policy = rule.policy
    reason = not_asked(policy.scope, dated, promise)
    return Explanation(
        policy.id, policy.title, policy.scope, rule.enforcement, promise, None, None, "not-applicable", reason
    )


def _check_promise(promise: str, dated: DatedChange) -> None:
    known = {**dated.transition.before.entries, **dated.transition.after.entries}
    if promise not in known:
        message = f'no promise is called "{printable(promise)}", before the change or after it'
        raise Stop("unknown-promise", message, _suggest(promise, known, "the promises are"), status=2)


def _finding(what: str, ground: JudgedChange) -> Finding:
    """Return the finding whose fingerprint begins so."""
    found = {one.fingerprint: one for one in ground.findings if one.fingerprint.startswith(what)}
    if FINGERPRINT.fullmatch(what) and len(found) == 1:
        return next(iter(found.values()))
    if FINGERPRINT.fullmatch(what) and found:
        message = f'{len(found)} findings have a fingerprint that begins with "{what}"'
        told = [f"{name} ({one.policy} {one.promise})" for name, one in sorted(found.items())]
        raise Stop("ambiguous-finding", message, f"write more of it: {_listed(told)}", status=2)
    if what in ground.coming:
        message = f'the policy "{what}" comes with this change, and the base\'s policies judge it'
        raise Stop("unknown-policy", message, "merge it first: it judges what comes after", status=2)
    change = ground.dated.transition
    if what in change.before or what in change.after:
        message = f'"{printable(what)}" is a promise; what is explained is a policy'
        raise Stop(
            "unknown-policy",
            message,
            f"name the policy first: pas-gov explain POLICY {pasted(what)}",
            status=2,
        )
    names = [rule.policy.id for rule in ground.rules]
    kind = "policy or finding" if FINGERPRINT.fullmatch(what) else "policy"
    message = f'no {kind} of this change is called "{printable(what)}"'
    raise Stop("unknown-policy", message, _suggest(what, names, "the policies that judge it are"), status=2)


def _suggest(word: str, names: Iterable[str], are: str) -> str:
    known = sorted(names)
    near = nearest(word, known)
    return (f'did you mean "{near}"? ' if near else "") + f"{are}: {_listed(known)}"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMES:,} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more


def _of_finding(finding: Finding, promise: str, ground: JudgedChange) -> PolicyExplanation:
    if promise and promise != finding.promise:
        message = f'the finding {finding.fingerprint} isn\'t about "{printable(promise)}"'
        raise Stop("unknown-promise", message, "leave the promise away: the finding names its own", status=2)
    rule = next(rule for rule in ground.rules if rule.policy.id == finding.policy)
    about = {finding.promise, finding.target}
    for subject in ground.dated.subjects(rule.policy.scope):
        if subject.promise in about:
            told = explanation(rule, ground.dated, subject, ground.budget, lambda _, one: _same(one, finding))
            if told.asked:
                told = replace(told, outcome=gravest_outcome(tuple(one.outcome for one in told.asked)))
                return replace(_ranked(rule, [told]), finding=finding)
    raise Stop("unknown-finding", f"the finding {finding.fingerprint} is not found again")  # pragma: no cover


def _same(outcome: Outcome | Finding, finding: Finding) -> bool:
    return isinstance(outcome, Finding) and outcome.identity == finding.identity
