"""The interpreter: evaluates a checked tree as the specification defines every operator, function and macro.

It is a subclass of ``celpy.evaluation.Evaluator``, which calls for each node the method named after its rule.
Errors are raised as exceptions; ``&&``, ``||``, ``all`` and ``exists`` catch those that the specification lets
them absorb. cel-python's ``CompiledRunner`` is not used, because it runs generated code in shared globals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import lark
from celpy.celtypes import BoolType, StringType
from celpy.evaluation import Activation, Evaluator

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating import operators
from pas_gov.cel.evaluating.signatures import Overload
from pas_gov.cel.evaluating.values import (
    FALSE,
    KINDS,
    TRUE,
    List,
    Map,
    Value,
    boolean,
    key_of,
    kind_phrase,
    value,
)
from pas_gov.cel.problems import EvaluationError, Problem, place_of
from pas_gov.cel.syntax.tree import Node

_ABSENT = object()


class Interpreter(Evaluator):
    """One evaluation of one expression over one activation."""

    def __init__(self, source: str, tree: Node, activation: Mapping[str, object], budget: Budget) -> None:
        """Take the expression and its checked tree, the variables, and the budget to charge."""
        super().__init__(tree, cast(Activation, activation))
        self.given = activation  # read one name at a time, since it may compute its values
        self.names: dict[str, Any] = {}  # the CEL values read so far; macros put their variables over them
        self.source = source
        self.budget = budget

    def visit(self, tree: lark.Tree[Any]) -> Value:
        """Return the value of a node; EvaluationError with its place where it has none."""
        budget = self.budget
        budget.left -= 1
        if budget.left < 0:
            budget.renew()
        try:
            return getattr(self, tree.data)(tree)
        except Problem as problem:
            raise self.error(str(problem), cast(Node, tree)) from None

    def error(self, message: str, tree: Node) -> EvaluationError:
        """Return an error at a node's place."""
        return EvaluationError(message, *place_of(self.source, tree.start))

    def text(self, tree: Node) -> str:
        """Return a node's text on one line."""
        return " ".join(self.source[tree.start : tree.end].split())

    # Names, fields and items

    def ident(self, tree: lark.Tree[Any]) -> Value:
        """Return a variable."""
        name = cast(Node, tree).name
        if name not in self.names:
            self.names[name] = self._given(name)
        return self.names[name]

    def _given(self, name: str) -> Value:
        try:
            return value(self.given[name])
        except KeyError:
            raise Problem(f"{name} is not given") from None
        except EvaluationError as error:  # its place is in the expression that computes the variable
            raise Problem(f"{name} has no value: {error.message}") from None

    def literal(self, tree: lark.Tree[Any]) -> Value:
        """Return a literal, or a call that was replaced by its value when it was checked."""
        return cast(Node, tree).value

    def member_dot(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``a.b``: the value at a string key of a map."""
        node = cast(Node, tree)
        container = self.visit(node.nodes[0])
        if type(container) is not Map:
            raise Problem(f"{self.text(node.nodes[0])} is {kind_phrase(container)} and has no fields")
        try:
            return container.read(node.name)
        except KeyError:
            raise Problem(f"{self.text(node)} is not set") from None

    def macro_has(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``has(a.b)``: whether the map has the key; every other failure stays an error."""
        selection = cast(Node, tree).nodes[0]
        container = self.visit(selection.nodes[0])
        if type(container) is not Map:
            raise Problem(f"{self.text(selection.nodes[0])} is {kind_phrase(container)} and has no fields")
        return boolean(selection.name in container)

    def member_index(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``a[b]``."""
        container, index = (self.visit(child) for child in tree.children)
        return operators.item(container, index)

    def list_lit(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``[a, b]``."""
        return List([self.visit(child) for child in tree.children], converted=True)

    def map_lit(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``{a: b}``; a repeated key is an error, numbers of different kinds being one key."""
        entries: dict[object, Value] = {}
        keys: list[Value] = []
        parts = [self.visit(child) for child in tree.children]
        for key, item in zip(parts[::2], parts[1::2], strict=True):
            if type(key) not in operators.MAP_KEYS:
                raise Problem(f"{kind_phrase(key)} can't be a key")
            if key_of(key) in entries:
                raise Problem("a key is written twice in the map")
            entries[key_of(key)] = item
            keys.append(key)
        return Map(entries, keys)

    # Operators

    def expr(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``a ? b : c``."""
        condition, yes, no = tree.children
        return self.visit(
            yes if self._bool(self.visit(condition), '"?" needs a bool before it') is TRUE else no
        )

    def _bool(self, cel: Value, needs: str) -> Value:
        if type(cel) is not BoolType:
            raise Problem(f"{needs}, not {kind_phrase(cel)}")
        return cel

    def conditionaland(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``a && b``: false where any operand is, else the first error, else true."""
        return self._decided(tree.children, FALSE, '"&&" needs bools')

    def conditionalor(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``a || b``: true where any operand is, else the first error, else false."""
        return self._decided(tree.children, TRUE, '"||" needs bools')

    def _decided(self, operands: Iterable[Any], deciding: Value, needs: str) -> Value:
        failure: EvaluationError | None = None
        for operand in operands:
            try:
                found = self.visit(operand)
            except EvaluationError as error:
                failure = failure or error
                continue
            if found is deciding:
                return deciding
            if type(found) is not BoolType:
                failure = failure or self.error(f"{needs}, not {kind_phrase(found)}", operand)
        if failure is not None:
            raise failure
        return FALSE if deciding is TRUE else TRUE

    def relation(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``a == b``, ``a < b``, ``a in b`` and their kin."""
        node = cast(Node, tree)
        left, right = node.nodes
        one, other, operator = self.visit(left), self.visit(right), node.name
        if operator == "==":
            return TRUE if operators.equal(one, other, self.budget) else FALSE
        if operator == "!=":
            return FALSE if operators.equal(one, other, self.budget) else TRUE
        if operator == "in":
            return operators.contained(one, other, self.budget)
        return operators.compare(operator, one, other)

    def addition(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``a + b - c``, from the left."""
        node = cast(Node, tree)
        result = self.visit(node.nodes[0])
        for operator, child in zip(node.names, node.nodes[1:], strict=True):
            result = operators.calculate(operator, result, self.visit(child), self.budget)
        return result

    multiplication = addition

    def unary(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``!a`` and ``-a``."""
        operand = self.visit(tree.children[0])
        return (operators.negation if cast(Node, tree).name == "!" else operators.negated_number)(operand)

    # Functions and macros

    def ident_arg(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``f(a)`` and ``a.f(b)``: the overload whose arguments are these."""
        node = cast(Node, tree)
        arguments = [self.visit(child) for child in node.nodes]
        overload: Overload | None = node.value.get(tuple([KINDS[type(argument)] for argument in arguments]))
        if overload is None:
            given = " and ".join(kind_phrase(argument) for argument in arguments)
            raise Problem(f"{node.name}() can't be applied to {given}")
        if overload.does is None:
            raise Problem(f"unsupported: {node.name}() of a text that isn't written in the expression")
        return overload.does(*arguments)

    member_dot_arg = ident_arg

    def macro_matches(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``a.matches("pattern")``; the pattern was compiled when the expression was checked."""
        text = self.visit(tree.children[0])
        if type(text) is not StringType:
            raise Problem(f"matches() needs a string, not {kind_phrase(text)}")
        self.budget.charge(len(text) // 64)
        return boolean(cast(Node, tree).value.search(str.__str__(text)) is not None)

    def macro_dyn(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``dyn(a)``: a itself; only the checker forgets its type."""
        return self.visit(tree.children[0])

    def macro_all(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``list.all(x, condition)``: ``&&`` over the elements."""
        return self._fold(cast(Node, tree), FALSE)

    def macro_exists(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``list.exists(x, condition)``: ``||`` over the elements."""
        return self._fold(cast(Node, tree), TRUE)

    def _fold(self, node: Node, deciding: Value) -> Value:
        with _Scope(self, node) as items:
            return self._decided((node.nodes[2] for _ in items), deciding, f"{node.name}() needs bools")

    def macro_exists_one(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``list.exists_one(x, condition)``: every error counts."""
        node = cast(Node, tree)
        with _Scope(self, node) as items:
            return boolean(sum(self._holds(node) for _ in items) == 1)

    def macro_filter(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``list.filter(x, condition)``."""
        node = cast(Node, tree)
        with _Scope(self, node) as items:
            return List([item for item in items if self._holds(node)], converted=True)

    def macro_map(self, tree: lark.Tree[Any]) -> Value:
        """Evaluate ``list.map(x, value)`` and ``list.map(x, condition, value)``."""
        node = cast(Node, tree)
        all_of_them = len(node.nodes) == 3
        with _Scope(self, node) as items:
            made = [self.visit(node.nodes[-1]) for _ in items if all_of_them or self._holds(node)]
        return List(made, converted=True)

    def _holds(self, node: Node) -> bool:
        return self._bool(self.visit(node.nodes[2]), f"{node.name}() needs bools") is TRUE


class _Scope:
    """Binds a macro's variable to each element, or key of a map, in turn, and puts it back at the end."""

    __slots__ = ("hidden", "items", "name", "names")

    def __init__(self, interpreter: Interpreter, node: Node) -> None:
        self.items = self._range(interpreter.visit(node.nodes[0]), node.name)
        self.names = interpreter.names
        self.name = node.nodes[1].name
        self.hidden = self.names.get(self.name, _ABSENT)

    @staticmethod
    def _range(over: Value, macro: str) -> Iterable[Value]:
        if type(over) not in (List, Map):
            raise Problem(f"{macro}() needs a list or a map, not {kind_phrase(over)}")
        return cast(Iterable[Value], over)

    def __enter__(self) -> Iterator[Value]:
        for item in self.items:
            self.names[self.name] = item
            yield item

    def __exit__(self, *_error: object) -> None:
        self.names.pop(self.name, None)
        if self.hidden is not _ABSENT:
            self.names[self.name] = self.hidden
