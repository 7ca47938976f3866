"""Google's CEL (cel-cpp) is asked about the same expressions: where we give a value, it gives the same."""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import pytest
from cel_expressions import ACTIVATION, SHAPES, expression, expressions
from hypothesis import HealthCheck, given, settings

from pas_gov import cel
from pas_gov.cel import Shape

google = pytest.importorskip("cel_expr_python.cel", reason="the second opinion needs cel-expr-python")
strings = pytest.importorskip("cel_expr_python.ext.ext_strings", reason="lowerAscii, substring and join")

ERROR, EXCUSED = "an error", "an error that ours needn't share"
# Where ours errs and Google's doesn't: what we say is unsupported, and cel-cpp's own int(bool), which the
# specification doesn't have.
EXPLAINED = ("unsupported:", "int() can't be applied to a bool")
# Where Google's errs and ours doesn't: cel-expr-python 0.1.3 finds an end that is the text's size too great, as in
# 'abc'.substring(1, 3), which cel-go takes. Ours errs beyond the size, as cel-spec's cases and our own tests say.
TOO_STRICT = "<start> or <end> is greater than <string>.size()"


def policy_expressions() -> Iterator[tuple[str, dict[str, Shape], dict[str, object]]]:
    """Yield every expression of policies/*.yaml over each of its subjects in a few changes."""
    from policy_activations import expressions_of_the_pack

    yield from expressions_of_the_pack()


def with_literals(text: str, activation: dict[str, object]) -> str:
    """Bind the variables by macros over literals: cel-cpp's Python binding takes no nested times."""
    for name in sorted(set(re.findall(r"\b[a-z_]+\b", text)) & activation.keys()):
        text = f"[{literal(activation[name])}].map({name}, {text})[0]"
    return text


def literal(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(key)}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, datetime):
        return f"timestamp('{value:%Y-%m-%dT%H:%M:%SZ}')"
    return json.dumps(value, ensure_ascii=False)


def declared(shapes: dict[str, Shape]):
    times = {cel.TIMESTAMP: google.Type.TIMESTAMP, cel.DURATION: google.Type.DURATION}
    variables = {name: times.get(shape, google.Type.DYN) for name, shape in shapes.items()}
    return google.NewEnv(variables=variables, extensions=[strings.ExtStrings()])


@pytest.fixture(scope="module")
def environment():
    return declared(SHAPES)


def theirs(environment, expression: str, activation: dict[str, object]) -> object:
    compiled = environment.compile(expression, disable_check=True)
    try:
        found = compiled.eval(data=activation)
    except RuntimeError:
        return ERROR
    if found.type() == google.Type.ERROR:
        return EXCUSED if TOO_STRICT in str(found) else ERROR
    return found.plain_value()  # its truth says nothing


def ours(expression: str, shapes: dict[str, Shape], activation: dict[str, object]) -> tuple[str, object]:
    program = cel.compile(expression, shapes)
    if isinstance(program, tuple):
        return "refused", program
    try:
        return "value", program.evaluate(activation, cel.Budget())
    except cel.EvaluationError as error:
        return "error", error.message


def same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float) and math.isnan(one):
        return math.isnan(other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, bytes):
        return one == bytes(other)
    return type(one) is type(other) and one == other


def agree(environment, text: str, shapes=SHAPES, activation=ACTIVATION) -> str:
    verdict, found = ours(text, shapes, activation)
    if verdict == "refused" or (verdict == "error" and str(found).startswith(EXPLAINED)):
        return "refused"
    second = theirs(environment, text, activation)
    if verdict == "error":
        assert second in (ERROR, EXCUSED), f"{text}: ours says {found}, Google's {second!r}"
    elif second == EXCUSED:
        return "refused"
    else:
        assert same(found, second), f"{text}: ours says {found!r}, Google's {second!r}"
    return verdict


@settings(
    max_examples=300, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
@given(expression=expressions())
def test_generated_expressions_agree(environment, expression: str) -> None:
    agree(environment, expression)


def test_thousands_of_random_expressions_agree(environment) -> None:
    choose = random.Random(20260201).choice
    seen = Counter(agree(environment, expression(choose)) for _ in range(2_000))
    assert seen["value"] > 700
    assert seen["error"] > 200
    assert seen["refused"] < 1_000


@pytest.mark.slow
def test_fifty_thousand_random_expressions_agree(environment, pytestconfig) -> None:
    if "slow" not in pytestconfig.option.markexpr:
        pytest.skip("50,000 expressions: run with -m slow")
    choose = random.Random().choice
    for _ in range(50_000):
        agree(environment, expression(choose, depth=choose([3, 4, 5])))


def test_the_size_of_a_text_is_the_one_end_that_google_may_find_too_great(environment) -> None:
    assert theirs(environment, "'abc'.substring(1, 3)", {}) in (EXCUSED, "bc")
    assert theirs(environment, "'abc'.substring(1)", {}) == "bc"
    assert agree(environment, "'abc'.substring(1, 2)") == "value"
    assert agree(environment, "'abc'.substring(1, 4)") == "error"


def test_the_comparison_can_fail(environment) -> None:
    assert theirs(environment, "1 / 0", {}) == ERROR
    assert theirs(environment, "false", {}) is False
    assert not same(1, True)
    assert not same(1.0, 1)


def test_policies_agree() -> None:
    environment, seen = declared({}), Counter[str]()
    asked = {
        with_literals(text, activation): (text, shapes, activation)
        for text, shapes, activation in policy_expressions()
    }
    for literals, (text, shapes, activation) in asked.items():
        verdict, found = ours(text, shapes, activation)
        second = theirs(environment, literals, {})
        assert verdict != "refused", text
        assert second == ERROR if verdict == "error" else same(found, second), (
            f"{text}: {found!r}, {second!r}"
        )
        seen[verdict if verdict == "error" else str(found)[:5]] += 1
    assert min(seen["True"], seen["False"]) > 100, "both answers, often"
