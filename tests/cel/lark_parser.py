"""The reference for our parser: the same tokens read by lark, with the grammar that cel-python has."""

from __future__ import annotations

import functools
import re
from importlib import resources

import lark
from lark.exceptions import UnexpectedToken

from pas_gov.cel.problems import Fault, Unreadable, place_of
from pas_gov.cel.syntax.lexer import tokens_of
from pas_gov.cel.syntax.parser import MAX_DEPTH
from pas_gov.cel.syntax.tree import MACROS, Node

OPERATORS = {
    "relation_lt": "<", "relation_le": "<=", "relation_ge": ">=", "relation_gt": ">",
    "relation_eq": "==", "relation_ne": "!=", "relation_in": "in",
    "addition_add": "+", "addition_sub": "-",
    "multiplication_mul": "*", "multiplication_div": "/", "multiplication_mod": "%",
    "unary_not": "!", "unary_neg": "-",
}  # fmt: skip
CHAINED = ("conditionalor", "conditionaland", "addition", "multiplication")
NAMED = ("ident", "ident_arg", "dot_ident", "dot_ident_arg", "member_dot", "member_dot_arg")


def parse(source: str) -> Node:
    """Return the tree of an expression, or raise Unreadable."""
    tree = _tree(source)
    built: dict[int, object] = {}
    for rule in tree.iter_subtrees():
        parts = [built[id(child)] if isinstance(child, lark.Tree) else child for child in rule.children]
        built[id(rule)] = _build(str(rule.data), rule.meta, parts)
    root = built[id(tree)]
    if root.depth > MAX_DEPTH:
        fact = f"the expression has {root.depth} levels of sub-expressions; at most {MAX_DEPTH} are read"
        raise Unreadable(Fault(fact, "split it into variables", *place_of(source, root.start)))
    return root


@functools.cache
def _grammar() -> tuple[lark.Lark, dict[str, str]]:
    text = (resources.files("celpy") / "cel.lark").read_text(encoding="utf-8")
    found = lark.Lark(
        text, parser="lalr", lexer="basic", start="expr", g_regex_flags=re.M,
        propagate_positions=True, maybe_placeholders=False, priority="invert",
    )  # fmt: skip
    return found, {terminal.pattern.value: terminal.name for terminal in found.terminals}


def _tree(source: str) -> lark.Tree:
    tokens = tokens_of(source)
    grammar, terminals = _grammar()
    parser = grammar.parse_interactive()
    try:
        for token in tokens:
            kind = terminals.get(token.kind, token.kind)
            made = lark.Token(kind, token.text, token.start, end_pos=token.end, line=1, column=1)
            made.value = token.value
            parser.feed_token(made)
        return parser.feed_eof()
    except UnexpectedToken as error:
        raise Unreadable(_unexpected(source, error)) from None


def _unexpected(source: str, error: UnexpectedToken) -> Fault:
    if error.token.type == "$END":
        place = place_of(source, len(source.rstrip()) - 1)
        return Fault("the expression ends too early", "complete it", *place)
    place = place_of(source, error.token.start_pos)
    wanted = "a value or a name" if "IDENT" in error.expected else "an operator"
    habit = {"and": "&&", "or": "||"}.get(str(error.token))
    if re.search(r"\bnot\s*$", source[: error.token.start_pos]):
        habit = "! for not"
    remedy = f'write "{habit}"' if habit else f"{wanted} is missing before it"
    return Fault(f'"{error.token}" isn\'t expected here', remedy, *place)


def _build(rule: str, meta: object, parts: list) -> object:
    if rule in OPERATORS:
        return (OPERATORS[rule], *parts)
    if rule in ("exprlist", "mapinits", "fieldinits"):
        return parts
    if len(parts) == 1 and isinstance(parts[0], Node) and rule not in ("paren_expr", "member_object"):
        return parts[0]  # a chain of rules with one part each
    if rule == "paren_expr":
        parts[0].grouped, parts[0].start, parts[0].end = True, meta.start_pos, meta.end_pos
        return parts[0]
    return _node(rule, meta, parts)


def _node(rule: str, meta: object, parts: list) -> Node:
    names = [part[0] for part in parts if isinstance(part, tuple)]
    nodes = [node for part in parts for node in _nodes(part)]
    if rule == "member_object":
        nodes = nodes[:1]
    if rule in CHAINED and nodes[0].data == rule and not nodes[0].grouped:
        left, right = nodes
        left.nodes.append(right)
        left.names += names
        left.end, left.depth = meta.end_pos, max(left.depth, right.depth + 1)
        return left
    made = Node(rule, nodes, meta.start_pos, meta.end_pos)
    if rule in ("addition", "multiplication"):
        made.names = names
    elif names:
        made.name = names[0]
    if rule == "literal":
        made.name, made.value = parts[0].type, parts[0].value
    return _named(made, parts) if rule in NAMED else made


def _nodes(part: object) -> list[Node]:
    if isinstance(part, Node):
        return [part]
    return [node for node in part if isinstance(node, Node)] if isinstance(part, (tuple, list)) else []


def _named(node: Node, parts: list) -> Node:
    name = next(part for part in parts if isinstance(part, lark.Token))
    node.name, node.at = str(name), name.start_pos
    if node.data == "member_dot_arg" and len(node.nodes) - 1 in MACROS.get(node.name, ()):
        node.data = f"macro_{node.name}"
    if node.data == "ident_arg" and node.name in ("has", "dyn"):
        node.data = f"macro_{node.name}"
    return node
