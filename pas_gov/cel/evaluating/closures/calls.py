"""Functions for calls: CEL's functions and methods, matches() and dyn()."""

from __future__ import annotations

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating.closures.compiler import Compiler, Part, after_first
from pas_gov.cel.evaluating.names import Names
from pas_gov.cel.evaluating.signatures import Overload
from pas_gov.cel.evaluating.values import KINDS, Value, kind_phrase
from pas_gov.cel.problems import Problem
from pas_gov.cel.syntax.tree import Node


def call(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``f(a)`` and ``a.f(b)``: the overload whose arguments are these."""
    failure, overloads, name = compiler.failure(node), node.value, node.name
    parts = compiler.parts(node.nodes)
    runs = after_first(parts)

    def run(names: Names, budget: Budget) -> Value:
        arguments = []
        for argument, cost in runs:
            budget.left -= cost
            if budget.left < 0:
                budget.renew()
            arguments.append(argument(names, budget))
        overload: Overload | None = overloads.get(tuple([KINDS[type(argument)] for argument in arguments]))
        if overload is None:
            given = " and ".join(kind_phrase(argument) for argument in arguments)
            raise failure(f"{name}() can't be applied to {given}")
        if overload.does is None:
            raise failure(f"unsupported: {name}() of a text that isn't written in the expression")
        try:
            return overload.does(*arguments)
        except Problem as problem:
            raise failure(problem) from None

    return Part(run, parts[0].cost + 1)


def matches(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``a.matches("pattern")``; the pattern was compiled when the expression was checked."""
    failure, search = compiler.failure(node), node.value.search
    read, cost, _ = compiler.part(node.nodes[0])

    def run(names: Names, budget: Budget) -> bool:
        text = read(names, budget)
        if type(text) is not str:
            raise failure(f"matches() needs a string, not {kind_phrase(text)}")
        budget.charge(len(text) // 64)
        return search(text) is not None

    return Part(run, cost + 1)


def dyn(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``dyn(a)``: a itself; only the checker forgets its type."""
    made = compiler.part(node.nodes[0])
    return Part(made.run, made.cost + 1, made.value)
