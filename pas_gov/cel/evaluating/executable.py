"""A checked tree, ready to be evaluated: what a program runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating import values
from pas_gov.cel.evaluating.closures.compiled import compiled
from pas_gov.cel.evaluating.closures.compiler import Around, Run
from pas_gov.cel.evaluating.names import Names
from pas_gov.cel.evaluating.tracing import trace
from pas_gov.cel.evaluating.values import KINDS, Value
from pas_gov.cel.problems import EvaluationError, Problem
from pas_gov.cel.step import Step
from pas_gov.cel.syntax.tree import Node


class Executable:
    """An expression's text and its checked tree; the function is made of it at the first run.

    ``around`` wraps the function of each node, for what records evaluations; a trace isn't recorded.
    """

    __slots__ = ("_around", "_cost", "_run", "source", "tree")

    def __init__(self, source: str, tree: Node, around: Around | None = None) -> None:
        """Take the expression's text, its tree, and what wraps the function of each node."""
        self.source, self.tree = source, tree
        self._around = around
        self._run: Run | None = None
        self._cost = 0

    def run(self, activation: Mapping[str, object], budget: Budget) -> Value:
        """Return the CEL value of the tree over these variables."""
        if self._run is None:
            self._run, self._cost, _ = compiled(self.source, self.tree, self._around)
        names = Names()
        names.given = activation
        budget.left -= self._cost
        if budget.left < 0:
            budget.renew()
        return self._run(names, budget)

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
