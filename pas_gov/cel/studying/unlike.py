"""Which comparisons of an evaluation could never have been true: values of types that are never equal.

CEL says false of ``40 == "40"``, as its specification has it; a person who wrote ``seats: "40"`` meant something else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import lark

from pas_gov.cel import runtime
from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating.evaluator import Interpreter
from pas_gov.cel.evaluating.operators import NUMBERS
from pas_gov.cel.evaluating.values import KINDS, List, Value
from pas_gov.cel.program import Program, Step
from pas_gov.cel.syntax.nodes import Node

OPERATORS = frozenset({"==", "!=", "in"})
WORDS = {
    "string": "a text", "int": "a number", "uint": "a number", "double": "a number", "bool": "true or false",
    "list": "a list", "map": "a mapping", "timestamp": "a time", "duration": "a duration", "bytes": "bytes",
    "null": "nothing",
}  # fmt: skip
MOST_LOOKED_AT = 100  # elements of a list after ``in``


@dataclass(frozen=True, slots=True)
class Unlike:
    """A comparison, its text on one line, and in words what stood on its sides: ``a text``, ``a number``."""

    text: str
    left: str
    right: str


@dataclass
class Comparing:
    """A program to be evaluated instead of another, and what it compared that could never be equal."""

    program: Program
    found: dict[str, Unlike] = field(default_factory=dict)

    def watched(self) -> Program:
        """Return the program that notes here what it compares."""
        return replace(self.program, _runtime=_Noting(self.found))


class _Comparer(Interpreter):
    """Notes each comparison of values that are never equal; null is like everything."""

    found: dict[str, Unlike]
    values: dict[int, Value]

    def visit(self, tree: lark.Tree[Any]) -> Value:
        """Return the value of a node, and keep it for what compares it."""
        found = self.values[id(tree)] = super().visit(tree)
        return found

    def relation(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate a comparison, and note one that could only come to one value."""
        answer = super().relation(tree)
        node = cast(Node, tree)
        if node.name in OPERATORS:
            left, right = (self.values[id(child)] for child in node.nodes)
            others = [right] if node.name != "in" else _elements(right)
            if others and not any(_like(left, other) for other in others):
                text = self.text(node)
                self.found[text] = Unlike(text, _word(left), _word(others[0]))
        return answer


def _elements(container: Value) -> list[Value]:
    """Return the elements of a list that is short enough to be looked at whole, else none."""
    return list(container) if type(container) is List and len(container) <= MOST_LOOKED_AT else []


def _like(one: Value, other: Value) -> bool:
    kind, other_kind = type(one), type(other)
    return kind is other_kind or one is None or other is None or (kind in NUMBERS and other_kind in NUMBERS)


def _word(found: Value) -> str:
    return WORDS[KINDS[type(found)]]


@dataclass(frozen=True, slots=True)
class _Noting:
    """Evaluates as the runtime does, and notes what it compares."""

    found: dict[str, Unlike]

    def run(self, source: str, tree: Node, activation: Mapping[str, object], budget: Budget) -> Value:
        """Return the CEL value of a tree."""
        comparer = _Comparer(source, tree, activation, budget)
        comparer.found, comparer.values = self.found, {}
        return comparer.visit(tree)

    def trace(
        self, source: str, tree: Node, activation: Mapping[str, object], budget: Budget
    ) -> tuple[Step, ...]:
        """Return the steps; tracing notes nothing."""
        return runtime.trace(source, tree, activation, budget)

    def plain(self, cel: Value, charge: Callable[[int], None]) -> object:
        """Return plain data."""
        return runtime.plain(cel, charge)

    def kind(self, cel: Value) -> str:
        """Return the name of a CEL value's type."""
        return runtime.kind(cel)
