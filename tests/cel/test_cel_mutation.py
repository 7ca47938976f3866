"""Small changes to an expression: each kind, where it is made, and what it is called."""

from __future__ import annotations

import pytest
from cases import each_of

from pas_gov import cel
from pas_gov.cel.mutation import mutants, shown

NAMES: dict[str, cel.Shape] = {
    "a": cel.BOOL,
    "b": cel.BOOL,
    "c": cel.BOOL,
    "n": cel.INT,
    "x": cel.DOUBLE,
    "s": cel.STRING,
    "l": cel.ListOf(cel.STRING),
    "t": cel.TIMESTAMP,
    "d": cel.DYN,
}


def program(source: str) -> cel.Program:
    found = cel.compile(source, NAMES)
    assert isinstance(found, cel.Program), found
    return found


def made(source: str) -> dict[str, str]:
    """Return the changed expressions with what was changed."""
    return {one.source: one.says for one in mutants(program(source), lambda word: f"not-{word}")}


OPERATORS = [
    ("a conjunct is dropped", "a && b && c", {"b && c": "without a", "a && c": "without b", "a && b": "without c"}),
    ("an alternative is dropped", "a || b", {"b": "without a", "a": "without b"}),
    ("each in its own", "a || b && c",
     {"b && c": "without a", "a": "without b && c", "a || c": "without b", "a || b": "without c"}),
    ("in parentheses, they stay", "(a || b) && c",
     {"c": "without (a || b)", "(a || b)": "without c", "(b) && c": "without a", "(a) && c": "without b"}),
    ("however they are written", "a&&\n  b", {"b": "without a", "a": "without b"}),
    ("equality is turned", "s == s", {"s != s": "s == s -> !="}),
    ("inequality is turned", "s != s", {"s == s": "s != s -> =="}),
    ("less", "n < n", {"n <= n": "n < n -> <=", "n >= n": "n < n -> >="}),
    ("at most", "n <= n", {"n < n": "n <= n -> <", "n > n": "n <= n -> >"}),
    ("more", "n > n", {"n >= n": "n > n -> >=", "n <= n": "n > n -> <="}),
    ("at least", "n>=n", {"n>n": "n>=n -> >", "n<n": "n>=n -> <"}),
    ("a comparison of comparisons", "(n < n) == a",
     {"(n < n) != a": "(n < n) == a -> !=", "(n <= n) == a": "(n < n) -> <=", "(n >= n) == a": "(n < n) -> >="}),
    ("membership", "s in l", {"!(s in l)": "s in l -> not in"}),
    ("membership beside a comparison", "s in l == a", {"s in l != a": "s in l == a -> !=", "!(s in l) == a": "s in l -> not in"}),
    ("a negation is dropped", "!a", {"a": "!a -> a"}),
    ("a negation of a group", "!(a || b)", {"(a || b)": "!(a || b) -> (a || b)", "!(b)": "without a", "!(a)": "without b"}),
    ("a negation in parentheses", "(!a) == b", {"(!a) != b": "(!a) == b -> !=", "a == b": "(!a) -> a"}),
    ("a minus is none", "-n == n", {"-n != n": "-n == n -> !="}),
    ("a list is emptied", "[n, n] == d", {"[n, n] != d": "[n, n] == d -> !=", "[] == d": "[n, n] -> []"}),
    ("an empty one is not", "[] == l", {"[] != l": "[] == l -> !="}),
    ("a text is replaced", "s == 'it'", {"s != 'it'": "s == 'it' -> !=", 's == "not-it"': "'it' -> \"not-it\""}),
    ("a raw text", r"s.startsWith(r'\d')", {r's.startsWith("not-\\d")': r"""r'\d' -> "not-\\d" """.strip()}),
    ("a text of several lines", "s.startsWith('''a\n\"b''')", {'s.startsWith("not-a\\n\\"b")': """'''a "b''' -> "not-a\\n\\"b\""""}),
    ("a text of other letters", "s.contains('é')", {'s.contains("not-é")': "'é' -> \"not-é\""}),
    ("bytes are not", "b'a' == b'a'", {"b'a' != b'a'": "b'a' == b'a' -> !="}),
    ("a number grows", "n == 7", {"n != 7": "n == 7 -> !=", "n == 8": "7 -> 8"}),
    ("a fraction grows", "x == 0.5", {"x != 0.5": "x == 0.5 -> !=", "x == 1.5": "0.5 -> 1.5"}),
    ("numbers in other notations are not", "n == 0x10 && x == 1e3",
     {"x == 1e3": "without n == 0x10", "n == 0x10": "without x == 1e3",
      "n != 0x10 && x == 1e3": "n == 0x10 -> !=", "n == 0x10 && x != 1e3": "x == 1e3 -> !="}),
    ("a bool is turned", "a == true", {"a != true": "a == true -> !=", "a == false": "true -> false"}),
    ("true alone", "true", {"false": "true -> false"}),
    ("null is not", "d == null", {"d != null": "d == null -> !="}),
    ("has", "has(d.x)", {"!has(d.x)": "has(d.x) -> !has(d.x)"}),
    ("all", "l.all(e, e == s)", {"l.exists(e, e == s)": "l.all(e, e == s) -> exists", "l.all(e, e != s)": "e == s -> !="}),
    ("exists", "l.exists(e, a)", {"l.all(e, a)": "l.exists(e, a) -> all"}),
    ("exists_one", "l.exists_one(e, a)", {"l.exists(e, a)": "l.exists_one(e, a) -> exists"}),
    ("one quantifier in another", "l.all(e, l.exists(f, e == f))",
     {"l.exists(e, l.exists(f, e == f))": "l.all(e, l.exists(f, e == f)) -> exists",
      "l.all(e, l.all(f, e == f))": "l.exists(f, e == f) -> all", "l.all(e, l.exists(f, e != f))": "e == f -> !="}),
    ("filter and map are not", "l.filter(e, a) == l.map(e, e)",
     {"l.filter(e, a) != l.map(e, e)": "l.filter(e, a) == l.map(e, e) -> !="}),
    ("what a call reads when it is loaded is not", "t > timestamp('2026-01-01T00:00:00Z')",
     {"t >= timestamp('2026-01-01T00:00:00Z')": "t > timestamp('2026-01-01T00:00:00Z') -> >=",
      "t <= timestamp('2026-01-01T00:00:00Z')": "t > timestamp('2026-01-01T00:00:00Z') -> <="}),
    ("the parts of a choice are, the choice isn't", "a ? n < n : b",
     {"a ? n <= n : b": "n < n -> <=", "a ? n >= n : b": "n < n -> >="}),
    ("a name is not", "a", {}),
    ("an operator in a comment is not", "n // == n\n == n // ==", {"n // == n\n != n // ==": "n // == n == n -> !="}),
]  # fmt: skip


