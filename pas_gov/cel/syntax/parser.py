"""The parser: cel-python's grammar reads the tokens, and the result becomes a small tree of ``Node``.

cel-python's parser wraps every operand in ten nested nodes with one child each. Here only the nodes that mean
something are kept, under the grammar's own rule names, because the interpreter dispatches on these.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from operator import itemgetter
from typing import Any, cast

import lark
from lark.exceptions import UnexpectedToken

from pas_gov.cel.problems import Fault, Unreadable, place_of
from pas_gov.cel.syntax.grammar import grammar
from pas_gov.cel.syntax.lexer import Token, tokens_of
from pas_gov.cel.syntax.tree import MACROS, Node

MAX_DEPTH = 64  # levels of sub-expressions; cel-spec asks for 12 to 32
OPERATORS = {
    "relation_lt": "<", "relation_le": "<=", "relation_ge": ">=", "relation_gt": ">",
    "relation_eq": "==", "relation_ne": "!=", "relation_in": "in",
    "addition_add": "+", "addition_sub": "-",
    "multiplication_mul": "*", "multiplication_div": "/", "multiplication_mod": "%",
    "unary_not": "!", "unary_neg": "-",
}  # fmt: skip


FOLDED = (
    "expr", "conditionalor", "conditionaland", "relation", "addition", "multiplication",
    "unary", "member", "primary",
)  # fmt: skip
Parts = list[Any]  # built nodes, tokens, and for the grammar's helper rules what they hold


def parse(source: str) -> Node:
    """Return the tree of an expression. Raises Unreadable with the first fault; never takes long."""
    tokens = tokens_of(source)
    built: dict[int, Any] = {}
    tree = _tree(source, tokens)
    for rule in tree.iter_subtrees():  # inner ones first, without recursion
        parts = [built[id(child)] if isinstance(child, lark.Tree) else child for child in rule.children]
        built[id(rule)] = _build(rule, parts)
    root = cast(Node, built[id(tree)])
    if root.depth > MAX_DEPTH:
        fact = f"the expression has {root.depth} levels of sub-expressions; at most {MAX_DEPTH} are read"
        raise Unreadable(Fault(fact, "split it into variables", *place_of(source, root.start)))
    return root


@functools.cache
def _grammar() -> tuple[lark.Lark, dict[str, str]]:
    found = grammar()
    return found, {terminal.pattern.value: terminal.name for terminal in found.terminals}


@functools.cache
def _folding() -> Any:
    """Return how lark builds its tree, without the chains of single children: four nodes out of five."""
    conf = _grammar()[0].parse_interactive().parser_state.parse_conf
    callbacks: dict[Any, Any] = dict(conf.callbacks)
    for rule in callbacks:
        if len(rule.expansion) == 1 and str(rule.origin.name) in FOLDED and not rule.expansion[0].is_term:
            callbacks[rule] = itemgetter(0)
    return type(conf)(conf.parse_table, callbacks, conf.start)


def _tree(source: str, tokens: tuple[Token, ...]) -> lark.Tree[Any]:
    found, terminals = _grammar()
    parser = found.parse_interactive()
    parser.parser_state.parse_conf = _folding()
    try:
        for token in tokens:
            parser.feed_token(_lark_token(token, terminals))
        return cast("lark.Tree[Any]", parser.feed_eof())  # type: ignore[no-untyped-call]
    except UnexpectedToken as error:
        raise Unreadable(_unexpected(source, error)) from None


def _lark_token(token: Token, terminals: dict[str, str]) -> lark.Token:
    kind = terminals.get(token.kind, token.kind)
    place = (token.start, token.line, token.column, token.line, token.column, token.end)
    made = lark.Token(kind, token.text, *place)
    made.value = token.value  # what the literal means was decided when it was scanned
    return made


def _unexpected(source: str, error: UnexpectedToken) -> Fault:
    wants_value = "IDENT" in error.expected
    if error.token.type == "$END":
        place = place_of(source, len(source.rstrip()) - 1)
        return Fault("the expression ends too early", "complete it", *place)
    place = (error.token.line or 1, error.token.column or 1)
    missing = "a value or a name is missing before it" if wants_value else "an operator is missing before it"
    habit = {"and": "&&", "or": "||"}.get(str(error.token))
    if re.search(r"\bnot\s*$", source[: error.token.start_pos]):
        habit = "! for not"
    return Fault(f'"{error.token}" isn\'t expected here', f'write "{habit}"' if habit else missing, *place)


def _build(rule: lark.Tree[Any], parts: Parts) -> Any:
    name = str(rule.data)
    if name in OPERATORS:
        return (OPERATORS[name], *parts)
    if name in ("exprlist", "mapinits", "fieldinits"):
        return parts
    return BUILDERS[name](rule, parts)


def _node(rule: lark.Tree[Any], children: list[Node]) -> Node:
    return Node(str(rule.data), children, rule.meta.start_pos, rule.meta.end_pos)


def _plain(rule: lark.Tree[Any], parts: Parts) -> Node:
    return _node(rule, parts)


def _chain(rule: lark.Tree[Any], parts: Parts) -> Node:
    """Make one node of three children of ``a || b || c``, so that long chains aren't deep."""
    left, right = parts
    return _joined(rule, left, right)


