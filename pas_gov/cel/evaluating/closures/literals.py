"""Functions for what is written out: literals, lists and maps."""

from __future__ import annotations

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating import operators
from pas_gov.cel.evaluating.closures.compiler import VARIES, Compiler, Part, Run, after_first
from pas_gov.cel.evaluating.names import Names
from pas_gov.cel.evaluating.values import List, Map, Value, key_of, kind_phrase
from pas_gov.cel.problems import Problem
from pas_gov.cel.syntax.tree import Node


def literal(_compiler: Compiler, node: Node) -> Part:
    """Return a literal, or a call that was replaced by its value when it was checked."""
    return _constant(node.value, 1)


def _constant(value: Value, cost: int) -> Part:
    return Part(lambda _names, _budget: value, cost, value)


def list_literal(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``[a, b]``; one of constants is made once."""
    parts = compiler.parts(node.nodes)
    if all(part.value is not VARIES for part in parts):
        items = [part.value for part in parts]
        return _constant(List(items, converted=True), 1 + sum(part.cost for part in parts))
    runs = after_first(parts)

    def run(names: Names, budget: Budget) -> List:
        return List(_values(runs, names, budget), converted=True)

    return Part(run, parts[0].cost + 1)


def map_literal(compiler: Compiler, node: Node) -> Part:
    """Evaluate ``{a: b}``; a repeated key is an error, numbers of different kinds being one key."""
    failure, parts = compiler.failure(node), compiler.parts(node.nodes)
    runs = after_first(parts) if parts else []

    def run(names: Names, budget: Budget) -> Map:
        values = _values(runs, names, budget)
        try:
            return _map(values[::2], values[1::2])
        except Problem as problem:
            raise failure(problem) from None

    return Part(run, (parts[0].cost if parts else 0) + 1)


def _values(runs: list[tuple[Run, int]], names: Names, budget: Budget) -> list[Value]:
    found = []
    for run, cost in runs:
        budget.left -= cost
        if budget.left < 0:
            budget.renew()
        found.append(run(names, budget))
    return found


def _map(keys: list[Value], items: list[Value]) -> Map:
    entries: dict[object, Value] = {}
    for key, item in zip(keys, items, strict=True):
        if type(key) not in operators.MAP_KEYS:
            raise Problem(f"{kind_phrase(key)} can't be a key")
        if key_of(key) in entries:
            raise Problem("a key is written twice in the map")
        entries[key_of(key)] = item
    return Map(entries, keys)
