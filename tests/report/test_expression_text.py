"""Expressions in two columns: what is shown of each part, and how it is laid out."""

from __future__ import annotations

from typing import Any

import pytest

from pas_gov import cel
from pas_gov.judging.explaining.tracing import traced_expression
from pas_gov.report.expression_text import ExpressionRow, expression_lines, expression_rows
from pas_gov.report.layout import Style


def told(source: str, *, width: int = 80, name: str = "", **given: Any) -> str:
    """Return the lines of an expression over these variables."""
    program = cel.compile(source, dict.fromkeys(given, cel.DYN))
    assert isinstance(program, cel.Program), program
    expression = traced_expression(program, given, cel.Budget())
    return "\n".join(expression_lines(list(expression_rows(expression, 2, name)), Style(width=width)))


def test_values_stand_in_one_column_and_parts_are_indented():
    assert told("a.b == 1 && (c || d)", a={"b": 1}, c=True, d=True) == (
        "  a.b == 1 && (c || d)  true\n"
        "    a.b == 1            true\n"
        "      a.b               1\n"
        "    c || d              true\n"
        "      c                 true\n"
        "      d                 (not needed)"
    )


def test_the_way_to_a_field_is_left_out_unless_it_is_asked_for():
    assert told("has(a.b.c) && a.b.d.e == 1", a={"b": {"c": 1, "d": {"e": 1}}}).splitlines()[1:] == [
        "    has(a.b.c)                true",
        "      a.b                     {c: 1, d: {e: 1}}",
        "    a.b.d.e == 1              true",
        "      a.b.d.e                 1",
    ]


def test_a_variable_has_its_name_before_it():
    assert told("a", name="mine", a=1) == "  mine = a  1"


def test_each_element_of_a_macro_has_a_line_with_what_its_condition_came_to():
    assert told("l.exists(v, v > 1)", l=[1, 2]) == (
        "  l.exists(v, v > 1)  true\n"
        "    l                 [1, 2]\n"
        "    for v = 1         false\n"
        "      v               1\n"
        "    for v = 2         true\n"
        "      v               2"
    )


def test_map_shows_the_condition_and_the_value_of_each_element():
    assert told("l.map(v, v > 1, v + 1).size()", l=[1, 2]).splitlines()[1:] == [
        "    l.map(v, v > 1, v + 1)       [3]",
        "      l                          [1, 2]",
        "      for v = 1:",
        "        v > 1                    false",
        "          v                      1",
        "      for v = 2:",
        "        v > 1                    true",
        "          v                      2",
        "        v + 1                    3",
        "          v                      2",
    ]


def test_macros_in_macros():
    assert told("l.all(a, l.exists(b, a + b == 3))", l=[1, 2]).splitlines()[:6] == [
        "  l.all(a, l.exists(b, a + b == 3))  true",
        "    l                                [1, 2]",
        "    for a = 1                        true",
        "      l                              [1, 2]",
        "      for b = 1                      false",
        "        a + b                        2",
    ]


def test_elements_that_are_not_kept_are_counted():
    lines = told("l.all(v, v < 50)", l=list(range(100))).splitlines()
    assert "    ... 40 more elements" in lines
    assert lines[lines.index("    ... 40 more elements") + 1].split() == ["for", "v", "=", "50", "false"]


def test_an_error_stands_where_it_arose():
    assert told("a.b == 1 && true", a={}) == (
        "  a.b == 1 && true  (no value)\n    a.b == 1        (no value)\n      a.b           error: a.b is not set"
    )


def test_long_expressions_and_values_are_wrapped_within_the_width():
    names = [f"name_{n:03}" for n in range(70)]
    source = " || ".join(f'{name} == "{"x" * 30}"' for name in names)
    said = told(source, **dict.fromkeys(names, "y" * 99))
    assert max(map(len, said.splitlines())) <= 80
    assert sum("..." in line for line in said.splitlines()[:6]) == 1, "the whole is cut, its parts aren't"
    assert f'    name_000 == "{"x" * 30}"' in said
    narrow = told("a", width=40, a="\x1b" * 99)
    assert "\x1b" not in narrow
    assert max(map(len, narrow.splitlines())) <= 60


@pytest.mark.whole
def test_where_parts_are_missing_it_says_so():
    deep = "l.all(a, l.all(b, l.all(c, a + b + c >= 0)))"
    assert told(deep, l=list(range(30))).splitlines()[-1].strip() == "(there were more parts than are kept)"


def test_colours_are_those_of_the_whole_alone():
    program = cel.compile("a && b", {"a": cel.BOOL, "b": cel.BOOL})
    assert isinstance(program, cel.Program)
    expression = traced_expression(program, {"a": False, "b": True}, cel.Budget())
    rows = list(expression_rows(expression, 0, coloured=True))
    assert [(row.text, row.colour) for row in rows] == [("a && b", "red"), ("a", ""), ("b", "dim")]
    painted = list(expression_lines([ExpressionRow(0, "a", "true", "green")], Style(colour=True)))
    assert painted == ["a  \x1b[32mtrue\x1b[0m"]
