"""Google's CEL is asked about random expressions: where we give a value, it gives the same."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from cel_expressions import ACTIVATION, SHAPES, expression
from google_cel import ERROR, EXCUSED, EXPLAINED, declared, ours, same, theirs


@pytest.fixture(scope="module")
def environment():
    return declared(SHAPES)


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


@pytest.mark.whole
def test_thousands_of_random_expressions_agree(environment) -> None:
    choose = random.Random(20260201).choice
    seen = Counter(agree(environment, expression(choose)) for _ in range(2_300))
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
