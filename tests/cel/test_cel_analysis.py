"""What an expression reads, and what it says whatever it reads."""

from __future__ import annotations

from cases import each_of

from pas_gov import cel

SHAPES: dict[str, cel.Shape] = {"a": cel.DYN, "b": cel.DYN, "x": cel.DYN}


def program(source: str) -> cel.Program:
    found = cel.compile(source, SHAPES)
    assert isinstance(found, cel.Program), found
    return found


@each_of(
    ("source", "reads"),
    [
        ("1 + 1", set()),
        ("a", {("a", "")}),
        ("a.b.c", {("a", "b")}),
        ("(a).b", {("a", "b")}),
        ("a['b'].c + a.d", {("a", "b"), ("a", "d")}),
        ("a[b]", {("a", ""), ("b", "")}),
        ("a[0]", {("a", "")}),
        ("has(a.b)", {("a", "b")}),
        ("a.b.exists(x, x.c == a.d)", {("a", "b"), ("a", "d")}),
        ("x.filter(x, x.c)", {("x", "")}),
        ("x.y.map(x, a.all(b, b == x))", {("x", "y"), ("a", "")}),
        ("[b].map(a, a.b) == a", {("a", ""), ("b", "")}),
        ("a.b.contains('a') || matches(b, 'x')", {("a", "b"), ("b", "")}),
        ("timestamp('2026-01-01T00:00:00Z') > a", {("a", "")}),
        ("{a: b}", {("a", ""), ("b", "")}),
    ],
)
def test_what_is_read_is_told_without_what_macros_bind(source, reads):
    assert program(source).reads == reads
    assert program(source).names == {name for name, _ in reads}


@each_of(
    ("source", "always"),
    [
        ("true", True), ("1 > 2", False), ("[1, 2].exists(x, x == 2)", True),
        ("a && false", False), ("false && a && b", False), ("a || (b || !false)", True), ("!(a && !true)", True),
        ("true && true", True), ("true && (false || false)", False),
        ("a", None), ("a && true", None), ("a || false", None), ("!a", None), ("a == a", None), ("a ? true : true", None),
        ("1", None), ("'true'", None), ("1 / 0 == 1", None), ("[1].all(x, x == a)", None),
        ("[" + "0," * 200 + "].all(x, [" + "0," * 200 + "].all(y, x == y))", None),  # it would take too many steps
    ],
)  # fmt: skip
def test_what_is_always_true_or_false_is_known_and_nothing_else_is_claimed(source, always):
    assert program(source).constant_truth is always
