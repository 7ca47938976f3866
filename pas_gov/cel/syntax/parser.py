"""The parser: one pass over the tokens, by precedence climbing, to a small tree of ``Node``.

The grammar is cel-python's, whose names the nodes have: ``tests/cel/test_cel_parser.py`` reads the same texts with
lark and that grammar, and compares every tree and every fault. Calls go as deep as brackets are nested, which the
lexer limits; chains of any length (``!!!a``, ``a.b.c``, ``a ? b : c ? d : e``) are loops.
"""

from __future__ import annotations

import re

from pas_gov.cel.problems import Fault, Unreadable, place_of
from pas_gov.cel.syntax.lexer import Token, tokens_of
from pas_gov.cel.syntax.tree import MACROS, Node

MAX_DEPTH = 64  # levels of sub-expressions; cel-spec asks for 12 to 32
RELATIONS = ("<", "<=", ">=", ">", "==", "!=", "in")
BINARY: dict[str, tuple[int, str]] = {  # how tightly an operator binds, and the rule that it is of
    "||": (1, "conditionalor"),
    "&&": (2, "conditionaland"),
    **dict.fromkeys(RELATIONS, (3, "relation")),
    **dict.fromkeys("+-", (4, "addition")),
    **dict.fromkeys("*/%", (5, "multiplication")),
}
ENDS = (0, "")  # of what is no operator: it ends every chain
LITERALS = frozenset(("UINT_LIT", "FLOAT_LIT", "INT_LIT", "STRING_LIT", "BYTES_LIT", "BOOL_LIT", "NULL_LIT"))


def parse(source: str) -> Node:
    """Return the tree of an expression. Raises Unreadable with the first fault; never takes long."""
    root = _Parser(source, tokens_of(source)).whole()
    if root.depth > MAX_DEPTH:
        fact = f"the expression has {root.depth} levels of sub-expressions; at most {MAX_DEPTH} are read"
        raise Unreadable(Fault(fact, "split it into variables", *place_of(source, root.start)))
    return root


