"""Explanations: what every sub-expression came to in one evaluation."""

from __future__ import annotations

import json

import pytest

from pas_gov import cel
from pas_gov.cel import DYN, STRING, Budget, Program, Record
from pas_gov.cel.evaluating.values import plain


def program(source: str, *names: str) -> Program:
    found = cel.compile(source, dict.fromkeys(names, DYN))
    assert isinstance(found, Program), found
    return found


def shown(value: object) -> str:
    return json.dumps(plain(value))


def test_an_explanation_has_every_step_outermost_first() -> None:
    found = cel.compile(
        "link.state == 'current' &&\n  names.exists(n, n == title)",
        {"link": Record("link", {"state": STRING}), "names": DYN, "title": STRING},
    )
    assert isinstance(found, Program)
    steps = found.explain({"link": {"state": "current"}, "names": ["a", "b"], "title": "b"}, Budget())
    assert [(step.text, step.line, step.column, step.depth, shown(step.value)) for step in steps] == [
        ("link.state == 'current' && names.exists(n, n == title)", 1, 1, 0, "true"),
        ("link.state == 'current'", 1, 1, 1, "true"),
        ("link.state", 1, 1, 2, '"current"'),
        ("link", 1, 1, 3, '{"state": "current"}'),
        ("names.exists(n, n == title)", 2, 3, 1, "true"),
        ("names", 2, 3, 2, '["a", "b"]'),
        ("n == title", 2, 19, 2, "false"),
        ("n", 2, 19, 3, '"a"'),
        ("title", 2, 24, 3, '"b"'),
        ("n == title", 2, 19, 2, "true"),
        ("n", 2, 19, 3, '"b"'),
        ("title", 2, 24, 3, '"b"'),
    ]
    elements = [step.element for step in steps if step.element]
    assert [(name, shown(value)) for name, value in elements] == [("n", '"a"'), ("n", '"b"')]


def explained(source: str, activation: dict[str, object]) -> list[tuple[str, str | None]]:
    """Return each step's text with what it came to; None where it wasn't needed."""
    steps = program(source, *activation).explain(activation, Budget())
    return [(step.text, None if step.skipped else step.error or shown(step.value)) for step in steps]


def test_an_explanation_holds_errors_and_goes_on_after_them() -> None:
    steps = explained("m.zzz == 1 || m.a == 1", {"m": {"a": 1}})
    assert [step for step in steps if step[0] != "m"] == [
        ("m.zzz == 1 || m.a == 1", "true"),
        ("m.zzz == 1", "m.zzz is not set"),
        ("m.zzz", "m.zzz is not set"),
        ("m.a == 1", "true"),
        ("m.a", "1"),
    ]
    assert explained("true && m.zzz", {"m": {}})[0] == ("true && m.zzz", "m.zzz is not set")


def test_an_explanation_names_the_operands_that_were_not_needed() -> None:
    assert explained("m || n || m && n", {"m": True, "n": True}) == [
        ("m || n || m && n", "true"),
        ("m", "true"),
        ("n", None),
        ("m && n", None),
    ]
    assert explained("m && (n || m)", {"m": False, "n": True})[1:] == [("m", "false"), ("n || m", None)]
    assert explained("(n && m) || (m && n) || n", {"m": False, "n": True}) == [
        ("(n && m) || (m && n) || n", "true"),
        ("n && m", "false"),
        ("n", "true"),
        ("m", "false"),
        ("m && n", "false"),
        ("m", "false"),
        ("n", None),
        ("n", "true"),
    ]
    assert explained("m || m && true", {"m": False})[-2:] == [("m && true", "false"), ("m", "false")]


def test_an_explanation_leaves_out_the_other_branch_and_what_is_written_out() -> None:
    assert explained("m ? n : [n]", {"m": True, "n": 1}) == [("m ? n : [n]", "1"), ("m", "true"), ("n", "1")]
    assert explained("m in ['a', ['b'], {'c': 1}]", {"m": "a"})[1:] == [("m", '"a"')]
    assert explained("true", {}) == []


@pytest.mark.whole
def test_an_explanation_is_bounded() -> None:
    steps = program("l.all(a, l.all(b, l.all(c, a + b + c >= 0)))", "l").explain(
        {"l": list(range(30))}, Budget()
    )
    assert len(steps) == 1_000


@pytest.mark.whole  # 4,000 elements
def test_an_explanation_follows_the_first_elements_and_the_one_that_decided() -> None:
    steps = program("l.all(v, v < 4000 && v >= 0)", "l").explain({"l": list(range(5_000))}, Budget())
    bodies = [step for step in steps if step.element]
    assert [step.element and shown(step.element[1]) for step in bodies] == [*map(str, range(10)), "4000"]
    assert [(step.left_out, step.value) for step in bodies[-2:]] == [(0, True), (3_990, False)]
    assert [(step.text, step.depth, step.skipped) for step in steps[-3:]] == [
        ("v < 4000", 2, False),
        ("v", 3, False),
        ("v >= 0", 2, True),
    ]
    steps = program("l.map(v, v > 1, v + 1)", "l").explain({"l": list(range(5_000))}, Budget())
    assert [shown(step.element[1]) for step in steps if step.element][-2:] == ["4999", "4999"]
