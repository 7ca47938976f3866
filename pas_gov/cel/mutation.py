"""Mutation testing of expressions: small changes of the kinds that people make by mistake.

A conjunct is dropped, a comparison flipped, a list emptied, a constant replaced, a negation dropped, a quantifier
exchanged. Each mutant is the text of a whole expression; it may not compile, and the caller has to see to that.
The kinds are those mutation operators that make sense for conditions (DeMillo, Lipton, Sayward: Hints on test data
selection, 1978).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping

from pas_gov.cel.program import Program
from pas_gov.cel.syntax.tree import Node, walk
from pas_gov.foundation.values import dataclass

FLIPPED: Mapping[str, tuple[str, ...]] = {
    "==": ("!=",),
    "!=": ("==",),
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
}
COMMENT = re.compile("//[^\n]*")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: from start to end, ``text`` is put in; ``says`` describes the change to a person."""

    start: int
    end: int
    text: str
    says: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """The text of a changed expression, and a description of the change."""

    source: str
    says: str


def mutants(program: Program, another: Callable[[str], str]) -> tuple[Mutant, ...]:
    """Return the mutants of an expression in the order of its text; ``another`` returns a replacement for a word."""
    source = program.source
    found = []
    for node in walk(program.executable.tree):
        for edit in EDITS.get(node.data, _none)(source, node, another):
            changed = source[: edit.start] + edit.text + source[edit.end :]
            found.append(Mutant(changed, edit.says))
    return tuple(found)


Another = Callable[[str], str]
Edits = Iterator[Edit]


def _none(_source: str, _node: Node, _another: Another) -> Edits:
    yield from ()


def _replaced(source: str, start: int, end: int, text: str) -> Edit:
    return Edit(start, end, text, f"{shown(source[start:end])} -> {shown(text)}")


def shown(text: str) -> str:
    """Return text on one line, shortened in the middle where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:70]} ... {line[-45:]}"


def _logic(source: str, node: Node, _another: Another) -> Edits:
    """Drop each operand of && and ||."""
    operator = " && " if node.data == "conditionaland" else " || "
    parts = [source[child.start : child.end] for child in node.nodes]
    for index, dropped in enumerate(parts):
        rest = operator.join(part for other, part in enumerate(parts) if other != index)
        text = f"({rest})" if node.grouped else rest
        yield Edit(node.start, node.end, text, f"without {shown(dropped)}")


def _relation(source: str, node: Node, _another: Another) -> Edits:
    left, right = node.nodes
    between = COMMENT.sub(lambda found: " " * len(found[0]), source[left.end : right.start])
    whole = source[node.start : node.end]
    if node.name == "in":
        yield Edit(node.start, node.end, f"!({whole})", f"{shown(whole)} -> not in")
    for operator in FLIPPED.get(node.name, ()):
        at = left.end + between.index(node.name)
        says = f"{shown(whole)} -> {operator}"
        yield Edit(at, at + len(node.name), operator, says)


def _unary(source: str, node: Node, _another: Another) -> Edits:
    if node.name == "!":
        operand = node.nodes[0]
        yield _replaced(source, node.start, node.end, source[operand.start : operand.end])


def _list(source: str, node: Node, _another: Another) -> Edits:
    if node.nodes:
        yield _replaced(source, node.start, node.end, "[]")


def _has(source: str, node: Node, _another: Another) -> Edits:
    yield _replaced(source, node.start, node.end, f"!{source[node.start : node.end]}")


def _quantifier(source: str, node: Node, _another: Another) -> Edits:
    other = {"all": "exists", "exists": "all", "exists_one": "exists"}[node.name]
    whole = source[node.start : node.end]
    yield Edit(node.at, node.at + len(node.name), other, f"{shown(whole)} -> {other}")


def _literal(source: str, node: Node, another: Another) -> Edits:
    written = source[node.start : node.end]
    if node.name == "STRING_LIT" and isinstance(node.value, str):
        other = _other(str.__str__(node.value), node, another)
        yield _replaced(source, node.start, node.end, json.dumps(other, ensure_ascii=False))
    elif node.name == "BOOL_LIT":
        yield _replaced(source, node.start, node.end, "false" if node.value else "true")
    elif node.name in ("INT_LIT", "FLOAT_LIT") and re.fullmatch(r"-?[0-9.]+", written):
        number = float(written) + 1 if "." in written else int(written) + 1
        yield _replaced(source, node.start, node.end, str(number))


def _other(word: str, node: Node, another: Another) -> str:
    """Return another word: the next of those that the checker knows for this place, so that the mutant compiles."""
    known = node.words.known if node.words else ()
    return known[(known.index(word) + 1) % len(known)] if word in known else another(word)


EDITS: Mapping[str, Callable[[str, Node, Another], Edits]] = {
    "conditionaland": _logic,
    "conditionalor": _logic,
    "relation": _relation,
    "unary": _unary,
    "list_lit": _list,
    "literal": _literal,
    "macro_has": _has,
    "macro_all": _quantifier,
    "macro_exists": _quantifier,
    "macro_exists_one": _quantifier,
}
