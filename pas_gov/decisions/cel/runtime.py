"""The part that needs celpy: reads and checks an expression, runs its tree, traces a run."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

import lark

from pas_gov.decisions.cel.budget import Budget
from pas_gov.decisions.cel.check import Checker
from pas_gov.decisions.cel.evaluator import Interpreter
from pas_gov.decisions.cel.nodes import Node, parse
from pas_gov.decisions.cel.problems import EvaluationError, Fault, Problem, Unreadable
from pas_gov.decisions.cel.program import Step
from pas_gov.decisions.cel.scan import place_of
from pas_gov.decisions.cel.shapes import Shape, fits, phrase
from pas_gov.decisions.cel.values import KINDS, Value, key_of, plain, value

MAX_STEPS = 1_000  # steps kept of one explanation


@dataclass(frozen=True, slots=True)
class Prepared:
    """A tree that has no faults, and the shape of its result."""

    tree: Node
    shape: Shape


def prepare(source: str, variables: Mapping[str, Shape], expects: Shape) -> Prepared | tuple[Fault, ...]:
    """Parse and check an expression; all faults in the order of the text, one where it can't be parsed."""
    try:
        tree = parse(source)
        checker = Checker(source, variables)
        shape = checker.check(tree)
    except Unreadable as unreadable:
        return (unreadable.fault,)
    except RecursionError:
        return (Fault("the expression is nested too deeply", "split it into variables", 1, 1),)
    if not checker.faults and not fits(shape, expects):
        checker.fault(tree, f"the result must be {phrase(expects)}, but this is {phrase(shape)}")
    if checker.faults:
        return tuple(sorted(checker.faults, key=lambda fault: (fault.line or 0, fault.column or 0)))
    return Prepared(tree, shape)


def run(source: str, tree: Node, activation: Mapping[str, object], budget: Budget) -> Value:
    """Return the CEL value of a tree."""
    return Interpreter(source, tree, activation, budget).visit(tree)


def kind(cel: Value) -> str:
    """Return the name of a CEL value's type."""
    return KINDS[type(cel)]


def converted(data: object) -> Value:
    """Return plain data as a CEL value; EvaluationError where CEL can't hold it."""
    try:
        return value(data)
    except Problem as problem:
        raise EvaluationError(str(problem)) from None


class _Tracer(Interpreter):
    """Notes each node's value or error."""

    def __init__(self, source: str, tree: Node, activation: Mapping[str, object], budget: Budget) -> None:
        super().__init__(source, tree, activation, budget)
        self.steps: list[Step | None] = []
        self.depth = 0

    def visit(self, tree: lark.Tree[Any]) -> Value:
        """Visit, and note what came of it at the place where the visit began."""
        place = len(self.steps)
        kept = tree.data != "literal" and place < MAX_STEPS
        if kept:
            self.steps.append(None)
        self.depth += 1
        try:
            found = super().visit(tree)
        except EvaluationError as error:
            self._note(kept, place, cast(Node, tree), None, error.message)
            raise
        else:
            self._note(kept, place, cast(Node, tree), found, None)
            return found
        finally:
            self.depth -= 1

    def _note(self, kept: bool, place: int, tree: Node, found: Value, error: str | None) -> None:
        if kept:
            line, column = place_of(self.source, tree.start)
            shown = None if error else self._shown(found)
            self.steps[place] = Step(self.text(tree), line, column, self.depth - 1, shown, error)

    def _shown(self, found: Value) -> object:
        try:
            return plain(found, self.budget.charge)
        except Problem:  # data that CEL can't hold, in a part that the expression doesn't read
            return "..."


def trace(source: str, tree: Node, activation: Mapping[str, object], budget: Budget) -> tuple[Step, ...]:
    """Return the steps of one run, outermost first; a CEL error is in them, not raised."""
    tracer = _Tracer(source, tree, activation, budget)
    with suppress(EvaluationError):
        tracer.visit(tree)
    return tuple(step for step in tracer.steps if step is not None)


__all__ = ["MAX_STEPS", "Prepared", "converted", "key_of", "kind", "plain", "prepare", "run", "trace"]
