"""The syntax tree of an expression: one node for each sub-expression."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pas_gov.cel.shapes import Words

MACROS = {
    "all": (2,),
    "exists": (2,),
    "exists_one": (2,),
    "filter": (2,),
    "map": (2, 3),
}  # numbers of arguments


class Node:
    """A sub-expression. ``data`` is a rule of cel-python's grammar, or ``macro_`` and a macro's name.

    ``nodes`` are its parts. ``name`` is the variable, field, function or operator; ``names`` are the operators of a
    chain (a + b - c). ``value`` is a literal's CEL value, or what the checker prepared for the evaluation. ``start``
    and ``end`` are offsets in the text, ``at`` is where the name stands. ``grouped`` says that it has parentheses of
    its own, ``optional`` that it is a field that may be absent. ``words`` are the only texts that the value, or each
    item of it, can be, where the checker knows them.
    """

    __slots__ = (
        "at", "data", "depth", "end", "grouped", "name", "names", "nodes", "optional", "start", "value", "words",
    )  # fmt: skip

    def __init__(self, data: str, nodes: list[Node], start: int, end: int, name: str = "") -> None:
        """Make a node over the text from start to end."""
        self.data = data
        self.nodes = nodes
        self.depth: int = 1 + max([node.depth for node in nodes]) if nodes else 1
        self.name = name
        self.names: list[str] = []
        self.value: Any = None
        self.start = start
        self.end = end
        self.at = start
        self.grouped = False
        self.optional = False
        self.words: Words | None = None


def line_of(source: str, start: int, end: int) -> str:
    """Return what stands between two offsets, on one line."""
    return " ".join(source[start:end].split())


def walk(tree: Node) -> Iterator[Node]:
    """Yield every node of a tree in the order of the text, each before the nodes inside it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.nodes))
