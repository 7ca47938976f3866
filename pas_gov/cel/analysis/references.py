"""The variables and fields that a checked tree refers to."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.cel.syntax.tree import MACROS, Node

Read = tuple[str, str]  # a variable, and the field of it that is read: "" where it is read as a whole
BOUND = frozenset(f"macro_{name}" for name in MACROS)  # the macros that bind a variable


def reads(tree: Node) -> Iterator[Read]:
    """Yield what a tree reads of the variables that it is given; the variables that macros bind are left out."""
    waiting: list[tuple[Node, frozenset[str]]] = [(tree, frozenset())]
    while waiting:
        node, bound = waiting.pop()
        nodes = node.nodes
        if node.data == "ident":
            if node.name not in bound:
                yield node.name, ""
        elif node.data in BOUND:
            inner = bound | {nodes[1].name}
            waiting += [(nodes[0], bound), *((body, inner) for body in nodes[2:])]
        elif nodes and nodes[0].data == "ident" and (field := _field(node)):
            if nodes[0].name not in bound:
                yield nodes[0].name, field
        else:
            waiting += [(child, bound) for child in nodes]


def _field(node: Node) -> str:
    """Return the field that ``a.b`` or ``a["b"]`` reads, else nothing."""
    if node.data == "member_dot":
        return node.name
    index = node.nodes[1] if node.data == "member_index" else None
    if index is not None and (index.data, index.name) == ("literal", "STRING_LIT"):
        return str(index.value)
    return ""


def optional_fields(source: str, tree: Node) -> tuple[frozenset[str], frozenset[str]]:
    """Return the selections of optional fields, as written: those that are read, and those that has() tests."""
    read: set[str] = set()
    asked: set[str] = set()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if node.data == "macro_has":
            asked.add(_written(source, node.nodes[0]))
            waiting += node.nodes[0].nodes
            continue
        if node.optional:
            read.add(_written(source, node))
        waiting += node.nodes
    return frozenset(read), frozenset(asked)


def _written(source: str, node: Node) -> str:
    return "".join(source[node.start : node.end].split())
