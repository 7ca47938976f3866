"""The reference for the closures: a plain visitor of the tree, one method for each kind of node.

``visits`` lists the nodes in the order in which they begin, each with its value or its error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating import operators
from pas_gov.cel.evaluating.names import Names
from pas_gov.cel.evaluating.values import KINDS, List, Map, Value, key_of, kind_phrase
from pas_gov.cel.problems import EvaluationError, Problem, place_of
from pas_gov.cel.syntax.tree import Node


class Visitor:
    """One evaluation of one expression."""

    def __init__(self, source: str, activation: Mapping[str, object], budget: Budget) -> None:
        self.source, self.budget = source, budget
        self.names = Names()
        self.names.given = activation
        self.visits: list[list[object]] = []

    def visit(self, node: Node) -> Value:
        self.budget.left -= 1
        if self.budget.left < 0:
            self.budget.renew()
        visit = [node, None]
        self.visits.append(visit)
        try:
            visit[1] = getattr(self, f"visit_{node.data}")(node)
        except Problem as problem:
            visit[1] = self.error(str(problem), node)
            raise visit[1] from None
        except EvaluationError as error:
            visit[1] = error
            raise
        return visit[1]

    def all(self, nodes: Iterable[Node]) -> list[Value]:
        return [self.visit(node) for node in nodes]

    def error(self, message: str, node: Node) -> EvaluationError:
        return EvaluationError(message, *place_of(self.source, node.start))

    def text(self, node: Node) -> str:
        return " ".join(self.source[node.start : node.end].split())

    def visit_ident(self, node: Node) -> Value:
        return self.names[node.name]

    def visit_literal(self, node: Node) -> Value:
        return node.value

    def fields_of(self, node: Node) -> Map:
        container = self.visit(node.nodes[0])
        if type(container) is not Map:
            raise Problem(f"{self.text(node.nodes[0])} is {kind_phrase(container)} and has no fields")
        return container

    def visit_member_dot(self, node: Node) -> Value:
        container = self.fields_of(node)
        if node.name not in container:
            raise Problem(f"{self.text(node)} is not set")
        return container.read(node.name)

    def visit_macro_has(self, node: Node) -> Value:
        return node.nodes[0].name in self.fields_of(node.nodes[0])

    def visit_member_index(self, node: Node) -> Value:
        return operators.item(*self.all(node.nodes))

    def visit_list_lit(self, node: Node) -> Value:
        return List(self.all(node.nodes), converted=True)

    def visit_map_lit(self, node: Node) -> Value:
        parts = self.all(node.nodes)
        for index, key in enumerate(parts[::2]):
            if type(key) not in operators.MAP_KEYS:
                raise Problem(f"{kind_phrase(key)} can't be a key")
            if key_of(key) in [key_of(one) for one in parts[: 2 * index : 2]]:
                raise Problem("a key is written twice in the map")
        entries = zip(map(key_of, parts[::2]), parts[1::2], strict=True)
        return Map(dict(entries), parts[::2])

    def visit_expr(self, node: Node) -> Value:
        condition, yes, no = node.nodes
        found = self.visit(condition)
        if type(found) is not bool:
            raise Problem(f'"?" needs a bool before it, not {kind_phrase(found)}')
        return self.visit(yes if found else no)

    def visit_conditionaland(self, node: Node) -> Value:
        return self.decided(node.nodes, False, '"&&" needs bools')

    def visit_conditionalor(self, node: Node) -> Value:
        return self.decided(node.nodes, True, '"||" needs bools')

    def decided(self, operands: Iterable[Node], deciding: bool, needs: str) -> Value:
        errors: list[EvaluationError] = []
        for operand in operands:
            try:
                found = self.visit(operand)
            except EvaluationError as error:
                errors.append(error)
                continue
            if type(found) is not bool:
                errors.append(self.error(f"{needs}, not {kind_phrase(found)}", operand))
            elif found == deciding:
                return deciding
        if errors:
            raise errors[0]
        return not deciding

    def visit_relation(self, node: Node) -> Value:
        one, other = self.all(node.nodes)
        if node.name in ("==", "!="):
            return operators.equal(one, other, self.budget) is (node.name == "==")
        if node.name == "in":
            return operators.contained(one, other, self.budget)
        return operators.compare(node.name, one, other)

    def visit_addition(self, node: Node) -> Value:
        first, *others = node.nodes
        result = self.visit(first)
        for operator, operand in zip(node.names, others, strict=True):
            result = operators.calculate(operator, result, self.visit(operand), self.budget)
        return result

    visit_multiplication = visit_addition

    def visit_unary(self, node: Node) -> Value:
        operand = self.visit(node.nodes[0])
        return (operators.negation if node.name == "!" else operators.negated_number)(operand)

    def visit_ident_arg(self, node: Node) -> Value:
        arguments = self.all(node.nodes)
        overload = node.value.get(tuple(KINDS[type(argument)] for argument in arguments))
        if overload is None:
            raise Problem(f"{node.name}() can't be applied to {' and '.join(map(kind_phrase, arguments))}")
        if overload.does is None:
            raise Problem(f"unsupported: {node.name}() of a text that isn't written in the expression")
        return overload.does(*arguments)

    visit_member_dot_arg = visit_ident_arg

    def visit_macro_matches(self, node: Node) -> Value:
        text = self.visit(node.nodes[0])
        if type(text) is not str:
            raise Problem(f"matches() needs a string, not {kind_phrase(text)}")
        self.budget.charge(len(text) // 64)
        return node.value.search(text) is not None

    def visit_macro_dyn(self, node: Node) -> Value:
        return self.visit(node.nodes[0])

    def each(self, node: Node, fold: Callable[[Iterable[None]], Value]) -> Value:
        """Fold over the elements, each bound to the macro's variable before it is asked about."""
        over, name = self.visit(node.nodes[0]), node.nodes[1].name
        if type(over) not in (List, Map):
            raise Problem(f"{node.name}() needs a list or a map, not {kind_phrase(over)}")
        outer = dict(self.names)
        try:
            return fold(self.names.update({name: item}) for item in over)
        finally:
            self.names.pop(name, None)
            self.names.update({name: outer[name]} if name in outer else {})

    def holds(self, node: Node) -> bool:
        found = self.visit(node.nodes[2])
        if type(found) is not bool:
            raise Problem(f"{node.name}() needs bools, not {kind_phrase(found)}")
        return found

    def visit_macro_all(self, node: Node) -> Value:
        deciding, needs = node.name == "exists", f"{node.name}() needs bools"
        return self.each(node, lambda each: self.decided((node.nodes[2] for _ in each), deciding, needs))

    visit_macro_exists = visit_macro_all

    def visit_macro_exists_one(self, node: Node) -> Value:
        return self.each(node, lambda each: sum(self.holds(node) for _ in each) == 1)

    def visit_macro_filter(self, node: Node) -> Value:
        name = node.nodes[1].name
        return self.each(
            node, lambda each: List([self.names[name] for _ in each if self.holds(node)], converted=True)
        )

    def visit_macro_map(self, node: Node) -> Value:
        every = len(node.nodes) == 3
        return self.each(
            node,
            lambda each: List(
                [self.visit(node.nodes[-1]) for _ in each if every or self.holds(node)], converted=True
            ),
        )
