"""The closures against a plain visitor of the tree: the same results, errors, places, steps, and visits in order."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest
from cases import each_of
from cel_expressions import ACTIVATION, SHAPES, expression
from tree_visitor import Visitor

from pas_gov import cel
from pas_gov.cel.budget import Budget
from pas_gov.cel.evaluating.executable import Executable
from pas_gov.cel.evaluating.values import Value, plain
from pas_gov.cel.problems import BudgetSpent, EvaluationError
from pas_gov.cel.syntax.tree import Node

Outcome = tuple[object, ...]


def outcome(run: Callable[[Budget], Value], limit: int) -> Outcome:
    """Return the value or the error with its place, and the steps that it took."""
    budget = Budget(steps=limit)
    try:
        return "value", repr(plain(budget.spend(run, budget))), budget.spent
    except EvaluationError as error:
        return "error", error.message, error.line, error.column, budget.spent
    except BudgetSpent as spent:
        return "spent", str(spent), spent.limit, budget.spent


def both(text: str, limit: int) -> tuple[Outcome, Outcome] | None:
    """Return what the closures say and what the visitor does; None for what doesn't compile."""
    program = cel.compile(text, SHAPES)
    if isinstance(program, tuple):
        return None
    tree = program.executable.tree

    def visited(budget: Budget) -> Value:
        return Visitor(text, ACTIVATION, budget).visit(tree)

    return outcome(lambda budget: program.executable.run(ACTIVATION, budget), limit), outcome(visited, limit)


def recorded(text: str, tree: Node) -> list[Outcome]:
    """Return the nodes in the order in which the closures begin them, each with what it came to."""
    begun: list[list[object]] = []

    def around(node, run):
        def record(names, budget):
            visit = [node, None]
            begun.append(visit)
            try:
                visit[1] = run(names, budget)
            except EvaluationError as error:
                visit[1] = error
                raise
            return visit[1]

        return record

    executable = Executable(text, tree, around)
    outcome(lambda budget: executable.run(ACTIVATION, budget), 100_000)
    return list(map(shown, begun))


def shown(visit: list[object]) -> Outcome:
    node, found = visit
    if isinstance(found, EvaluationError):
        return node, found.message, found.line, found.column
    return node, repr(plain(found))


def compare(choose: random.Random, number: int) -> Counter[str]:
    """Compare random expressions, under a limit that some don't keep; return how they ended."""
    seen: Counter[str] = Counter()
    for _ in range(number):
        text, limit = expression(choose.choice, depth=choose.choice([3, 4])), choose.choice([9, 30, 100_000])
        found = both(text, limit)
        if found is not None:
            assert found[0] == found[1], f"{text} within {limit} steps"
            seen[str(found[0][0])] += 1
    return seen


@pytest.mark.whole
def test_results_errors_places_and_steps_are_those_of_the_visitor() -> None:
    seen = compare(random.Random(20260602), 1_000)
    assert min(seen["value"], seen["error"], seen["spent"]) > 30


@pytest.mark.whole
def test_what_records_an_evaluation_sees_each_visit_in_order() -> None:
    choose = random.Random(20260603).choice
    compared = 0
    for _ in range(500):
        text = expression(choose)
        program = cel.compile(text, SHAPES)
        if isinstance(program, cel.Program):
            visitor = Visitor(text, ACTIVATION, Budget())
            outcome(lambda _, visitor=visitor, tree=program.executable.tree: visitor.visit(tree), 100_000)
            assert recorded(text, program.executable.tree) == list(map(shown, visitor.visits)), text
            compared += 1
    assert compared > 200


@pytest.mark.slow
def test_a_hundred_thousand_expressions_come_to_the_same(pytestconfig) -> None:
    if "slow" not in pytestconfig.option.markexpr:
        pytest.skip("100,000 expressions: run with -m slow")
    compare(random.Random(), 100_000)


@each_of(
    "text",
    [
        "(r.gone) == 's' || (r).gone == 't'",
        "(n.name) + (e.zz)",
        "(d.a) == 1",
        "has((d).a)",
        "li.all(i, i > 0 && d.all(s, s)) || [i].size() == 0 || s == ''",
        "li.map(i, i) + [i]",
        "{'a': 1, s: 2, s: 3}",
        "{1: 1, 1u: 2}",
        "[1, 'x', [2.5]][2][0] > 2 && dyn('a') != 'b'",
        "s in ['core', 't'] ? [] : [1 / 0]",
        "d.exists_one(v, v)",
        "e.list.filter(v, v).map(w, w > 1, w)",
    ],
)
def test_places_and_limits_of_what_is_done_in_one_function(text: str) -> None:
    for limit in (*range(1, 15), 100_000):
        found = both(text, limit)
        assert found is not None
        assert found[0] == found[1], f"within {limit} steps"
