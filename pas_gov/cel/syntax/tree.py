"""The syntax tree of an expression: one node for each sub-expression."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import lark

from pas_gov.cel.shapes import Words

MACROS = {
    "all": (2,),
    "exists": (2,),
    "exists_one": (2,),
    "filter": (2,),
    "map": (2, 3),
}  # numbers of arguments


class Node(lark.Tree[Any]):
    """A sub-expression. ``data`` is a rule of cel-python's grammar, or ``macro_`` and a macro's name.

    ``name`` is the variable, field, function or operator; ``names`` are the operators of a chain (a + b - c).
    ``value`` is a literal's CEL value, or what the checker prepared for the interpreter. ``start`` and ``end`` are
    offsets in the text. ``words`` are the only texts that the value, or each item of it, can be, where the checker
    knows them.
    """

    words: Words | None = None

    def __init__(self, data: str, children: list[Node], start: int, end: int) -> None:
        """Make a node over the text from start to end."""
        super().__init__(data, cast(list[Any], children))
        self.depth: int = 1 + max((child.depth for child in children), default=0)
        self.name = ""
        self.names: list[str] = []
        self.value: Any = None
        self.start = start
        self.end = end
        self.at = start  # where its name stands
        self.grouped = False  # in parentheses of its own
        self.optional = False  # a field that may be absent

    @property
    def nodes(self) -> list[Node]:
        """The children, typed."""
        return cast(list[Node], self.children)


def walk(tree: Node) -> Iterator[Node]:
    """Yield every node of a tree in the order of the text, each before the nodes inside it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.nodes))
