"""The compiler: makes of each node a function, by the rule of its kind, and counts the steps that it takes.

Each visit of a node costs one step. A node and its first part, and the first part of that, are begun one after the
other, before anything else happens: so whoever calls the function of a node charges this whole run at once, the
``cost`` of the part, and the function charges only what it evaluates after its first part.

It charges in three lines of its own, which are those of ``Budget.charge``: to call that at each part made rules an
eighth slower (measured: 10.8 and 12.1 µs).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating.names import Names
from pas_gov.cel.evaluating.values import Value
from pas_gov.cel.problems import EvaluationError, place_of
from pas_gov.cel.syntax.tree import Node, line_of

Run: TypeAlias = Callable[[Names, Budget], Value]
Around: TypeAlias = Callable[[Node, Run], Run]  # returns what is called in the place of a node's function
Failure: TypeAlias = Callable[[Any], EvaluationError]  # makes an error at a node's place from what it says
VARIES: Any = object()  # the value of a part that isn't a constant


class Part(NamedTuple):
    """What is made of a node: its function, the steps that its caller charges, and its value where that is constant."""

    run: Run
    cost: int
    value: Value = VARIES


class Compiler:
    """Makes the parts of one expression. ``around`` wraps the function of each node, for what records evaluations."""

    def __init__(self, source: str, rules: Mapping[str, Rule], around: Around | None = None) -> None:
        """Take the expression's text, a rule for each kind of node, and what wraps each function."""
        self.source = source
        self.rules = rules
        self.around = around

    def part(self, node: Node) -> Part:
        """Return what is made of a node. With ``around`` no part is constant, so that each is called and recorded."""
        made = self.rules[node.data](self, node)
        return made if self.around is None else Part(self.around(node, made.run), made.cost)

    def parts(self, nodes: list[Node]) -> list[Part]:
        """Return what is made of each of these nodes."""
        return [self.part(node) for node in nodes]

    def text(self, node: Node) -> str:
        """Return a node's text on one line."""
        return line_of(self.source, node.start, node.end)

    def failure(self, node: Node) -> Failure:
        """Return a function that makes an error at a node's place, of a message or a problem."""
        source, start = self.source, node.start
        return lambda fact: EvaluationError(str(fact), *place_of(source, start))


Rule: TypeAlias = Callable[[Compiler, Node], Part]


def after_first(parts: list[Part]) -> list[tuple[Run, int]]:
    """Return the functions of these parts with what each costs; the first costs nothing, as it is charged before."""
    first, *others = parts
    return [(first.run, 0), *((part.run, part.cost) for part in others)]
