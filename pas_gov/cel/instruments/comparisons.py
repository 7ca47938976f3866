"""Comparisons across types, found while a program is evaluated: the two values could never have been equal.

CEL says false of ``40 == "40"``, as its specification has it. A person who wrote ``"40"`` in the data most likely
meant the number, so such a comparison deserves a warning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import lark

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating.executable import Executable
from pas_gov.cel.evaluating.interpreter import Interpreter
from pas_gov.cel.evaluating.operators import NUMBERS
from pas_gov.cel.evaluating.values import KINDS, List, Value
from pas_gov.cel.program import Program
from pas_gov.cel.syntax.tree import Node

OPERATORS = frozenset({"==", "!=", "in"})
WORDS = {
    "string": "a text", "int": "a number", "uint": "a number", "double": "a number", "bool": "true or false",
    "list": "a list", "map": "a mapping", "timestamp": "a time", "duration": "a duration", "bytes": "bytes",
    "null": "nothing",
}  # fmt: skip
MAX_ELEMENTS = 100  # elements of a list after ``in`` that are looked at; a longer list is not


@dataclass(frozen=True, slots=True)
class NeverEqual:
    """A comparison, its text on one line, and what stood on its sides, in words: ``a text``, ``a number``."""

    text: str
    left: str
    right: str


@dataclass
class Comparisons:
    """A program, and the comparisons across types that were met while ``instrumented()`` was evaluated."""

    program: Program
    never_equal: dict[str, NeverEqual] = field(default_factory=dict)  # by the text of the comparison

    def instrumented(self) -> Program:
        """Return the program that records here; it answers, fails and costs like the original."""
        executable = _Recording(self.program.source, self.program.executable.tree, self.never_equal)
        return replace(self.program, executable=executable)


class _Recorder(Interpreter):
    """Records each comparison of values whose types are never equal; null may be compared with anything."""

    never_equal: dict[str, NeverEqual]
    values: dict[int, Value]

    def visit(self, tree: lark.Tree[Any]) -> Value:
        """Return the value of a node, and keep it for the comparison around it."""
        found = self.values[id(tree)] = super().visit(tree)
        return found

    def relation(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate a comparison, and record it where its operands could never be equal."""
        answer = super().relation(tree)
        node = cast(Node, tree)
        if node.name in OPERATORS:
            left, right = (self.values[id(child)] for child in node.nodes)
            others = [right] if node.name != "in" else _elements(right)
            if others and not any(_may_equal(left, other) for other in others):
                text = self.text(node)
                self.never_equal[text] = NeverEqual(text, _word(left), _word(others[0]))
        return answer


def _elements(container: Value) -> list[Value]:
    """Return the elements of a list that is short enough to be looked at whole, else none."""
    return list(container) if type(container) is List and len(container) <= MAX_ELEMENTS else []


def _may_equal(one: Value, other: Value) -> bool:
    kind, other_kind = type(one), type(other)
    return kind is other_kind or one is None or other is None or (kind in NUMBERS and other_kind in NUMBERS)


def _word(found: Value) -> str:
    return WORDS[KINDS[type(found)]]


@dataclass(frozen=True, slots=True)
class _Recording(Executable):
    """Records the comparisons of each run; a trace records nothing."""

    never_equal: dict[str, NeverEqual]

    def run(self, activation: Mapping[str, object], budget: Budget) -> Value:
        """Return the CEL value of the tree."""
        recorder = _Recorder(self.source, self.tree, activation, budget)
        recorder.never_equal, recorder.values = self.never_equal, {}
        return recorder.visit(self.tree)
