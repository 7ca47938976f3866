"""Functions for macros that look at each element of a list, or each key of a map.

The macro's variable is put over the names of the evaluation, and what it hid is put back at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating.closures.compiler import Compiler, Part
from pas_gov.cel.evaluating.names import Names
from pas_gov.cel.evaluating.values import List, Map, Value, kind_phrase
from pas_gov.cel.problems import EvaluationError, Problem
from pas_gov.cel.syntax.tree import Node

_ABSENT = object()
Fold = Callable[[Value, Names, Budget], Value]  # what a macro makes of the list or map
Elements = Callable[[Value, Names, Budget], Iterator[Value]]  # its elements, each bound before it is yielded


def _macro(compiler: Compiler, node: Node, fold: Fold) -> Part:
    """Return what evaluates the list or map, binds the variable and folds."""
    failure, variable = compiler.failure(node), node.nodes[1].name
    read, cost, _ = compiler.part(node.nodes[0])

    def run(names: Names, budget: Budget) -> Value:
        over = read(names, budget)
        if type(over) is not List and type(over) is not Map:
            raise failure(f"{node.name}() needs a list or a map, not {kind_phrase(over)}")
        hidden = names.get(variable, _ABSENT)
        try:
            return fold(over, names, budget)
        except Problem as problem:  # an element that CEL can't hold
            raise failure(problem) from None
        finally:
            names.pop(variable, None)
            if hidden is not _ABSENT:
                names[variable] = hidden

    return Part(run, cost + 1)


def all_or_exists(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``list.all(x, condition)``, which is ``&&`` over the elements, and ``exists``, which is ``||``."""
    variable, needs = node.nodes[1].name, f"{node.name}() needs bools, not "
    deciding = node.name == "exists"
    failure = compiler.failure(node.nodes[2])
    condition, cost, _ = compiler.part(node.nodes[2])

    def fold(over: Value, names: Names, budget: Budget) -> Value:
        error: EvaluationError | None = None
        for item in over:
            names[variable] = item
            budget.left -= cost
            if budget.left < 0:
                budget.renew()
            try:
                found = condition(names, budget)
            except EvaluationError as failed:
                error = error or failed
                continue
            if found is deciding:
                return deciding
            if type(found) is not bool:
                error = error or failure(needs + kind_phrase(found))
        if error is not None:
            raise error
        return not deciding

    return _macro(compiler, node, fold)


def exists_one(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``list.exists_one(x, condition)``: every error counts."""
    holding = _holding(compiler, node)
    return _macro(
        compiler, node, lambda over, names, budget: sum(1 for _ in holding(over, names, budget)) == 1
    )


def filter_(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``list.filter(x, condition)``."""
    holding = _holding(compiler, node)
    return _macro(
        compiler, node, lambda over, names, budget: List([*holding(over, names, budget)], converted=True)
    )


def map_(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``list.map(x, value)`` and ``list.map(x, condition, value)``."""
    holding = _holding(compiler, node) if len(node.nodes) == 4 else _every(node)
    body, cost, _ = compiler.part(node.nodes[-1])

    def fold(over: Value, names: Names, budget: Budget) -> List:
        made = []
        for _ in holding(over, names, budget):
            budget.left -= cost
            if budget.left < 0:
                budget.renew()
            made.append(body(names, budget))
        return List(made, converted=True)

    return _macro(compiler, node, fold)


def _every(node: Node) -> Elements:
    """Return what yields each element."""
    variable = node.nodes[1].name

    def elements(over: Value, names: Names, _budget: Budget) -> Iterator[Value]:
        for item in over:
            names[variable] = item
            yield item

    return elements


def _holding(compiler: Compiler, node: Node) -> Elements:
    """Return what yields each element for which the condition holds."""
    variable, failure = node.nodes[1].name, compiler.failure(node)
    condition, cost, _ = compiler.part(node.nodes[2])

    def elements(over: Value, names: Names, budget: Budget) -> Iterator[Value]:
        for item in over:
            names[variable] = item
            budget.left -= cost
            if budget.left < 0:
                budget.renew()
            found = condition(names, budget)
            if found is True:
                yield item
            elif found is not False:
                raise failure(f"{node.name}() needs bools, not {kind_phrase(found)}")

    return elements
