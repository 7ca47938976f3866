"""Rules for macros: has(), dyn(), and those that look at each element of a list or map."""

from __future__ import annotations

from pas_gov.cel.checking.checker import Checker
from pas_gov.cel.shapes import BOOL, DYN, STRING, ListOf, MapOf, Record, Shape, phrase
from pas_gov.cel.syntax.tree import Node


def has(checker: Checker, node: Node) -> Shape:
    """Check ``has(a.b)``."""
    if len(node.nodes) != 1 or node.nodes[0].data != "member_dot":
        checker.fault(node, "has() asks for a field", "write has(a.b)")
        return BOOL
    checker.check(node.nodes[0])
    return BOOL


def dyn(checker: Checker, node: Node) -> Shape:
    """Check ``dyn(a)``, whose type is not checked any further."""
    if len(node.nodes) != 1:
        return checker.fault(node, f"dyn() takes 1 argument, not {len(node.nodes)}", "write dyn(x)")
    checker.check(node.nodes[0])
    return DYN


def each_element(checker: Checker, node: Node) -> Shape:
    """Check ``all``, ``exists``, ``exists_one``, ``filter`` and ``map``, which bind a variable."""
    over, variable, *bodies = node.nodes
    shape = checker.check(over)
    element = _element(checker, node, shape)
    if variable.data != "ident" or variable.grouped:
        return checker.fault(
            variable, f"the first argument of {node.name}() names a variable", "write a name"
        )
    with checker.scope(variable.name, element, over.words):
        found = [checker.check(body) for body in bodies]
    if node.name != "map" or len(bodies) == 2:
        checker.wants(bodies[0], found[0], BOOL, f"the condition of {node.name}()")
    node.words = {"filter": over.words, "map": bodies[-1].words}.get(node.name)
    return _result(node.name, shape, element, found[-1])


def _element(checker: Checker, node: Node, over: Shape) -> Shape:
    if isinstance(over, ListOf):
        return over.element
    if isinstance(over, MapOf | Record):
        return over.key if isinstance(over, MapOf) else STRING
    if over == DYN:
        return DYN
    fact = f"{node.name}() needs a list or a map, not {phrase(over)}"
    return checker.fault(node, fact, "put a list before it, such as [x]")


def _result(macro: str, over: Shape, element: Shape, body: Shape) -> Shape:
    if macro == "filter":
        return over if isinstance(over, ListOf) else ListOf(element)
    return ListOf(body) if macro == "map" else BOOL
