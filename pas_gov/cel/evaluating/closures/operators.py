"""Functions for operators."""

from __future__ import annotations

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating import operators
from pas_gov.cel.evaluating.closures.compiler import Compiler, Failure, Part, Run, after_first
from pas_gov.cel.evaluating.names import Names
from pas_gov.cel.evaluating.values import List, Value, kind_phrase
from pas_gov.cel.problems import EvaluationError, Problem
from pas_gov.cel.syntax.tree import Node


def conditional(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``a ? b : c``."""
    failure = compiler.failure(node)
    (condition, cost, _), yes, no = compiler.parts(node.nodes)

    def run(names: Names, budget: Budget) -> Value:
        found = condition(names, budget)
        if type(found) is not bool:
            raise failure(f'"?" needs a bool before it, not {kind_phrase(found)}')
        branch = yes if found else no
        budget.left -= branch.cost
        if budget.left < 0:
            budget.renew()
        return branch.run(names, budget)

    return Part(run, cost + 1)


def logic(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``a && b``: false where any operand is, else the first error, else true; and ``a || b``."""
    parts = compiler.parts(node.nodes)
    deciding = node.data == "conditionalor"
    needs = f'"{"||" if deciding else "&&"}" needs bools, not '
    operands = [
        (run, cost, compiler.failure(child))
        for (run, cost), child in zip(after_first(parts), node.nodes, strict=True)
    ]

    def run(names: Names, budget: Budget) -> Value:
        error: EvaluationError | None = None
        for operand, cost, failure in operands:
            budget.left -= cost
            if budget.left < 0:
                budget.renew()
            try:
                found = operand(names, budget)
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

    return Part(run, parts[0].cost + 1)


def relation(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``a == b``, ``a < b``, ``a in b`` and their kin."""
    left, right = compiler.parts(node.nodes)
    if node.name in ("==", "!=") and type(right.value) is str:
        return Part(_text_equality(left.run, right.value, right.cost, node.name == "=="), left.cost + 1)
    if node.name == "in" and type(right.value) is List and all(type(one) is str for one in right.value):
        return Part(_text_membership(left.run, right.value, right.cost), left.cost + 1)
    made = {"==": _equality, "!=": _inequality, "in": _membership}.get(node.name)
    failure = compiler.failure(node)
    run = made(left.run, right, failure) if made else _comparison(node.name, left.run, right, failure)
    return Part(run, left.cost + 1)


def _text_equality(left: Run, text: str, cost: int, equal: bool) -> Run:
    """Evaluate ``a == "text"`` or, where ``equal`` is false, ``!=``: the commonest comparison."""

    def run(names: Names, budget: Budget) -> bool:
        one = left(names, budget)
        budget.left -= cost
        if budget.left < 0:
            budget.renew()
        return (type(one) is str and one == text) is equal

    return run


def _equality(left: Run, right: Part, failure: Failure) -> Run:
    other_run, cost, _ = right

    def run(names: Names, budget: Budget) -> bool:
        one = left(names, budget)
        budget.left -= cost
        if budget.left < 0:
            budget.renew()
        other = other_run(names, budget)
        try:
            return operators.equal(one, other, budget)
        except Problem as problem:
            raise failure(problem) from None

    return run


def _inequality(left: Run, right: Part, failure: Failure) -> Run:
    equal = _equality(left, right, failure)
    return lambda names, budget: not equal(names, budget)


def _membership(left: Run, right: Part, failure: Failure) -> Run:
    container_run, cost, _ = right

    def run(names: Names, budget: Budget) -> bool:
        one = left(names, budget)
        budget.left -= cost
        if budget.left < 0:
            budget.renew()
        container = container_run(names, budget)
        try:
            return operators.contained(one, container, budget)
        except Problem as problem:
            raise failure(problem) from None

    return run


def _text_membership(left: Run, container: List, cost: int) -> Run:
    """Evaluate ``a in ["one", "another"]``, at the price of looking at each."""
    texts, size = frozenset(container), len(container)

    def run(names: Names, budget: Budget) -> bool:
        one = left(names, budget)
        budget.left -= cost
        if budget.left < 0:
            budget.renew()
        budget.charge(size)
        return type(one) is str and one in texts

    return run


def _comparison(operator: str, left: Run, right: Part, failure: Failure) -> Run:
    other_run, cost, _ = right
    compared = operators.COMPARISONS[operator]

    def run(names: Names, budget: Budget) -> bool:
        one = left(names, budget)
        budget.left -= cost
        if budget.left < 0:
            budget.renew()
        other = other_run(names, budget)
        if type(one) is type(other) and type(one) in operators.ORDERED:
            return bool(compared(one, other))
        try:
            return operators.compare(operator, one, other)
        except Problem as problem:
            raise failure(problem) from None

    return run


def arithmetic(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``a + b - c``, from the left."""
    failure = compiler.failure(node)
    first, *others = compiler.parts(node.nodes)
    begin = first.run
    following = [(name, part.run, part.cost) for name, part in zip(node.names, others, strict=True)]

    def run(names: Names, budget: Budget) -> Value:
        result = begin(names, budget)
        for operator, operand, cost in following:
            budget.left -= cost
            if budget.left < 0:
                budget.renew()
            other = operand(names, budget)
            try:
                result = operators.calculate(operator, result, other, budget)
            except Problem as problem:
                raise failure(problem) from None
        return result

    return Part(run, first.cost + 1)


def unary(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``!a`` and ``-a``."""
    failure = compiler.failure(node)
    operand, cost, _ = compiler.part(node.nodes[0])
    apply = operators.negation if node.name == "!" else operators.negated_number

    def run(names: Names, budget: Budget) -> Value:
        found = operand(names, budget)
        try:
            return apply(found)
        except Problem as problem:
            raise failure(problem) from None

    return Part(run, cost + 1)
