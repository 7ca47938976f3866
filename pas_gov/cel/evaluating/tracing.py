"""Traces: what every sub-expression came to in one evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating.closures.compiled import compiled
from pas_gov.cel.evaluating.closures.compiler import Run
from pas_gov.cel.evaluating.names import Names
from pas_gov.cel.evaluating.values import Value
from pas_gov.cel.problems import EvaluationError, place_of
from pas_gov.cel.step import Step
from pas_gov.cel.syntax.tree import MACROS, Node, line_of
from pas_gov.foundation.values import dataclass

MAX_STEPS = 1_000  # steps recorded of one evaluation
MAX_ELEMENTS = 10  # elements of one macro whose steps are recorded, besides the last
EACH = frozenset(f"macro_{name}" for name in MACROS)


@dataclass(slots=True)
class _Visit:
    """A node under evaluation; of a macro, also how many elements so far, and where the last one's steps begin."""

    node: Node
    elements: int = 0
    place: int = 0

    def is_body(self, node: Node) -> bool:
        """Tell whether a child is evaluated for each element."""
        return self.node.data in EACH and node is not self.node.nodes[0]


class _Tracer:
    """Records each node's value or error, and the operands that didn't have to be evaluated."""

    def __init__(self, source: str, tree: Node) -> None:
        self.source = source
        self.steps: list[Step | None] = []
        self.path: list[_Visit] = []
        self.last: Node = tree  # the node whose visit ended last
        self.blanks: dict[int, Step] = {}  # each node's step before it has a value

    def around(self, node: Node, run: Run) -> Run:
        """Return what evaluates a node, and puts its step at the place where that began."""

        def traced(names: Names, budget: Budget) -> Value:
            step = self._start(node, names)
            place = self._reserve(node)
            self.path.append(_Visit(node))
            try:
                found = run(names, budget)
            except EvaluationError as error:
                self._record(place, replace(step, error=error.message))
                raise
            else:
                self._record(place, replace(step, value=found))
                return found
            finally:
                self.path.pop()
                self.last = node

        return traced

    def _start(self, node: Node, names: Names) -> Step:
        """Return a node's step before it is evaluated, with the element that it is evaluated for."""
        step = self._step(node)
        if not self.path or not self.path[-1].is_body(node):
            return step
        macro = self.path[-1]
        if node is macro.node.nodes[2]:
            self._next_element(macro)
        name = macro.node.nodes[1].name
        return replace(step, element=(name, names[name]), left_out=max(0, macro.elements - MAX_ELEMENTS - 1))

    def _next_element(self, macro: _Visit) -> None:
        """Begin the next element; of those beyond the first MAX_ELEMENTS only the last one's steps are kept."""
        macro.elements += 1
        if macro.elements > MAX_ELEMENTS + 1:
            del self.steps[macro.place :]
        if macro.elements > MAX_ELEMENTS:
            macro.place = len(self.steps)

    def _reserve(self, node: Node) -> int | None:
        place = len(self.steps)
        if place >= MAX_STEPS or _constant(node):
            return None
        self.steps.append(None)
        return place

    def _record(self, place: int | None, step: Step) -> None:
        node = self.path[-1].node
        if place is not None:
            self.steps[place] = step
        if node.data in ("conditionaland", "conditionalor"):
            self._skip(node)

    def _skip(self, node: Node) -> None:
        """Record the operands after the deciding one, whose visit was the last to end, as skipped."""
        seen = next((index for index, child in enumerate(node.nodes) if child is self.last), len(node.nodes))
        for child in node.nodes[seen + 1 :]:
            place = self._reserve(child)
            if place is not None:
                self.steps[place] = replace(self._step(child), skipped=True)

    def _step(self, node: Node) -> Step:
        if id(node) not in self.blanks:
            place = place_of(self.source, node.start)
            text = line_of(self.source, node.start, node.end)
            text = text[1:-1].strip() if node.grouped else text
            self.blanks[id(node)] = Step(text, *place, len(self.path), kind=node.data)
        return self.blanks[id(node)]


def _constant(node: Node) -> bool:
    """Tell whether a node is a literal, or a list or map of literals."""
    written = node.data in ("list_lit", "map_lit") and all(_constant(child) for child in node.nodes)
    return node.data == "literal" or written


def trace(source: str, tree: Node, activation: Mapping[str, object], budget: Budget) -> tuple[Step, ...]:
    """Return the steps of one run, outermost first; a CEL error is in them, not raised."""
    tracer, names = _Tracer(source, tree), Names()
    names.given = activation
    part = compiled(source, tree, tracer.around)
    budget.charge(part.cost)
    with suppress(EvaluationError):
        part.run(names, budget)
    return tuple(step for step in tracer.steps if step is not None)
