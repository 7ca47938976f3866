"""Condition coverage: which values the boolean sub-expressions of a program take over many evaluations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating.closures.compiler import Run
from pas_gov.cel.evaluating.executable import Executable
from pas_gov.cel.evaluating.names import Names
from pas_gov.cel.evaluating.values import Value
from pas_gov.cel.program import Program
from pas_gov.cel.shapes import BOOL
from pas_gov.cel.syntax.tree import Node, line_of, walk
from pas_gov.foundation.values import dataclass

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
        executable = Executable(self.program.source, self.program.executable.tree, self._recorded)
        return replace(self.program, executable=executable)

    def _recorded(self, node: Node, run: Run) -> Run:
        """Return what evaluates a node, and records a bool at its place; literals are left out."""
        if node.data == "literal":
            return run

        def recorded(names: Names, budget: Budget) -> Value:
            found = run(names, budget)
            if type(found) is bool:
                self.taken.setdefault((node.start, node.end), set()).add(found)
            return found

        return recorded

    def conditions(self) -> tuple[CoveredCondition, ...]:
        """Return every boolean sub-expression in the order of the text, the outer before the inner."""
        source = self.program.source
        spans = {(node.start, node.end) for node in conditions(self.program, self.boolean)}
        return tuple(
            CoveredCondition(line_of(source, start, end), frozenset(self.taken.get((start, end), ())))
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
        is_bool = node.data in ALWAYS_BOOL or (node.data == "unary" and node.name == "!")
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
