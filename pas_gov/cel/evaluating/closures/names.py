"""Functions for names and what stands behind them: variables, fields, items."""

from __future__ import annotations

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating import operators
from pas_gov.cel.evaluating.closures.compiler import Compiler, Failure, Part
from pas_gov.cel.evaluating.names import Names
from pas_gov.cel.evaluating.values import Map, Value, kind_phrase
from pas_gov.cel.problems import EvaluationError, Problem
from pas_gov.cel.syntax.tree import Node


def variable(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``a``."""
    name, failure = node.name, compiler.failure(node)

    def run(names: Names, _budget: Budget) -> Value:
        try:
            return names[name]
        except Problem as problem:
            raise failure(problem) from None

    return Part(run, 1)


def field(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``a.b``: the value at a string key of a map."""
    container = node.nodes[0]
    if container.data == "ident" and compiler.around is None:
        return _field_of_variable(compiler, node, container.name)
    name, failure, (read, cost, _) = node.name, compiler.failure(node), compiler.part(container)

    def run(names: Names, budget: Budget) -> Value:
        found = read(names, budget)
        if type(found) is not Map:
            raise _fieldless(compiler, container, found, failure)
        try:
            return found.read(name)
        except KeyError:
            raise failure(f"{compiler.text(node)} is not set") from None
        except Problem as problem:
            raise failure(problem) from None

    return Part(run, cost + 1)


def _field_of_variable(compiler: Compiler, node: Node, variable: str) -> Part:
    """Evaluate ``a.b`` of a variable, by far the commonest operand, in one function."""
    name, failure, variable_failure = node.name, compiler.failure(node), compiler.failure(node.nodes[0])

    def run(names: Names, _budget: Budget) -> Value:
        try:
            found = names[variable]
        except Problem as problem:
            raise variable_failure(problem) from None
        if type(found) is not Map:
            raise _fieldless(compiler, node.nodes[0], found, failure)
        try:
            return found.read(name)
        except KeyError:
            raise failure(f"{compiler.text(node)} is not set") from None
        except Problem as problem:
            raise failure(problem) from None

    return Part(run, 2)


def _fieldless(compiler: Compiler, container: Node, found: Value, failure: Failure) -> EvaluationError:
    return failure(f"{compiler.text(container)} is {kind_phrase(found)} and has no fields")


def has(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``has(a.b)``: whether the map has the key; every other failure stays an error."""
    failure = compiler.failure(node)
    name, container = node.nodes[0].name, node.nodes[0].nodes[0]
    read, cost, _ = compiler.part(container)

    def run(names: Names, budget: Budget) -> bool:
        found = read(names, budget)
        if type(found) is not Map:
            raise _fieldless(compiler, container, found, failure)
        try:
            return name in found
        except Problem as problem:
            raise failure(problem) from None

    return Part(run, cost + 1)


def item(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``a[b]``."""
    failure = compiler.failure(node)
    (container, cost, _), (index, index_cost, _) = compiler.parts(node.nodes)

    def run(names: Names, budget: Budget) -> Value:
        found = container(names, budget)
        budget.left -= index_cost
        if budget.left < 0:
            budget.renew()
        at = index(names, budget)
        try:
            return operators.item(found, at)
        except Problem as problem:
            raise failure(problem) from None

    return Part(run, cost + 1)
