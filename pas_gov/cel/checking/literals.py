"""Rules for what is written out: literals, lists and maps."""

from __future__ import annotations

from functools import reduce

from pas_gov.cel.checking.checker import Checker
from pas_gov.cel.evaluating import values
from pas_gov.cel.problems import Problem
from pas_gov.cel.shapes import (
    BOOL,
    BYTES,
    DOUBLE,
    DYN,
    INT,
    NULL,
    STRING,
    UINT,
    ListOf,
    MapOf,
    Shape,
    join,
    phrase,
)
from pas_gov.cel.syntax.tree import Node

LITERALS = {
    "INT_LIT": INT, "UINT_LIT": UINT, "FLOAT_LIT": DOUBLE, "STRING_LIT": STRING,
    "BYTES_LIT": BYTES, "BOOL_LIT": BOOL, "NULL_LIT": NULL,
}  # fmt: skip


def literal(checker: Checker, node: Node) -> Shape:
    """Check a literal, and put its CEL value into the node."""
    try:
        node.value = values.unsigned(node.value) if node.name == "UINT_LIT" else values.value(node.value)
    except Problem as problem:
        return checker.fault(node, str(problem), "write another value")
    return LITERALS[node.name]


def list_literal(checker: Checker, node: Node) -> Shape:
    """Check ``[a, b]``."""
    return ListOf(_joined([checker.check(child) for child in node.nodes]))


def map_literal(checker: Checker, node: Node) -> Shape:
    """Check ``{a: b}``, whose keys must be strings, whole numbers or bools."""
    shapes = [checker.check(child) for child in node.nodes]
    for key, shape in zip(node.nodes[::2], shapes[::2], strict=True):
        if shape not in (DYN, BOOL, INT, UINT, STRING):
            checker.fault(
                key, f"{phrase(shape)} can't be a key of a map", "use a string, a whole number or a bool"
            )
    return MapOf(_joined(shapes[1::2]), _joined(shapes[::2]))


def _joined(shapes: list[Shape]) -> Shape:
    """Return the one shape of all these, dyn where they differ or there are none."""
    return reduce(join, shapes) if shapes else DYN
