"""What a checked tree reads, and whether it says the same whatever it reads. Imports celpy."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.cel.budget import Budget
from pas_gov.cel.problems import BudgetSpent, EvaluationError
from pas_gov.cel.syntax.nodes import MACROS, Node

Read = tuple[str, str]  # a variable, and the field of it that is read: "" where it is read as a whole
BOUND = frozenset(f"macro_{name}" for name in MACROS)  # the macros that bind a variable
MAX_STEPS = 10_000  # of the evaluation of a part that reads nothing


def reads(tree: Node) -> frozenset[Read]:
    """Return what a tree reads of the variables that it is given; those that macros bind are left out."""
    return frozenset(_reads(tree))


def _reads(tree: Node) -> Iterator[Read]:
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


def optional(source: str, tree: Node) -> tuple[frozenset[str], frozenset[str]]:
    """Return the fields that may be absent, as they are written: those that are read, and those asked for by has()."""
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


def always(source: str, tree: Node) -> bool | None:
    """Return the bool that a tree comes to whatever the variables are, or None: it depends, or it isn't known.

    Known are parts that read nothing, and what follows from them by ``!``, ``&&`` and ``||``: of a conjunction,
    one false operand is enough. So an answer is always right, but not every constant is found.
    """
    if tree.data == "unary" and tree.name == "!":
        operand = always(source, tree.nodes[0])
        return None if operand is None else not operand
    if tree.data in ("conditionaland", "conditionalor"):
        decisive = tree.data == "conditionalor"
        operands = {always(source, child) for child in tree.nodes}
        return decisive if decisive in operands else None if None in operands else not decisive
    return None if next(_reads(tree), None) else _evaluated(source, tree)


def _evaluated(source: str, tree: Node) -> bool | None:
    from pas_gov.cel import runtime

    budget = Budget(seconds=1, steps=MAX_STEPS)
    try:
        found = budget.spend(lambda: runtime.run(source, tree, {}, budget))
    except (EvaluationError, BudgetSpent):
        return None
    return bool(found) if runtime.kind(found) == "bool" else None
