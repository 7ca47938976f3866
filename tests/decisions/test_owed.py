"""Conditions held against a subject's facts: only an exact boolean decides, and what is missing is named."""

from __future__ import annotations

import time
from datetime import date

import pytest
from builders import stack_of
from scenario import ended, org, promise

from pas_gov.decisions.owed import owed

DAY = date(2026, 6, 1)
FACTS = {
    "plan": "enterprise", "seats": 40, "signed": "2020-05-01", "regions": ["eu", "us"], "beta": True, "price": 9.5, "nothing": None,
    "contract": {"kind": "yearly", "renewals": [1, 2]}, "empty": "", "zero": 0,
}  # fmt: skip


def held(condition: str, facts: dict | None = None, **more):
    record = promise(
        "named-csm", "conditional", applies_when={"says": "On that plan.", "cel": condition}, **more
    )
    (found,) = owed(stack_of(record), FACTS if facts is None else facts, DAY)
    return found


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ('subject.plan == "enterprise"', "yes"), ('subject.plan == "free"', "no"), ("subject.seats >= 40", "yes"), ("subject.seats > 40", "no"),
        ("subject.beta", "yes"), ("!subject.beta", "no"), ('"eu" in subject.regions', "yes"), ('"asia" in subject.regions', "no"),
        ('subject.contract.kind == "yearly"', "yes"), ("subject.contract.renewals.exists(n, n == 2)", "yes"), ("size(subject.regions) == 2", "yes"),
        ("subject.price < 10.0", "yes"), ("subject.nothing == null", "yes"), ('subject.empty == ""', "yes"), ("subject.zero == 0", "yes"),
        ('subject.signed < "2021-01-01"', "yes"), ('subject.plan.startsWith("enter")', "yes"), ("true", "yes"), ("false", "no"),
        ("has(subject.plan)", "yes"), ("has(subject.discount)", "no"), ("has(subject.discount) && subject.discount > 3", "no"),
        ('subject.plan == "enterprise" || subject.discount > 3', "yes"), ('subject.discount > 3 || subject.plan == "enterprise"', "yes"),
        ('subject.plan == "free" && subject.discount > 3', "no"), ('today > timestamp("2026-01-01T00:00:00Z")', "yes"),
        ("subject.seats == 40.0", "yes"), ('subject.seats == "40"', "no"),
    ],
)  # fmt: skip
def test_an_exact_boolean_decides(condition, answer):
    assert held(condition).applies == answer


@pytest.mark.parametrize(
    ("condition", "missing"),
    [
        ('subject.tier == "gold"', ("subject.tier",)), ("subject.contract.until > today", ("subject.contract.until",)),
        ('subject.plan == "enterprise" && subject.tier == "gold"', ("subject.tier",)), ('subject.plan == "free" || subject.tier == "gold"', ("subject.tier",)),
        ("subject.a.b.c", ("subject.a",)), ("!subject.tier", ("subject.tier",)),
    ],
)  # fmt: skip
def test_a_fact_that_is_missing_is_named_and_never_taken_for_no(condition, missing):
    found = held(condition)
    assert (found.applies, found.missing) == ("undecidable", missing)
    assert missing[0] in found.why


@pytest.mark.parametrize(
    "condition",
    ["", "   ", "subject.seats", '"yes"', "subject.seats + 1", 'subject.seats > "many"', 'subject.signed < timestamp("2021-01-01T00:00:00Z")',
     "subject.seats / 0 == 1", "typo.plan", "subject.plan ==", '"' + '\\"' * 40, "(" * 60 + "true" + ")" * 60, "!" * 300 + "true",
     "subject.regions.all(a, subject.regions.all(b, a == b", "[1,2,3].map(x, x)", "null", "has(subject)"],
)  # fmt: skip
def test_whatever_else_comes_of_it_is_undecidable_with_a_reason(condition):
    begun = time.monotonic()
    found = held(condition)
    assert found.applies == "undecidable"
    assert found.why
    assert time.monotonic() - begun < 10  # a hang would be minutes; a busy machine is no fault


def test_a_condition_that_takes_too_much_is_undecidable():
    facts = {"many": list(range(2000))}
    condition = "subject.many.all(a, subject.many.all(b, subject.many.all(c, a + b + c >= 0)))"
    assert held(condition, facts).why == "its condition takes too much to work out"


def test_who_legacy_and_experimental_promises_were_made_to_is_never_guessed():
    stack = stack_of(promise("phone", "legacy"), promise("ai", "experimental"))
    found = {one.entry.id: (one.applies, one.why) for one in owed(stack, FACTS, DAY)}
    assert found == {
        "phone": ("not-told", "made to customers before 2021"),
        "ai": ("not-told", "made to 40 beta customers"),
    }


def test_core_and_supporting_promises_are_owed_and_proposals_are_not():
    stack = stack_of(
        promise("a", "core"), promise("b", "supporting"), promise("c", "core", status="proposed")
    )
    assert [(one.entry.id, one.applies) for one in owed(stack, {}, DAY)] == [("a", "yes"), ("b", "yes")]


@pytest.mark.parametrize(
    ("day", "until"),
    [(date(2026, 11, 30), date(2026, 12, 1)), (date(2026, 12, 1), None), (date(2027, 1, 1), None)],
)
def test_an_ended_promise_is_owed_until_its_last_day(day, until):
    stack = stack_of(*ended(org(promise("a", "core")), "a").values())
    assert [one.until for one in owed(stack, {}, day)] == ([until] if until else [])
