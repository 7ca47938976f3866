"""A checked tree, ready to be evaluated: what a program holds of cel-python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating import values
from pas_gov.cel.evaluating.interpreter import Interpreter
from pas_gov.cel.evaluating.tracing import trace
from pas_gov.cel.evaluating.values import KINDS, Value
from pas_gov.cel.problems import EvaluationError, Problem
from pas_gov.cel.step import Step
from pas_gov.cel.syntax.tree import Node


@dataclass(frozen=True, slots=True)
class Executable:
    """An expression's text and its checked tree. A subclass may record what happens while it runs."""

    source: str
    tree: Node

    def run(self, activation: Mapping[str, object], budget: Budget) -> Value:
        """Return the CEL value of the tree over these variables."""
        return Interpreter(self.source, self.tree, activation, budget).visit(self.tree)

    def trace(self, activation: Mapping[str, object], budget: Budget) -> tuple[Step, ...]:
        """Return what every sub-expression came to, outermost first; a CEL error is in the steps, not raised."""
        return trace(self.source, self.tree, activation, budget)

    def plain(self, cel: Value, charge: Callable[[int], None]) -> object:
        """Return a CEL value as plain data; ``charge`` is told the size of every list and map."""
        return values.plain(cel, charge)

    def kind(self, cel: Value) -> str:
        """Return the name of a CEL value's type."""
        return KINDS[type(cel)]


def converted(data: object) -> Value:
    """Return plain data as a CEL value; EvaluationError where CEL can't hold it."""
    try:
        return values.value(data)
    except Problem as problem:
        raise EvaluationError(str(problem)) from None
