"""The explanation of one rule over one subject, with the value of each part of it. Judges as outcomes() does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from pas_gov import cel
from pas_gov.judging.explaining.explanation import (
    AskedElement,
    Condition,
    Explanation,
    Expression,
    Parameter,
    Variable,
)
from pas_gov.judging.explaining.not_applicable import unmatched, why_false
from pas_gov.judging.explaining.tracing import TracedActivation, traced_expression, traced_result
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.subjects import DatedChange, Subject
from pas_gov.judging.verdict.decision import (
    ElementActivation,
    Finding,
    Outcome,
    answering_subject,
    matched_outcomes,
)
from pas_gov.model.records.policy import Match

__all__ = ["Explanation", "explanation", "gravest_outcome"]

MAX_FOLLOWED = 100  # elements of ``each`` of which every sub-expression is kept, those that failed first
NOTHING_ASKED = "there is nothing to ask about: each.in gives an empty list"

Wanted = Callable[[Subject, Outcome | Finding], bool]


def all_elements(_subject: Subject, _outcome: Outcome | Finding) -> bool:
    """Return True: every element of ``each`` is explained."""
    return True


def explanation(
    rule: Rule, dated: DatedChange, subject: Subject, budget: cel.Budget, wanted: Wanted = all_elements
) -> Explanation:
    """Return the explanation of what ``outcomes`` yields for the same arguments; raises cel.BudgetSpent as it does.

    Of the elements of ``each``, only those are told that are ``wanted``: by who is asked, and the outcome.
    """
    conditions = tuple(_conditions(rule.policy.match, subject))
    if not all(condition.holds for condition in conditions):
        return _explanation(
            rule, subject, "not-applicable", conditions, reason=unmatched(conditions, subject)
        )
    return _Explainer(rule, dated, subject, budget).explanation(conditions, wanted)


def _explanation(
    rule: Rule, subject: Subject, outcome: Outcome, conditions: tuple[Condition, ...], **more: Any
) -> Explanation:
    policy = rule.policy
    return Explanation(
        policy=policy.id,
        title=policy.title,
        scope=policy.scope,
        enforcement=rule.enforcement,
        promise=subject.promise,
        target=subject.target_id,
        zone=subject.zone,
        outcome=outcome,
        match=conditions,
        **more,
    )


def _conditions(match: Match, subject: Subject) -> Iterator[Condition]:
    """Yield each condition that the match sets; all of them hold exactly where ``subjects.matches`` is true."""
    sides = subject.sides
    zones = (subject.zone,) if subject.zone else tuple(zone for side in sides for zone in side.promise.zones)
    rows = (
        ("layer", match.layer, tuple(side.layer for side in sides)),
        ("status", match.status, tuple(side.status for side in sides)),
        ("kinds", match.kinds, subject.kinds),
        ("target_layer", match.target_layer, (subject.target.layer,) if subject.target else ()),
        ("zone", match.zone, zones),
    )
    for name, wants, found in rows:
        if wants:
            distinct = tuple(dict.fromkeys(map(str, found)))
            yield Condition(name, wants, distinct, not set(wants).isdisjoint(distinct))


class _Explainer:
    """One explanation in the making: what judging reads, then what telling of it reads besides."""

    def __init__(self, rule: Rule, dated: DatedChange, subject: Subject, budget: cel.Budget) -> None:
        self.rule, self.dated, self.subject, self.budget = rule, dated, subject, budget
        self.values = {**dated.everywhere, **subject.values}

    def explanation(self, conditions: tuple[Condition, ...], wanted: Wanted) -> Explanation:
        telling = self._reading()
        outcomes = tuple(matched_outcomes(self.rule, self.dated, self.subject, telling, self.budget))
        judging = self._reading()
        when = traced_expression(self.rule.when, judging, self.budget, self.rule.when.truth)
        source = self._source(when, judging)
        asked = tuple(self._asked(outcomes, judging, wanted))
        outcome = gravest_outcome(tuple(one.outcome for one in asked) or ("not-applicable",))
        reason = why_false(when) if when.result.value is False else NOTHING_ASKED
        return _explanation(
            self.rule,
            self.subject,
            outcome,
            conditions,
            reason="" if outcome != "not-applicable" else reason,
            params=tuple(self._params(telling)),
            variables=tuple(self._variables(self._told(telling, outcome), frozenset(judging.read))),
            when=when,
            source=source,
            asked=asked,
        )

    def _reading(self) -> TracedActivation:
        return TracedActivation(self.rule, self.values, self.budget)

    def _source(self, when: Expression, reading: TracedActivation) -> Expression | None:
        source = self.rule.source
        if source is None or when.result.value is not True:
            return None
        return traced_expression(source, reading, self.budget, source.values)

    def _asked(
        self, outcomes: tuple[Outcome | Finding, ...], reading: TracedActivation, wanted: Wanted
    ) -> Iterator[AskedElement]:
        if outcomes == ("not-applicable",):
            return
        elements = self._elements(reading)
        if elements is None:  # when, or each.in, has no value
            yield from (_one(None, self.subject, outcome, None) for outcome in outcomes)
            return
        subjects = [self._asked_for(element) for element in elements]
        told = [index for index, outcome in enumerate(outcomes) if wanted(subjects[index], outcome)]
        followed = _followed(outcomes, told)
        for index in told:
            element = elements[index]
            require = self._require(element, reading) if index in followed else None
            name = None if element is _ITSELF else traced_result(element, self.budget).shown
            yield _one(name, subjects[index], outcomes[index], require)

    def _asked_for(self, element: object) -> Subject:
        return self.subject if element is _ITSELF else answering_subject(self.dated, self.subject, element)

    def _elements(self, reading: TracedActivation) -> list[object] | None:
        """Return what ``require`` is evaluated for; None where there is an error before it."""
        try:
            self.rule.when.truth(reading, self.budget)
            source = self.rule.source
            return [_ITSELF] if source is None else source.values(reading, self.budget)
        except cel.EvaluationError:
            return None

    def _require(self, element: object, reading: TracedActivation) -> Expression:
        alone = element is _ITSELF
        activation = reading if alone else ElementActivation(reading, self.rule.element, element)
        return traced_expression(self.rule.require, activation, self.budget, self.rule.require.truth)

    def _params(self, reading: TracedActivation) -> Iterator[Parameter]:
        policy, params = self.rule.policy, self.rule.params
        for name in (name for name in params if name in reading.params.read):
            tuned = params[name] != policy.params[name]
            yield Parameter(
                name,
                traced_result(params[name], self.budget),
                tuned,
                traced_result(policy.params[name], self.budget).shown,
            )

    def _told(self, telling: TracedActivation, outcome: Outcome) -> TracedActivation:
        """Read the variables that a failure's remedy names."""
        names = [name for name, _ in self.rule.variables if f"{{{name}}}" in self.rule.policy.remedy]
        for name in names if outcome == "fail" else ():
            with suppress(cel.EvaluationError):
                telling[name]
        return telling

    def _variables(self, reading: TracedActivation, judging: frozenset[str]) -> Iterator[Variable]:
        """Yield those of the scope, then the policy's own, each in the order in which they are declared."""
        read = frozenset(reading.read)
        given = [name for name in (*self.subject.values, *self.dated.everywhere) if name in read]
        for name in given:
            yield Variable(name, traced_result(self.values[name], self.budget), None, name in judging)
        for name, program in self.rule.variables:
            if name in read:
                expression = traced_expression(program, reading, self.budget)
                yield Variable(name, expression.result, expression, name in judging)


_ITSELF = object()  # stands for the subject where the policy has no ``each``
GRAVITY: tuple[Outcome, ...] = ("error", "fail", "pass", "not-applicable")


def gravest_outcome(outcomes: tuple[Outcome, ...]) -> Outcome:
    """Return the outcome that a reader has to know first."""
    return min(outcomes, key=GRAVITY.index)


def _followed(outcomes: tuple[Outcome | Finding, ...], told: list[int]) -> frozenset[int]:
    """Return the places of the elements that are followed closely."""
    failed_first = sorted(told, key=lambda index: not isinstance(outcomes[index], Finding))
    return frozenset(failed_first[:MAX_FOLLOWED])


def _one(
    element: str | None, subject: Subject, outcome: Outcome | Finding, require: Expression | None
) -> AskedElement:
    found = outcome if isinstance(outcome, Finding) else None
    name = outcome.outcome if isinstance(outcome, Finding) else outcome
    return AskedElement(element, subject.promise, subject.target_id, subject.zone, name, require, found)