class _Parser:
    """Reads tokens from the left; ``kind`` is that of the next one. Each method reads what it is named after."""

    __slots__ = ("kind", "next", "position", "source", "tokens")

    def __init__(self, source: str, tokens: tuple[Token, ...]) -> None:
        self.source = source
        self.tokens = (*tokens, Token("end", "", None, len(source), len(source)))
        self.position = 0
        self.next = self.tokens[0]
        self.kind = self.next.kind

    def whole(self) -> Node:
        node = self.expression()
        if self.kind != "end":
            raise self.unexpected()
        return node

    def step(self) -> Token:
        """Return the next token, and go on to the one behind it."""
        token = self.next
        self.position += 1
        self.next = self.tokens[self.position]
        self.kind = self.next.kind
        return token

    def wanted(self, kind: str) -> Token:
        """Return the next token, which must be of this kind."""
        if self.kind != kind:
            raise self.unexpected(wants_value=kind == "IDENT")
        return self.step()

    def expression(self) -> Node:
        branches: list[tuple[Node, Node]] = []
        node = self.binary(1)
        while self.kind == "?":
            self.step()
            yes = self.binary(1)
            self.wanted(":")
            branches.append((node, yes))
            node = self.binary(1)
        for condition, yes in reversed(branches):
            node = Node("expr", [condition, yes, node], condition.start, node.end)
        return node

    def binary(self, least: int) -> Node:
        """Read a chain of operators that bind at least as tightly as this."""
        left = self.unary()
        tightness, rule = BINARY.get(self.kind, ENDS)
        while tightness >= least:
            operator = self.step().kind
            left = _joined(rule, left, operator, self.binary(tightness + 1))
            tightness, rule = BINARY.get(self.kind, ENDS)
        return left

    def unary(self) -> Node:
        if self.kind not in ("!", "-"):
            return self.member()
        operators: list[Token] = []
        while self.kind in ("!", "-"):
            operators.append(self.step())
        node = self.member()
        for operator in reversed(operators):
            node = Node("unary", [node], operator.start, node.end, operator.kind)
        return node

    def member(self) -> Node:
        node = self.primary()
        while True:
            kind = self.kind
            if kind == ".":
                self.step()
                node = self.named("member_dot", [node], node.start)
            elif kind == "[":
                self.step()
                index = self.expression()
                node = Node("member_index", [node, index], node.start, self.wanted("]").end)
            elif kind == "{":
                self.step()
                node = Node("member_object", [node], node.start, self.fields())
            else:
                return node

    def named(self, rule: str, nodes: list[Node], start: int) -> Node:
        """Read a name, and the arguments behind it: then the rule is that of a call."""
        name = self.wanted("IDENT")
        end = name.end
        if self.kind == "(":
            self.step()
            nodes = [*nodes, *self.items_until(")")]
            end = self.step().end
            rule = _called(rule, name.text, len(nodes) - 1)
        node = Node(rule, nodes, start, end, name.text)
        node.at = name.start
        return node

    def primary(self) -> Node:
        token = self.next
        if token.kind == "IDENT":
            return self.named("ident", [], token.start)
        if token.kind in LITERALS:
            self.step()
            node = Node("literal", [], token.start, token.end, token.kind)
            node.value = token.value
            return node
        if token.kind not in OPENING:
            raise self.unexpected(wants_value=True)
        self.step()
        return OPENING[token.kind](self, token.start)

    def dotted(self, start: int) -> Node:
        return self.named("dot_ident", [], start)

    def group(self, start: int) -> Node:
        node = self.expression()
        node.grouped, node.start, node.end = True, start, self.wanted(")").end
        return node

    def list_literal(self, start: int) -> Node:
        items = self.items_until("]")
        return Node("list_lit", items, start, self.step().end)

    def items_until(self, closing: str) -> list[Node]:
        """Read expressions between commas, up to the closing bracket; there may be none."""
        if self.kind == closing:
            return []
        items = [self.expression()]
        while self.kind == ",":
            self.step()
            items.append(self.expression())
        if self.kind != closing:
            raise self.unexpected()
        return items

    def map_literal(self, start: int) -> Node:
        entries = [] if self.kind == "}" else self.entry()
        while entries and self.kind == ",":
            self.step()
            entries += self.entry()
        return Node("map_lit", entries, start, self.wanted("}").end)

    def entry(self) -> list[Node]:
        key = self.expression()
        self.wanted(":")
        return [key, self.expression()]

    def fields(self) -> int:
        """Read past the fields of a message, which is refused when it is checked; return where it ends."""
        if self.kind != "}":
            self.field()
            while self.kind == ",":
                self.step()
                self.field()
        return self.wanted("}").end

    def field(self) -> None:
        self.wanted("IDENT")
        self.wanted(":")
        self.expression()

    def unexpected(self, *, wants_value: bool = False) -> Unreadable:
        """Return the fault of the next token, where another was needed: a value or a name, or an operator."""
        token = self.next
        if token.kind == "end":
            place = place_of(self.source, len(self.source.rstrip()) - 1)
            return Unreadable(Fault("the expression ends too early", "complete it", *place))
        missing = f"{'a value or a name' if wants_value else 'an operator'} is missing before it"
        habit = {"and": "&&", "or": "||"}.get(token.text)
        if re.search(r"\bnot\s*$", self.source[: token.start]):
            habit = "! for not"
        remedy = f'write "{habit}"' if habit else missing
        fact = f'"{token.text}" isn\'t expected here'
        return Unreadable(Fault(fact, remedy, *place_of(self.source, token.start)))


OPENING = {".": _Parser.dotted, "(": _Parser.group, "[": _Parser.list_literal, "{": _Parser.map_literal}


def _called(rule: str, name: str, arguments: int) -> str:
    """Return the rule of a call: of a macro, where the name is one's and the number of arguments fits."""
    if rule == "member_dot" and arguments in MACROS.get(name, ()):
        return f"macro_{name}"
    if rule == "ident" and name in ("has", "dyn"):
        return f"macro_{name}"
    return f"{rule}_arg"


def _joined(rule: str, left: Node, operator: str, right: Node) -> Node:
    """Return both sides of an operator as a node; a chain gets one more part instead, so that it isn't deep."""
    if rule == "relation":
        return Node(rule, [left, right], left.start, right.end, operator)
    if left.data == rule and not left.grouped:
        left.nodes.append(right)
        left.end, left.depth = right.end, max(left.depth, right.depth + 1)
    else:
        left = Node(rule, [left, right], left.start, right.end)
    if rule in ("addition", "multiplication"):
        left.names.append(operator)
    return left