def _joined(rule: lark.Tree[Any], left: Node, right: Node) -> Node:
    if left.data != rule.data or left.grouped:
        return _node(rule, [left, right])
    left.children.append(right)
    left.end, left.depth = rule.meta.end_pos, max(left.depth, right.depth + 1)
    return left


def _binary(rule: lark.Tree[Any], parts: Parts) -> Node:
    (operator, left), right = parts
    node = _node(rule, [left, right])
    node.name = operator
    return node


def _arithmetic(rule: lark.Tree[Any], parts: Parts) -> Node:
    (operator, left), right = parts
    node = _joined(rule, left, right)
    node.names.append(operator)
    return node


def _unary(rule: lark.Tree[Any], parts: Parts) -> Node:
    (operator,), operand = parts
    node = _node(rule, [operand])
    node.name = operator
    return node


def _literal(rule: lark.Tree[Any], parts: Parts) -> Node:
    node = _node(rule, [])
    token = parts[0]
    node.name, node.value = token.type, token.value
    return node


def _named(rule: lark.Tree[Any], parts: Parts) -> Node:
    """Make a node of a rule with one name: a, a.b, f(x), a.f(x), .a; arguments follow the receiver."""
    token = next(part for part in parts if isinstance(part, lark.Token))
    children = [part for part in parts if isinstance(part, Node)]
    for part in parts:
        if isinstance(part, list):
            children.extend(part)
    node = _node(rule, children)
    node.name, node.at = str(token), cast(int, token.start_pos)
    return _macro(node)


def _macro(node: Node) -> Node:
    arguments = len(node.children) - 1
    if node.data == "member_dot_arg" and arguments in MACROS.get(node.name, ()):
        node.data = f"macro_{node.name}"
    if node.data == "ident_arg" and node.name in ("has", "dyn"):
        node.data = f"macro_{node.name}"
    return node


def _group(rule: lark.Tree[Any], parts: Parts) -> Node:
    node = cast(Node, parts[0])
    node.grouped, node.start, node.end = True, rule.meta.start_pos, rule.meta.end_pos
    return node


def _items(rule: lark.Tree[Any], parts: Parts) -> Node:
    return _node(rule, parts[0] if parts else [])


def _message(rule: lark.Tree[Any], parts: Parts) -> Node:
    return _node(rule, [parts[0]])


BUILDERS: dict[str, Callable[[lark.Tree[Any], Parts], Node]] = {
    "expr": _plain,
    "conditionalor": _chain,
    "conditionaland": _chain,
    "relation": _binary,
    "addition": _arithmetic,
    "multiplication": _arithmetic,
    "unary": _unary,
    "literal": _literal,
    "paren_expr": _group,
    "ident": _named,
    "ident_arg": _named,
    "dot_ident": _named,
    "dot_ident_arg": _named,
    "member_dot": _named,
    "member_dot_arg": _named,
    "member_index": _plain,
    "member_object": _message,
    "list_lit": _items,
    "map_lit": _items,
}
