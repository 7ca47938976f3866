"""Our parser against lark's with cel-python's grammar: the same trees, and the same faults at the same places."""

from __future__ import annotations

import random
from collections.abc import Callable

import lark_parser
import pytest
from cases import each_of
from cel_expressions import expression

from pas_gov.cel.problems import Unreadable
from pas_gov.cel.syntax import parser
from pas_gov.cel.syntax.tree import Node

PIECES = (
    "&&", "||", "!", "-", "+", "*", "/", "%", "==", "!=", "<", ">=", " in ", "?", ":", ".", ",", "(", ")", "[", "]",
    "{", "}", "a", "b.c", "f(x)", "1", "2.5", "'t'", "true", "null", " and ", " or ", "not ", "{1: 2}", "{c: 1}",
    "x.map(y, y, z)", "x.all(y)", "has(a.b)", "dyn(", ".a", ".f()", "a.`b`", "[1,]", "//\n", "\n", " ", "if", "$",
)  # fmt: skip
EXAMPLES = (
    "", "a +", "a b", "a and b", "not a", "(a", "[1, 2", "a ? b", "a ? b ? c : d : e", "a ? b : c ? d : e",
    "1 + + 2", "a.", "a.(", "a.1", "{1: }", "{1}", "a{", "a{b", "a{b: 1, c: (2)}", "a{1: 2}", "1{}.b[2](3)", "f(,)",
    "-a.b", "!!a", "!-(a)", "((a))", "(a && b) && c", "a && (b && c)", "a - b + c - d * e / (f * g)", "a < b < c",
    "a == b in c", ".a.b(c)", ".a(b).c", "has(a)", "a.has(b)", "dyn()", "a.all(b, c, d)", "a.map(b, c, d)",
    "-1", "--1", "- 9223372036854775808", "!" * 70 + "a", "a" + ".b" * 70, "a ? b : " * 70 + "c", "-" * 900,
    "a + b" + " - c" * 300, "true || " * 300 + "false",
)  # fmt: skip


def read(parse: Callable[[str], Node], text: str) -> object:
    """Return all that a tree says, or the fault."""
    try:
        return told(parse(text))
    except Unreadable as unreadable:
        return unreadable.fault


def told(node: Node) -> tuple[object, ...]:
    own = (node.data, node.name, tuple(node.names), repr(node.value))
    place = (node.start, node.end, node.at, node.depth, node.grouped)
    return (*own, *place, *map(told, node.nodes))


def broken(choose: random.Random, text: str) -> str:
    """Return a text of which a piece or two are dropped, doubled or put in."""
    for _ in range(choose.randint(1, 2)):
        start = choose.randrange(len(text) + 1)
        end = start + choose.choice([0, 0, 1, 1, 3])
        text = text[:start] + choose.choice(["", *PIECES, text[start:end] * 2]) + text[end:]
    return text


def pieces(choose: random.Random) -> str:
    return "".join(choose.choices(PIECES, k=choose.randint(1, 9)))


def samples(choose: random.Random, number: int) -> list[str]:
    """Return texts of which about a third can be read."""
    valid = [expression(choose.choice, depth=choose.choice([2, 3, 4])) for _ in range(number // 3)]
    return [*valid, *(broken(choose, text) for text in valid), *(pieces(choose) for _ in range(number // 3))]


@each_of("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_each_form_is_read_as_lark_reads_it(text: str) -> None:
    assert read(parser.parse, text) == read(lark_parser.parse, text)


@pytest.mark.whole
def test_random_texts_are_read_and_refused_as_lark_does() -> None:
    texts = samples(random.Random(20260601), 900)
    found = [read(parser.parse, text) for text in texts]
    assert found == [read(lark_parser.parse, text) for text in texts]
    assert 250 < sum(isinstance(one, tuple) for one in found) < 600


@pytest.mark.slow
def test_a_hundred_thousand_texts_are_read_and_refused_as_lark_does(pytestconfig) -> None:
    if "slow" not in pytestconfig.option.markexpr:
        pytest.skip("100,000 texts: run with -m slow")
    for text in samples(random.Random(), 100_000):
        assert read(parser.parse, text) == read(lark_parser.parse, text), text
