"""Condition coverage: which values the boolean sub-expressions of a program take over many evaluations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import lark
from celpy.celtypes import BoolType

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating.executable import Executable
from pas_gov.cel.evaluating.interpreter import Interpreter
from pas_gov.cel.evaluating.values import TRUE, Value
from pas_gov.cel.program import Program
from pas_gov.cel.shapes import BOOL
from pas_gov.cel.syntax.tree import Node, walk

Span = tuple[int, int]  # start and end in the expression's text
WITH_CONDITION = frozenset(f"macro_{name}" for name in ("all", "exists", "exists_one", "filter"))
ALWAYS_BOOL = frozenset(
    ["relation", "conditionaland", "conditionalor", "macro_has", "macro_matches", *WITH_CONDITION]
) - {"macro_filter"}


@dataclass(frozen=True, slots=True)
class CoveredCondition:
    """One boolean sub-expression, on one line, and the values that it took; none where it was never evaluated."""

    text: str
    values: frozenset[bool]


@dataclass
class Coverage:
    """A program, and the values that its boolean sub-expressions took while ``instrumented()`` was evaluated."""

    program: Program
    boolean: bool = False  # whether the whole expression must be a bool
    taken: dict[Span, set[bool]] = field(default_factory=dict)

    def instrumented(self) -> Program:
        """Return the program that records here; it answers, fails and costs like the original."""
        executable = _Recording(self.program.source, self.program.executable.tree, self.taken)
        return replace(self.program, executable=executable)

    def conditions(self) -> tuple[CoveredCondition, ...]:
        """Return every boolean sub-expression in the order of the text, the outer before the inner."""
        source = self.program.source
        spans = {(node.start, node.end) for node in conditions(self.program, self.boolean)}
        return tuple(
            CoveredCondition(" ".join(source[start:end].split()), frozenset(self.taken.get((start, end), ())))
            for start, end in sorted(spans, key=lambda span: (span[0], -span[1]))
        )


def conditions(program: Program, boolean: bool = False) -> Iterator[Node]:
    """Yield the sub-expressions that must be a bool, by their operator or by what stands around them.

    Only the text decides which they are, not what was evaluated, so their number is a property of the expression.
    Literals are left out. ``boolean`` says that the whole expression must be a bool.
    """
    tree = program.executable.tree
    required = {id(tree)} if boolean or program.shape == BOOL else set()
    for node in walk(tree):
        required.update(id(child) for child in _required(node, id(node) in required))
        is_bool = str(node.data) in ALWAYS_BOOL or (node.data == "unary" and node.name == "!")
        if (is_bool or id(node) in required) and node.data not in ("literal", "expr"):
            yield node


def _required(node: Node, boolean: bool) -> list[Node]:
    """Return the children that must be a bool; ``boolean`` says that the node itself must be one."""
    if node.data in ("conditionaland", "conditionalor") or (node.data == "unary" and node.name == "!"):
        return node.nodes
    if node.data in WITH_CONDITION:
        return node.nodes[2:]
    if node.data == "expr":
        return node.nodes if boolean else node.nodes[:1]
    return node.nodes[2:3] if node.data == "macro_map" and len(node.nodes) == 4 else []


class _Recorder(Interpreter):
    """Records each boolean value at the place of its node."""

    taken: dict[Span, set[bool]]

    def visit(self, tree: lark.Tree[Any]) -> Value:
        """Return the value of a node, having recorded it."""
        found = super().visit(tree)
        if type(found) is BoolType and tree.data != "literal":
            node = cast(Node, tree)
            self.taken.setdefault((node.start, node.end), set()).add(found is TRUE)
        return found


@dataclass(frozen=True, slots=True)
class _Recording(Executable):
    """Records the boolean values of each run; a trace records nothing."""

    taken: dict[Span, set[bool]]

    def run(self, activation: Mapping[str, object], budget: Budget) -> Value:
        """Return the CEL value of the tree."""
        recorder = _Recorder(self.source, self.tree, activation, budget)
        recorder.taken = self.taken
        return recorder.visit(self.tree)
