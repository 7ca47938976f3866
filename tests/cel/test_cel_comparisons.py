"""Comparisons across types, recorded while a program is evaluated: never equal, whatever the values."""

from __future__ import annotations

from cases import each_of

from pas_gov import cel
from pas_gov.cel.instruments.comparisons import MAX_ELEMENTS, OTHER_LETTERS, Comparisons

ACTIVATION: dict[str, object] = {
    "n": 40,
    "s": "40",
    "l": [39, "a"],
    "none": None,
    "yes": True,
    "m": {"a": 1},
    "plan": "Yearly ",
}


def comparisons(source: str) -> Comparisons:
    program = cel.compile(source, dict.fromkeys([*ACTIVATION, "long"], cel.DYN))
    assert isinstance(program, cel.Program), program
    return Comparisons(program)


@each_of(
    ("source", "left", "right"),
    [
        ("n == s", "a number", "a text"),
        ("s != 40.0", "a text", "a number"),
        ("yes == s", "true or false", "a text"),
        ("m == l", "a mapping", "a list"),
        ("s in [39, 40]", "a text", "a number"),
        ("plan == 'yearly'", "a text", OTHER_LETTERS),
        ("plan in ['monthly', 'YEAR LY']", "a text", OTHER_LETTERS),
    ],
)
def test_values_of_types_that_are_never_equal_are_recorded(source: str, left: str, right: str) -> None:
    found = comparisons(source)
    found.instrumented().evaluate(ACTIVATION, cel.Budget())
    assert [(one.text, one.left, one.right) for one in found.never_equal.values()] == [(source, left, right)]


@each_of(
    "source",
    ["n == 40u", "n == 40.5", "s == 'a'", "n == none", "none != s", "s in l", "s in []", "s in m", "n < 41",
     "plan == 'monthly'", "plan == 'Yearly '", "plan in ['yearly', 'Yearly ']", "plan != 'weekly'",
     "false && n == s", "true || n == s", "s in long"],
)  # fmt: skip
def test_what_may_be_equal_or_is_not_evaluated_is_not(source: str) -> None:
    found = comparisons(source)
    found.instrumented().evaluate({**ACTIVATION, "long": [1] * (MAX_ELEMENTS + 1)}, cel.Budget())
    assert found.never_equal == {}


def test_one_comparison_is_recorded_once_and_changes_no_answer_and_no_cost() -> None:
    found = comparisons("l.exists(one, one == true) || n == 40")
    budgets = [cel.Budget(), cel.Budget()]
    programs = (found.program, found.instrumented())
    assert [program.truth(ACTIVATION, budget) for program, budget in zip(programs, budgets, strict=True)] == [
        True
    ] * 2
    assert budgets[0].spent == budgets[1].spent
    assert list(found.never_equal) == ["one == true"]
