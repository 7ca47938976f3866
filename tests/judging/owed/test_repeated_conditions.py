"""A condition that many promises have is worked out once, and its answers are those that it has one by one."""

from __future__ import annotations

import random
from datetime import date

import pytest

from pas_gov.judging.owed import conditions
from pas_gov.judging.owed.conditions import ConditionEvaluator
from pas_gov.model.records.promise import Condition

FACTS = {"plan": "enterprise", "seats": 40, "tags": list(range(30))}
TEXTS = [
    'subject.plan == "enterprise"', "subject.seats > 50", "subject.missing == 1", "subject.seats == \"40\"", "1 +", "",
    "has(subject.region)", "subject.tags.all(x, subject.tags.all(y, x + y >= 0))",
]  # fmt: skip


@pytest.mark.parametrize(
    "all_steps", [0, 900, 12_000, pytest.param(conditions.ALL_STEPS, marks=pytest.mark.whole)]
)
@pytest.mark.parametrize("explain", [False, True])
def test_answers_and_what_they_spend_are_the_same(monkeypatch, all_steps, explain):
    monkeypatch.setattr(conditions, "ALL_STEPS", all_steps)
    monkeypatch.setattr(conditions, "STEPS", min(conditions.STEPS, 5_000))
    chance = random.Random(all_steps)
    asked = [Condition(chance.choice(["", "In words."]), chance.choice(TEXTS)) for _ in range(60)]
    once, each = (ConditionEvaluator(FACTS, date(2026, 6, 1), explain=explain) for _ in range(2))
    assert [once.answer(one) for one in asked] == [each._answer(one) for one in asked]
    assert once._left == each._left
