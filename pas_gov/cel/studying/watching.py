"""Which values the boolean sub-expressions of a program take while it is evaluated, again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import lark
from celpy.celtypes import BoolType

from pas_gov.cel import runtime
from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating.evaluator import Interpreter
from pas_gov.cel.evaluating.values import TRUE, Value
from pas_gov.cel.program import Program, Step
from pas_gov.cel.shapes import BOOL
from pas_gov.cel.syntax.nodes import Node

Span = tuple[int, int]  # start and end in the expression's text
CONDITIONS = frozenset(f"macro_{name}" for name in ("all", "exists", "exists_one", "filter"))
TELLS = frozenset(
    ["relation", "conditionaland", "conditionalor", "macro_has", "macro_matches", *CONDITIONS]
) - {"macro_filter"}


@dataclass(frozen=True, slots=True)
class Reached:
    """One boolean sub-expression, on one line, and the values that it took; none where it was never evaluated."""

    text: str
    values: frozenset[bool]


@dataclass
class Watch:
    """A program to be evaluated instead of another, and what its sub-expressions have been so far."""

    program: Program
    boolean: bool = False  # whether a bool is asked of the whole
    seen: dict[Span, set[bool]] = field(default_factory=dict)

    def watched(self) -> Program:
        """Return the program that notes what it sees here."""
        return replace(self.program, _runtime=_Watching(self.seen))

    def reached(self) -> tuple[Reached, ...]:
        """Return every boolean sub-expression in the order of the text, the outer before the inner."""
        source = self.program.source
        spans = {(node.start, node.end) for node in conditions(self.program, self.boolean)}
        return tuple(
            Reached(" ".join(source[start:end].split()), frozenset(self.seen.get((start, end), ())))
            for start, end in sorted(spans, key=lambda span: (span[0], -span[1]))
        )


def nodes(program: Program) -> Iterator[Node]:
    """Yield every node of a program's tree, the outer before the inner, in the order of the text."""
    waiting = [program._tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.nodes))


def conditions(program: Program, boolean: bool = False) -> Iterator[Node]:
    """Yield the sub-expressions that can only be true or false: operands of logic, conditions, what tells a truth.

    Which they are follows from the text alone, so that their number is the policy's. Literals are left out.
    """
    asked = {id(program._tree)} if boolean or program.shape == BOOL else set()
    for node in nodes(program):
        asked.update(id(child) for child in _asked(node, id(node) in asked))
        told = str(node.data) in TELLS or (node.data == "unary" and node.name == "!")
        if (told or id(node) in asked) and node.data not in ("literal", "expr"):
            yield node


def _asked(node: Node, boolean: bool) -> list[Node]:
    """Return the children of which a bool is asked; ``boolean`` says that one is asked of the node itself."""
    if node.data in ("conditionaland", "conditionalor") or (node.data == "unary" and node.name == "!"):
        return node.nodes
    if node.data in CONDITIONS:
        return node.nodes[2:]
    if node.data == "expr":
        return node.nodes if boolean else node.nodes[:1]
    return node.nodes[2:3] if node.data == "macro_map" and len(node.nodes) == 4 else []


class _Watcher(Interpreter):
    """Notes each boolean value at the place of its node."""

    seen: dict[Span, set[bool]]

    def visit(self, tree: lark.Tree[Any]) -> Value:
        """Return the value of a node, having noted it."""
        found = super().visit(tree)
        if type(found) is BoolType and tree.data != "literal":
            node = cast(Node, tree)
            self.seen.setdefault((node.start, node.end), set()).add(found is TRUE)
        return found


@dataclass(frozen=True, slots=True)
class _Watching:
    """Evaluates as the runtime does, and notes what it sees."""

    seen: dict[Span, set[bool]]

    def run(self, source: str, tree: Node, activation: Mapping[str, object], budget: Budget) -> Value:
        """Return the CEL value of a tree."""
        watcher = _Watcher(source, tree, activation, budget)
        watcher.seen = self.seen
        return watcher.visit(tree)

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
