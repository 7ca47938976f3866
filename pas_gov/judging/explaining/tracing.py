"""Evaluation that is traced: which variables are read, and the value of each sub-expression."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pas_gov import cel
from pas_gov.cel.evaluating.tracing import MAX_STEPS
from pas_gov.diagnostics import printable
from pas_gov.judging.explaining.explanation import Expression, Result, SubExpression
from pas_gov.judging.explaining.value_text import json_value, value_text
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.verdict.decision import Activation


class _Noting(Mapping[str, Any]):
    """A mapping that notes which of its keys are read."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given
        self.read: dict[str, None] = {}

    def __getitem__(self, key: str) -> Any:
        found = self.given[key]
        self.read[key] = None
        return found

    def __contains__(self, key: object) -> bool:
        return key in self.given

    def __iter__(self) -> Iterator[str]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)


class TracedActivation(Activation):
    """The variables of one evaluation, which notes which of them, and which parameters, are read."""

    def __init__(self, rule: Rule, values: Mapping[str, Any], budget: cel.Budget) -> None:
        """Take what every Activation takes."""
        super().__init__(rule, values, budget)
        self.read: dict[str, None] = {}
        self.params = _Noting(rule.params)

    def __getitem__(self, name: str) -> Any:
        self.read[name] = None
        return self.params if name == "params" else super().__getitem__(name)


Demand = Callable[[Mapping[str, Any], cel.Budget], object]


def traced_expression(
    program: cel.Program, activation: Mapping[str, Any], budget: cel.Budget, demand: Demand | None = None
) -> Expression:
    """Return an expression with its value and those of its parts.

    ``demand`` returns its value, and raises EvaluationError for one that it may not have.
    """
    steps: tuple[cel.Step, ...] = ()
    try:
        steps = program.explain(activation, budget)
        value = (demand or program.cel_value)(activation, budget)
    except cel.EvaluationError as error:
        return _expression(program, steps, Result("", None, printable(error.message)), budget)
    return _expression(program, steps, traced_result(value, budget), budget)


def traced_result(value: object, budget: cel.Budget) -> Result:
    """Return a value as an explanation shows it."""
    return budget.spend(lambda: Result(value_text(value), json_value(value)))


def _expression(
    program: cel.Program, steps: tuple[cel.Step, ...], came_to: Result, budget: cel.Budget
) -> Expression:
    root = steps[0] if steps and steps[0].depth == 0 else None
    parts = budget.spend(lambda: tuple(_part(step) for step in steps if step is not root))
    text = " ".join(program.source.split())
    return Expression(text, came_to, parts, root.kind if root else "", len(steps) < MAX_STEPS)


def _part(step: cel.Step) -> SubExpression:
    element = f"{step.element[0]} = {value_text(step.element[1])}" if step.element else ""
    return SubExpression(step.text, step.depth, _came_to(step), step.kind, element, step.left_out)


def _came_to(step: cel.Step) -> Result | None:
    if step.skipped:
        return None
    if step.error is not None:
        return Result("", None, printable(step.error))
    return Result(value_text(step.value), json_value(step.value))
