"""Checks a tree against the variables' shapes, so that a typo is found when a policy is loaded.

``has()`` would answer false for a misspelt field, and ``true || typo`` would never notice. Shapes are those
of ``shapes``; where one isn't known (dyn), checking is left to the evaluation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from pas_gov.cel.checking import calls, operands
from pas_gov.cel.evaluating import values
from pas_gov.cel.evaluating.signatures import FUNCTIONS, METHODS
from pas_gov.cel.problems import Fault, Problem
from pas_gov.cel.shapes import (
    BOOL,
    BYTES,
    DOUBLE,
    DYN,
    INT,
    NULL,
    STRING,
    UINT,
    Absent,
    ListOf,
    MapOf,
    Record,
    Shape,
    Words,
    fits,
    join,
    may_equal,
    phrase,
    words,
)
from pas_gov.cel.syntax.nodes import MACROS, Node
from pas_gov.cel.syntax.scan import place_of
from pas_gov.diagnostics import did_you_mean

LITERALS = {
    "INT_LIT": INT, "UINT_LIT": UINT, "FLOAT_LIT": DOUBLE, "STRING_LIT": STRING,
    "BYTES_LIT": BYTES, "BOOL_LIT": BOOL, "NULL_LIT": NULL,
}  # fmt: skip
WANTED: Mapping[Shape, str] = {
    BOOL: 'compare it with something, such as x == "...", x > 0 or x in list',
    INT: "write a whole number",
    STRING: "write a string in quotes, or string(...)",
}
USES = {  # how each function is written
    **{name: f"{name}(x)" for name in FUNCTIONS},
    **{name: f"day.{name}()" for name in METHODS},
    "size": "size(x), of a string, a list or a map",
    "matches": 'text.matches("^@[a-z]+$")',
    **{name: f'text.{name}("...")' for name in ("contains", "startsWith", "endsWith")},
    "lowerAscii": "text.lowerAscii()",
    "substring": "text.substring(0, 10)",
    "join": 'list.join(", "), of a list of strings',
    "timestamp": 'timestamp("2026-01-31T00:00:00Z")',
    "duration": 'duration("36h")',
    **{name: f'list.{name}(one, one != "")' for name in ("all", "exists", "exists_one", "filter")},
    "map": "list.map(one, one.title)",
}


class Checker:
    """Walks a tree once, collects all faults, and prepares calls and literals for the evaluator."""

    def __init__(self, source: str, variables: Mapping[str, Shape]) -> None:
        """Take the expression's text, for places, and the shapes of its variables."""
        self.source = source
        self.names = dict(variables)
        self.words: dict[str, Words] = {}  # of the macros' variables
        self.faults: list[Fault] = []

    def fault(self, node: Node, message: str, remedy: str = "", at: int | None = None) -> Shape:
        """Note a fault at a node, or at an offset; what can't be known is dyn."""
        place = place_of(self.source, node.start if at is None else at)
        self.faults.append(Fault(message, remedy, *place))
        return DYN

    def check(self, node: Node) -> Shape:
        """Return the shape of a node's value, and note the faults within."""
        return RULES[str(node.data)](self, node)

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


def _ident(checker: Checker, node: Node) -> Shape:
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


def _literal(checker: Checker, node: Node) -> Shape:
    try:
        node.value = values.unsigned(node.value) if node.name == "UINT_LIT" else values.value(node.value)
    except Problem as problem:
        return checker.fault(node, str(problem), "write another value")
    return LITERALS[node.name]


def _member_dot(checker: Checker, node: Node) -> Shape:
    shape = checker.check(node.nodes[0])
    node.words = words(shape, node.name)
    node.optional = isinstance(shape, Record) and node.name in shape.optional
    return checker.field(node, shape, node.name, node.at)


def _member_index(checker: Checker, node: Node) -> Shape:
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


def _list(checker: Checker, node: Node) -> Shape:
    return ListOf(_joined([checker.check(child) for child in node.nodes]))


def _map(checker: Checker, node: Node) -> Shape:
    shapes = [checker.check(child) for child in node.nodes]
    for key, shape in zip(node.nodes[::2], shapes[::2], strict=True):
        if shape not in (DYN, BOOL, INT, UINT, STRING):
            checker.fault(
                key, f"{phrase(shape)} can't be a key of a map", "use a string, a whole number or a bool"
            )
    return MapOf(_joined(shapes[1::2]), _joined(shapes[::2]))


def _joined(shapes: list[Shape]) -> Shape:
    if not shapes:
        return DYN
    whole = shapes[0]
    for shape in shapes[1:]:
        whole = join(whole, shape)
    return whole


def _has(checker: Checker, node: Node) -> Shape:
    if len(node.nodes) != 1 or node.nodes[0].data != "member_dot":
        checker.fault(node, "has() asks for a field", "write has(a.b)")
        return BOOL
    checker.check(node.nodes[0])
    return BOOL


def _dyn(checker: Checker, node: Node) -> Shape:
    if len(node.nodes) != 1:
        return checker.fault(node, f"dyn() takes 1 argument, not {len(node.nodes)}", "write dyn(x)")
    checker.check(node.nodes[0])
    return DYN


def _macro(checker: Checker, node: Node) -> Shape:
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


def _refused(checker: Checker, node: Node) -> Shape:
    if node.data == "member_object":
        return checker.fault(
            node, "messages can't be built in these expressions", 'write a map: {"key": value}'
        )
    return checker.fault(node, "a name can't start with a dot in these expressions", "take the dot away")


def _call(checker: Checker, node: Node) -> Shape:
    if node.data == "member_dot_arg" and node.name in MACROS:
        checker.check(node.nodes[0])  # what else there is may name the macro's variable
        wanted = " or ".join(str(count) for count in MACROS[node.name])
        fact = f"{node.name}() takes {wanted} arguments, not {len(node.nodes) - 1}"
        return checker.fault(node, fact, _use(node.name), node.at)
    shapes = [checker.check(child) for child in node.nodes]
    return calls.called(_Call(checker, node), node, shapes)


@dataclass(frozen=True, slots=True)
class _Call:
    """Notes the faults of one call, with how the function is written as the remedy where there is no better."""

    checker: Checker
    call: Node

    def fault(self, node: Node, message: str, remedy: str = "", at: int | None = None) -> Shape:
        """Note a fault at the call, or at an argument, which is a text that can't be read."""
        if not remedy:
            remedy = _use(self.call.name) if node is self.call else _text(self.call.name)
        return self.checker.fault(node, message, remedy, at)


def _use(name: str) -> str:
    return f"it is written like this: {USES[name]}" if name in USES else "use another one"


def _text(name: str) -> str:
    if name == "matches":
        return "correct the pattern; RE2, which reads it, has no look-ahead and no references back"
    return f"correct the text; {_use(name)}"


RULES: Mapping[str, Callable[[Checker, Node], Shape]] = {
    "ident": _ident,
    "literal": _literal,
    "member_dot": _member_dot,
    "member_index": _member_index,
    "list_lit": _list,
    "map_lit": _map,
    "expr": operands.conditional,
    "conditionalor": operands.logic,
    "conditionaland": operands.logic,
    "relation": operands.relation,
    "addition": operands.arithmetic,
    "multiplication": operands.arithmetic,
    "unary": operands.unary,
    "ident_arg": _call,
    "member_dot_arg": _call,
    "macro_has": _has,
    "macro_dyn": _dyn,
    **{f"macro_{name}": _macro for name in MACROS},
    "dot_ident": _refused,
    "dot_ident_arg": _refused,
    "member_object": _refused,
}
