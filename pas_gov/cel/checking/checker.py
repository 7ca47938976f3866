"""The checker: visits a tree with the shapes of its variables, and collects what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

from pas_gov.cel.problems import Fault, place_of
from pas_gov.cel.shapes import BOOL, DYN, INT, STRING, MapOf, Record, Shape, Words, fits, phrase
from pas_gov.cel.syntax.tree import Node
from pas_gov.diagnostics import did_you_mean

WANTED: Mapping[Shape, str] = {
    BOOL: 'compare it with something, such as x == "...", x > 0 or x in list',
    INT: "write a whole number",
    STRING: "write a string in quotes, or string(...)",
}


class Checker:
    """Visits the nodes of a tree, each by the rule of its kind, and collects all faults.

    The rules also prepare calls and literals for the evaluation, in the nodes.
    """

    def __init__(self, source: str, variables: Mapping[str, Shape], rules: Mapping[str, Rule]) -> None:
        """Take the expression's text, for places, the shapes of its variables, and a rule for each kind of node."""
        self.source = source
        self.rules = rules
        self.names = dict(variables)
        self.words: dict[str, Words] = {}  # of the variables that macros bind
        self.faults: list[Fault] = []

    def fault(self, node: Node, message: str, remedy: str = "", at: int | None = None) -> Shape:
        """Note a fault at a node, or at an offset; what can't be known is dyn."""
        place = place_of(self.source, node.start if at is None else at)
        self.faults.append(Fault(message, remedy, *place))
        return DYN

    def check(self, node: Node) -> Shape:
        """Return the shape of a node's value, and note the faults within."""
        return self.rules[node.data](self, node)

    def wants(self, node: Node, shape: Shape, wanted: Shape, what: str) -> None:
        """Note a fault where a node can't be what is wanted of it."""
        if not fits(shape, wanted):
            fact = f"{what} must be {phrase(wanted)}, but this is {phrase(shape)}"
            self.fault(node, fact, WANTED.get(wanted, f"write {phrase(wanted)}"))

    @contextmanager
    def scope(self, name: str, shape: Shape, known: Words | None) -> Iterator[None]:
        """Bind a macro's variable, with the words that it can be where they are known."""
        outer = self.names, self.words
        self.names = {**self.names, name: shape}
        self.words = {key: value for key, value in self.words.items() if key != name}
        if known:
            self.words[name] = known
        yield
        self.names, self.words = outer

    def field(self, node: Node, shape: Shape, name: str, at: int) -> Shape:
        """Return the shape of a field, by name."""
        if isinstance(shape, Record) and name not in shape.fields:
            fact = f'{shape.lacks or f"{phrase(shape)} has no field"} "{name}"'
            return self.fault(node, fact, did_you_mean(name, shape.fields) or "declare it first", at)
        if isinstance(shape, Record):
            return shape.fields[name]
        if isinstance(shape, MapOf) and fits(STRING, shape.key):
            return shape.value
        if shape == DYN:
            return DYN
        fact = f'{phrase(shape)} has no fields, so no "{name}"'
        return self.fault(node, fact, "write size(x) for how many it has, or take the field away", at)


Rule: TypeAlias = Callable[
    [Checker, Node], Shape
]  # checks the nodes of one kind; returns the shape of their value
