"""Checks operators: what their operands must be, and which comparisons can never hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.decisions.cel.calls import accepts, common
from pas_gov.decisions.cel.nodes import Node
from pas_gov.decisions.cel.shapes import (
    BOOL,
    BYTES,
    DOUBLE,
    DURATION,
    DYN,
    INT,
    NULL,
    NUMBERS,
    STRING,
    TIMESTAMP,
    ListOf,
    MapOf,
    Record,
    Shape,
    join,
    may_equal,
    phrase,
)
from pas_gov.decisions.cel.signatures import ARITHMETIC

if TYPE_CHECKING:
    from pas_gov.decisions.cel.check import Checker

ORDERED = (BOOL, STRING, BYTES, TIMESTAMP, DURATION)


def conditional(checker: Checker, node: Node) -> Shape:
    """Check ``a ? b : c``; the shape is what both branches share."""
    condition, yes, no = (checker.check(child) for child in node.nodes)
    checker.wants(node.nodes[0], condition, BOOL, 'what stands before "?"')
    return join(yes, no)


def logic(checker: Checker, node: Node) -> Shape:
    """Check ``&&`` and ``||``, whose operands must be bools."""
    operator = "||" if node.data == "conditionalor" else "&&"
    for child in node.nodes:
        checker.wants(child, checker.check(child), BOOL, f'what "{operator}" joins')
    return BOOL


def relation(checker: Checker, node: Node) -> Shape:
    """Check ``==``, ``<``, ``in`` and their kin: what can never hold is a fault."""
    left, right = (checker.check(child) for child in node.nodes)
    if not _related(node.name, left, right):
        remedy = f"{phrase(left)} is never null here; has() asks for a field" if right == NULL else ""
        verb = "can never be in" if node.name == "in" else "can't be compared with"
        checker.fault(node, f"{phrase(left)} {verb} {_content(right, node.name)} ({node.name})", remedy)
    return BOOL


def _content(shape: Shape, operator: str) -> str:
    if operator == "in" and isinstance(shape, ListOf):
        return f"{phrase(shape)} of which each is {phrase(shape.element)}"
    return phrase(shape)


def _related(operator: str, left: Shape, right: Shape) -> bool:
    if operator in ("==", "!="):
        return may_equal(left, right)
    if operator == "in":
        return _may_contain(right, left)
    if DYN in (left, right):
        return all(shape in (DYN, *NUMBERS, *ORDERED) for shape in (left, right))
    return (left in NUMBERS and right in NUMBERS) or (left == right and left in ORDERED)


def _may_contain(container: Shape, item: Shape) -> bool:
    if isinstance(container, ListOf):
        return may_equal(item, container.element)
    if isinstance(container, MapOf | Record):
        return may_equal(item, container.key if isinstance(container, MapOf) else STRING)
    return container == DYN


def unary(checker: Checker, node: Node) -> Shape:
    """Check ``!`` and ``-``; a minus sign before a number becomes part of it."""
    operand = node.nodes[0]
    if node.name == "-" and operand.data == "literal" and not operand.grouped and _negated(operand):
        node.data, node.name, node.value = "literal", operand.name, -operand.value
        return checker.check(node)
    shape = checker.check(operand)
    if node.name == "!":
        checker.wants(operand, shape, BOOL, 'what stands behind "!"')
        return BOOL
    if shape not in (INT, DOUBLE, DYN):
        return checker.fault(node, f'"-" can\'t be applied to {phrase(shape)}')
    return shape


def _negated(operand: Node) -> bool:
    return operand.name in ("INT_LIT", "FLOAT_LIT")


def arithmetic(checker: Checker, node: Node) -> Shape:
    """Check a chain of ``+ -`` or ``* / %``, from the left."""
    result, *others = (checker.check(child) for child in node.nodes)
    for operator, shape, operand in zip(node.names, others, node.nodes[1:], strict=True):
        fitting = [overload for overload in ARITHMETIC[operator] if accepts(overload, (result, shape))]
        if not fitting:
            fact = f'"{operator}" can\'t be applied to {phrase(result)} and {phrase(shape)}'
            return checker.fault(node, fact, _converted(operator, result, shape), operand.start)
        both_lists = isinstance(result, ListOf) and isinstance(shape, ListOf)
        result = join(result, shape) if both_lists else common([overload.result for overload in fitting])
    return result


def _converted(operator: str, left: Shape, right: Shape) -> str:
    return "string(...) makes a string" if operator == "+" and STRING in (left, right) else ""
