"""Rules for operators: what their operands must be, and which comparisons can never be true."""

from __future__ import annotations

from pas_gov.cel.checking.checker import Checker
from pas_gov.cel.checking.overloads import accepts, common
from pas_gov.cel.evaluating.signatures import ARITHMETIC
from pas_gov.cel.shapes import (
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
    Scalar,
    Shape,
    Words,
    join,
    may_equal,
    phrase,
)
from pas_gov.cel.syntax.tree import Node
from pas_gov.diagnostics import did_you_mean, printable

ORDERED = (BOOL, STRING, BYTES, TIMESTAMP, DURATION)


def conditional(checker: Checker, node: Node) -> Shape:
    """Check ``a ? b : c``; the shape is what both branches share."""
    condition, yes, no = (checker.check(child) for child in node.nodes)
    checker.wants(node.nodes[0], condition, BOOL, 'what stands before "?"')
    node.words = node.nodes[1].words if node.nodes[1].words == node.nodes[2].words else None
    return join(yes, no)


def logic(checker: Checker, node: Node) -> Shape:
    """Check ``&&`` and ``||``, whose operands must be bools."""
    operator = "||" if node.data == "conditionalor" else "&&"
    for child in node.nodes:
        checker.wants(child, checker.check(child), BOOL, f'what "{operator}" joins')
    return BOOL


def relation(checker: Checker, node: Node) -> Shape:
    """Check ``== != < <= > >= in``: a comparison that can never be true is a fault."""
    left, right = (checker.check(child) for child in node.nodes)
    if not _related(node.name, left, right):
        verb = "can never be in" if node.name == "in" else "can't be compared with"
        fact = f"{phrase(left)} {verb} {_content(right, node.name)} ({node.name})"
        checker.fault(node, fact, _alike(node.name, left, right))
    elif node.name in ("==", "!=", "in"):
        for one, other in (node.nodes, node.nodes[::-1]):
            if one.words:
                _check_words(checker, one.words, other)
    return BOOL


def _check_words(checker: Checker, words: Words, node: Node) -> None:
    """Note each literal text, alone or in a list, that can never be one of the words; "" stands for none."""
    for literal in node.nodes if node.data == "list_lit" else [node]:
        if literal.data == "literal" and literal.name == "STRING_LIT" and literal.value != "":
            literal.words = words
            word = str.__str__(literal.value)
            if word not in words.known:
                shown = printable(word[:40])
                checker.fault(literal, f'{words.never} "{shown}"', did_you_mean(word, words.known))


def _alike(operator: str, left: Shape, right: Shape) -> str:
    """Return how values of two shapes could be compared, or the one be in the other."""
    if right == NULL:
        return f"{phrase(left)} is never null here; has() asks for a field"
    if operator == "in":
        return "x in list asks for an item, x in map for a key; text.contains(part) looks into a text"
    if {left, right} == {TIMESTAMP, STRING}:
        return 'write the day as timestamp("2026-01-31T00:00:00Z")'
    if DURATION in (left, right):
        return 'write the duration as duration("36h")'
    if BOOL in (left, right):
        return "join two comparisons by &&"
    if STRING in (left, right):
        return "string(...) makes a string of a number; or take the quotes from a number"
    return "compare things of one kind: two numbers, two strings, two days"


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
        return checker.fault(node, f'"-" can\'t be applied to {phrase(shape)}', "write a number behind it")
    return shape


def _negated(operand: Node) -> bool:
    return operand.name in ("INT_LIT", "FLOAT_LIT")


# Of two operands whose types are known, the result: there is one overload at the most.
RESULTS = {
    (operator, *overload.kinds): overload.result
    for operator, overloads in ARITHMETIC.items()
    for overload in overloads
    if all(isinstance(shape, Scalar) for shape in overload.arguments)
}


def arithmetic(checker: Checker, node: Node) -> Shape:
    """Check a chain of ``+ -`` or ``* / %``, from the left."""
    result, *others = [checker.check(child) for child in node.nodes]
    for operator, shape, operand in zip(node.names, others, node.nodes[1:], strict=True):
        found = _result(operator, result, shape)
        if found is None:
            fact = f'"{operator}" can\'t be applied to {phrase(result)} and {phrase(shape)}'
            return checker.fault(node, fact, _converted(operator, result, shape), operand.start)
        result = found
    return result


def _result(operator: str, one: Shape, other: Shape) -> Shape | None:
    """Return the shape of what an operator makes of two operands; None where it can't be applied to them."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        known = RESULTS.get((operator, one.name, other.name))
        if known is not None:
            return known
    fitting = [overload for overload in ARITHMETIC[operator] if accepts(overload, (one, other))]
    if not fitting:
        return None
    both_lists = isinstance(one, ListOf) and isinstance(other, ListOf)
    return join(one, other) if both_lists else common([overload.result for overload in fitting])


def _converted(operator: str, left: Shape, right: Shape) -> str:
    if operator == "+" and STRING in (left, right):
        return "string(...) makes a string"
    if operator == "+" and (isinstance(left, ListOf) or isinstance(right, ListOf)):
        return "only a list can be added to a list: write [x]"
    if TIMESTAMP in (left, right):
        return 'a day and a duration, such as duration("36h"), are added; two days have a difference'
    return "write two numbers of one kind: double(...) and int(...) make them so"
