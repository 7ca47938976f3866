"""Rules for names and what stands behind them: variables, fields, items."""

from __future__ import annotations

from pas_gov.cel.checking.checker import Checker
from pas_gov.cel.evaluating.signatures import FUNCTIONS
from pas_gov.cel.shapes import (
    DYN,
    INT,
    STRING,
    Absent,
    ListOf,
    MapOf,
    Record,
    Shape,
    may_equal,
    phrase,
    words,
)
from pas_gov.cel.syntax.tree import Node
from pas_gov.diagnostics import did_you_mean


def variable(checker: Checker, node: Node) -> Shape:
    """Check ``a``: a variable that is given, or that a macro binds."""
    shape = checker.names.get(node.name)
    if shape is not None and not isinstance(shape, Absent):
        node.words = checker.words.get(node.name)
        return shape
    if isinstance(shape, Absent):
        return checker.fault(node, shape.fact, shape.remedy)
    if node.name in FUNCTIONS:
        return checker.fault(
            node, f'"{node.name}" is a function, not a variable', f"call it: {node.name}(...)"
        )
    known = [name for name, shape in checker.names.items() if not isinstance(shape, Absent)]
    return checker.fault(
        node, f'there is no variable "{node.name}"', did_you_mean(node.name, known) or "there are none here"
    )


def field(checker: Checker, node: Node) -> Shape:
    """Check ``a.b``."""
    shape = checker.check(node.nodes[0])
    node.words = words(shape, node.name)
    node.optional = isinstance(shape, Record) and node.name in shape.optional
    return checker.field(node, shape, node.name, node.at)


def item(checker: Checker, node: Node) -> Shape:
    """Check ``a[b]``: an item of a list, a value of a map, or a field by its name."""
    container, index = node.nodes
    shape, by = checker.check(container), checker.check(index)
    if isinstance(shape, ListOf):
        checker.wants(index, by, INT, "the index of a list")
        node.words = container.words
        return shape.element
    if isinstance(shape, MapOf):
        if not may_equal(by, shape.key):
            checker.wants(index, by, shape.key, "a key of this map")
        return shape.value
    if isinstance(shape, Record):
        checker.wants(index, by, STRING, "a field's name")
        if index.data != "literal" or by != STRING:
            return DYN
        node.words = words(shape, str(index.value))
        return checker.field(node, shape, str(index.value), index.start)
    if shape == DYN:
        return DYN
    return checker.fault(node, f"{phrase(shape)} has no items, so it can't be indexed", "take the [...] away")


def refused(checker: Checker, node: Node) -> Shape:
    """Note what CEL has and these expressions don't: messages, and names that start with a dot."""
    if node.data == "member_object":
        return checker.fault(
            node, "messages can't be built in these expressions", 'write a map: {"key": value}'
        )
    return checker.fault(node, "a name can't start with a dot in these expressions", "take the dot away")