@each_of(("source", "expected"), [row[1:] for row in OPERATORS], ids=[row[0] for row in OPERATORS])
def test_each_part_is_changed_in_each_way_that_its_kind_has(source, expected):
    assert made(source) == expected


@each_of("source", [row[1] for row in OPERATORS], ids=[row[0] for row in OPERATORS])
def test_no_mutant_is_the_expression_itself_and_each_compiles(source):
    assert source not in made(source)
    for changed in made(source):
        program(changed)


def test_they_come_in_the_order_of_the_text():
    found = [one.says for one in mutants(program("n == 1 && (n < 2 || n > 3)"), str.upper)]
    assert [one for one in found if one[0].isdigit()] == ["1 -> 2", "2 -> 3", "3 -> 4"]
    assert found == [one.says for one in mutants(program("n == 1 && (n < 2 || n > 3)"), str.upper)]


@pytest.mark.whole
def test_they_mean_something_else():
    """Not only the text differs: for each there is a value that tells it from the expression."""
    source = "n >= 2 && !(s in ['x', 'y'])"
    values = [{"n": n, "s": s} for n in range(5) for s in ("x", "y", "z", "not-x", "not-y")]

    def answers(text: str) -> list[bool]:
        return [program(text).truth(one, cel.Budget()) for one in values]

    assert len(made(source)) == 10
    assert [changed for changed in made(source) if answers(changed) == answers(source)] == []


def test_a_text_is_shown_on_one_line_and_cut_in_the_middle():
    assert shown(" a\n\t b ") == "a b"
    assert shown("x" * 120) == "x" * 120
    assert shown("a" * 100 + "b" * 100) == "a" * 70 + " ... " + "b" * 45
