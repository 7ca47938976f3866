"""Which values the boolean sub-expressions of a program take while it is evaluated, again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import lark
from celpy.celtypes import BoolType

from pas_gov.decisions.cel import runtime
from pas_gov.decisions.cel.budget import Budget
from pas_gov.decisions.cel.evaluator import Interpreter
from pas_gov.decisions.cel.nodes import Node
from pas_gov.decisions.cel.program import Program, Step
from pas_gov.decisions.cel.values import TRUE, Value

Span = tuple[int, int]  # start and end in the expression's text
BOOLEAN = frozenset(
    ["relation", "conditionaland", "conditionalor"]
    + [f"macro_{name}" for name in ("has", "all", "exists", "exists_one", "matches")]
)


@dataclass(frozen=True, slots=True)
class Reached:
    """One boolean sub-expression, on one line, and the values that it took; none where it was never evaluated."""

    text: str
    values: frozenset[bool]


@dataclass
class Watch:
    """A program to be evaluated instead of another, and what its sub-expressions have been so far."""

    program: Program
    seen: dict[Span, set[bool]] = field(default_factory=dict)

    def watched(self) -> Program:
        """Return the program that notes what it sees here."""
        return replace(self.program, _runtime=_Watching(self.seen))

    def reached(self) -> tuple[Reached, ...]:
        """Return every boolean sub-expression in the order of the text, the outer before the inner."""
        source = self.program.source
        spans = {
            (node.start, node.end) for node in nodes(self.program) if _is_boolean(node)
        } | self.seen.keys()
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


def _is_boolean(node: Node) -> bool:
    return str(node.data) in BOOLEAN or (node.data == "unary" and node.name == "!")


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
