"""Which values the boolean sub-expressions of a program take while it is evaluated again and again."""

from __future__ import annotations

from cases import each_of

from pas_gov import cel
from pas_gov.cel.instruments.coverage import Coverage

NAMES: dict[str, cel.Shape] = {
    "a": cel.BOOL,
    "b": cel.BOOL,
    "n": cel.INT,
    "l": cel.ListOf(cel.INT),
    "d": cel.DYN,
}


def coverage(source: str) -> Coverage:
    found = cel.compile(source, NAMES)
    assert isinstance(found, cel.Program), found
    return Coverage(found)


def seen(source: str, *activations: dict[str, object]) -> dict[str, set[bool]]:
    """Return the values of each sub-expression after these evaluations."""
    covered = coverage(source)
    for one in activations:
        try:
            covered.instrumented().evaluate(one, cel.Budget())
        except cel.EvaluationError:
            continue
    return {one.text: set(one.values) for one in covered.conditions()}


def test_each_value_that_a_sub_expression_takes_is_noted():
    expression = "a && n > 1"
    assert seen(expression, {"a": True, "n": 1}) == {expression: {False}, "a": {True}, "n > 1": {False}}
    assert seen(expression, {"a": True, "n": 1}, {"a": True, "n": 2}) == {
        expression: {True, False},
        "a": {True},
        "n > 1": {True, False},
    }


def test_what_was_not_needed_was_not_evaluated():
    assert seen("n > 1 && n > 2", {"n": 0}) == {"n > 1 && n > 2": {False}, "n > 1": {False}, "n > 2": set()}
    assert seen("a ? n > 1 : n > 2", {"a": False, "n": 3})["n > 1"] == set()


def test_without_an_evaluation_all_that_must_be_a_bool_is_there():
    every = (
        "!a", "n == 1", "n < 1", "1 in l", "has(d.x)", "l.all(e, e > 0)", "l.exists(e, e > 0)", "l.exists_one(e, e > 0)",
        "'a'.matches('a')", "a && b", "a || b",
    )  # fmt: skip
    for one in every:
        assert one in seen(one), one
        assert seen(one)[one] == set()


def test_what_may_be_anything_is_there_where_a_bool_is_asked_of_it_and_nowhere_else():
    assert seen("d.x", {"d": {"x": True}}, {"d": {"x": 5}}) == {}
    assert seen("[d.x]", {"d": {"x": True}}) == {}
    assert seen("!d.x", {"d": {"x": True}}) == {"!d.x": {False}, "d.x": {True}}


ASKED = [
    ("a", ["a"]),
    ("'a'.startsWith('a')", ["'a'.startsWith('a')"]),
    ("d.x && d.y", ["d.x && d.y", "d.x", "d.y"]),
    ("d.x ? n : 1", ["d.x"]),
    ("n == 1 ? 'a' : 'b'", ["n == 1"]),
    ("(a ? d.x : b) && a", ["(a ? d.x : b) && a", "a", "d.x", "b", "a"]),
    ("l.all(e, d.x)", ["l.all(e, d.x)", "d.x"]),
    ("l.exists(e, (d.x))", ["l.exists(e, (d.x))", "(d.x)"]),
    ("l.exists_one(e, d.x)", ["l.exists_one(e, d.x)", "d.x"]),
    ("l.filter(e, d.x)", ["d.x"]),
    ("l.map(e, d.x, e)", ["d.x"]),
    ("l.map(e, d.x)", []),
    ("l.map(e, a)", []),
    ("n + 1", []),
    ("a == (n == 1)", ["a == (n == 1)", "(n == 1)"]),
]


@each_of(("source", "conditions"), ASKED, ids=[row[0] for row in ASKED])
def test_what_is_a_condition_follows_from_the_text_and_never_from_what_it_was(source, conditions):
    found = coverage(source)
    assert [one.text for one in found.conditions()] == conditions
    for x in (True, 5, "text"):
        for a in (True, False):
            try:
                found.instrumented().evaluate(
                    {"a": a, "b": a, "n": 1, "l": [1], "d": {"x": x, "y": x}}, cel.Budget()
                )
            except cel.EvaluationError:
                continue
    assert [one.text for one in found.conditions()] == conditions, "whatever was evaluated"


def test_numbers_texts_and_what_is_written_out_are_no_conditions():
    assert seen("true", {}) == {}
    assert seen("a == true", {"a": True}) == {"a == true": {True}}
    assert seen("true && a", {"a": True}) == {"true && a": {True}, "a": {True}}
    assert seen("l.all(e, true)", {"l": [1]}) == {"l.all(e, true)": {True}}


def test_a_condition_over_a_list_is_noted_for_each_element():
    assert seen("l.all(e, e > 1)", {"l": [2, 3]}) == {"l.all(e, e > 1)": {True}, "e > 1": {True}}
    assert seen("l.filter(e, e > 1).size() == 1", {"l": [1, 2]})["e > 1"] == {True, False}


def test_an_error_is_no_value_and_what_came_before_it_counts():
    assert seen("n > 0 && 1 / n == 1 / 0", {"n": 1}) == {
        "n > 0 && 1 / n == 1 / 0": set(),
        "n > 0": {True},
        "1 / n == 1 / 0": set(),
    }


def test_the_same_words_in_two_places_are_two_conditions():
    found = coverage("n > 1 || n > 1")
    found.instrumented().evaluate({"n": 0}, cel.Budget())
    assert [(one.text, set(one.values)) for one in found.conditions()] == [
        ("n > 1 || n > 1", {False}),
        ("n > 1", {False}),
        ("n > 1", {False}),
    ]


def test_they_come_in_the_order_of_the_text_the_outer_first_each_on_one_line():
    found = coverage("(a\n || !b) &&\n  l.exists(e, e == n)")
    assert [one.text for one in found.conditions()] == [
        "(a || !b) && l.exists(e, e == n)", "(a || !b)", "a", "!b", "b", "l.exists(e, e == n)", "e == n",
    ]  # fmt: skip


EXPRESSIONS = [
    "a && n > 1",
    "a || 1 / n == 1",
    "l.map(e, e + n)",
    "d.x",
    "has(d.x) ? d.x : n",
    "'é' + string(n)",
]


@each_of("source", EXPRESSIONS)
@each_of("n", [0, 1, 2])
def test_an_instrumented_program_answers_and_costs_as_the_other(source, n):
    covered = coverage(source)
    activation = {"a": n == 1, "n": n, "l": [1, 2], "d": {"x": n} if n else {}}

    def outcome(program: cel.Program) -> tuple[object, ...]:
        budget = cel.Budget()
        try:
            return ("value", program.evaluate(activation, budget), budget.spent)
        except cel.EvaluationError as error:
            return ("error", error.message, error.line, error.column, budget.spent)

    assert outcome(covered.instrumented()) == outcome(covered.program)


def test_an_instrumented_program_can_be_explained_and_that_notes_nothing():
    covered = coverage("a && n > 1")
    steps = covered.instrumented().explain({"a": True, "n": 1}, cel.Budget())
    assert steps == covered.program.explain({"a": True, "n": 1}, cel.Budget())
    assert all(not one.values for one in covered.conditions())
