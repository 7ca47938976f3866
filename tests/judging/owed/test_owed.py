"""Conditions held against a subject's facts: only an exact boolean decides, and what is missing is named."""

from __future__ import annotations

from datetime import date

import pytest
from builders import stack_of
from cases import each_of
from ends import ends
from hypothesis import given
from hypothesis import strategies as st
from scenario import ended, org, promise

from pas_gov.judging.owed import conditions as holding
from pas_gov.judging.owed.owed import owed

DAY = date(2026, 6, 1)
FACTS = {
    "plan": "enterprise", "seats": 40, "signed": "2020-05-01", "regions": ["eu", "us"], "beta": True, "price": 9.5, "nothing": None,
    "contract": {"kind": "yearly", "renewals": [1, 2], "party": {"country": "DE"}}, "empty": "", "zero": 0, "none": [],
    "sites": [{"city": "Berlin", "open": True}, {"city": "Rome"}], "text": "40", "yes": "true", "Plan B": 1, "deep": [[{"a": 1}]],
}  # fmt: skip


def held(condition: str, facts: dict | None = None, *, explain: bool = False, **more):
    record = promise(
        "named-csm", "conditional", applies_when={"says": "On that plan.", "cel": condition}, **more
    )
    (found,) = owed(stack_of(record), FACTS if facts is None else facts, DAY, explain=explain)
    return found


class TestAnExactBooleanDecides:
    @each_of(
        ("condition", "answer"),
        [
            # texts, numbers, truths
            ('subject.plan == "enterprise"', "yes"), ('subject.plan == "free"', "no"), ('subject.plan == "Enterprise"', "no"),
            ("subject.seats >= 40", "yes"), ("subject.seats > 40", "no"), ("subject.seats == 40.0", "yes"), ("subject.price < 10.0", "yes"),
            ("subject.price < 10", "yes"), ("subject.zero == 0", "yes"), ('subject.empty == ""', "yes"), ("subject.beta", "yes"), ("!subject.beta", "no"),
            ('subject.plan.startsWith("enter")', "yes"), ('subject.plan.matches("^ent.*e$")', "yes"), ("true", "yes"), ("false", "no"),
            # numbers and texts are never one another
            ('subject.seats == "40"', "no"), ("subject.text == 40", "no"), ("subject.yes == true", "no"),
            # null
            ("subject.nothing == null", "yes"), ("subject.nothing != null", "no"), ("subject.plan != null", "yes"), ("has(subject.nothing)", "yes"),
            # nested facts and lists
            ('subject.contract.kind == "yearly"', "yes"), ('subject.contract.party.country in ["DE", "AT"]', "yes"), ('subject["Plan B"] == 1', "yes"),
            ('"eu" in subject.regions', "yes"), ('"asia" in subject.regions', "no"), ("size(subject.regions) == 2", "yes"), ("subject.regions[1] == 'us'", "yes"),
            ("subject.contract.renewals.exists(n, n == 2)", "yes"), ("subject.contract.renewals.all(n, n > 1)", "no"), ("subject.none.all(n, n > 1)", "yes"),
            ("subject.none.exists(n, n.a.b.c)", "no"), ('subject.sites.exists_one(s, s.city == "Rome")', "yes"), ("subject.deep[0][0].a == 1", "yes"),
            ("subject.sites.filter(s, has(s.open)).size() == 1", "yes"), ('"plan" in subject', "yes"),
            # days are texts, and order as such
            ('subject.signed < "2021-01-01"', "yes"), ('subject.signed >= "2021-01-01"', "no"), ('today > timestamp("2026-01-01T00:00:00Z")', "yes"),
            # a fact that is missing where it doesn't matter
            ('subject.plan == "enterprise" || subject.discount > 3', "yes"), ('subject.discount > 3 || subject.plan == "enterprise"', "yes"),
            ('subject.plan == "free" && subject.discount > 3', "no"), ('subject.discount > 3 && subject.plan == "free"', "no"),
            ("subject.beta ? true : subject.discount > 3", "yes"), ('subject.sites.exists(s, s.open || s.city == "Rome")', "yes"),
            ("subject.sites.exists(s, s.open)", "yes"), ("subject.sites.all(s, !s.open)", "no"),
        ],
    )  # fmt: skip
    def test_it_says_yes_or_no(self, condition, answer):
        found = held(condition)
        assert (found.applies, found.missing) == (answer, ())

    @each_of(
        ("condition", "answer", "absent"),
        [
            ("has(subject.discount)", "no", ("subject.discount",)), ("!has(subject.discount)", "yes", ("subject.discount",)),
            ("has(subject.discount) && subject.discount > 3", "no", ("subject.discount",)), ("has(subject.contract.ends)", "no", ("subject.contract.ends",)),
            ('"tier" in subject', "no", ("subject.tier",)), ("has(subject.plan)", "yes", ()), ("subject.sites.all(s, has(s.open))", "no", ("subject.sites[1].open",)),
        ],
    )  # fmt: skip
    def test_that_a_fact_was_asked_for_and_is_not_there_is_told(self, condition, answer, absent):
        found = held(condition)
        assert (found.applies, found.absent) == (answer, absent)

    @each_of(
        ("condition", "answer", "doubts"),
        [
            ('subject.seats == "40"', "no", ['subject.seats == "40" compares a number with a text']), ("subject.text == 40", "no", ["subject.text == 40 compares a text with a number"]),
            ("subject.yes == true || subject.yes == 'true'", "yes", ["subject.yes == true compares a text with true or false"]), ("subject.text in [39, 40]", "no", ["subject.text in [39, 40] compares a text with a number"]),
            ("subject.text != 40", "yes", ["subject.text != 40 compares a text with a number"]), ("subject.regions == 'eu'", "no", ["subject.regions == 'eu' compares a list with a text"]),
            ("subject.regions.exists(r, r == 1)", "no", ["r == 1 compares a text with a number"]),
            ("subject.seats == 40.0", "yes", []), ("subject.nothing == 40", "no", []), ("subject.plan != null", "yes", []), ('subject.plan in []', "no", []), ('subject.text in [40, "40"]', "yes", []),
            ('subject.plan == "free"', "no", []), ("1 in subject.regions && false", "no", ["1 in subject.regions compares a number with a text"]), ('"plan" in subject', "yes", []),
        ],
    )  # fmt: skip
    def test_what_is_never_equal_is_told_of_the_facts(self, condition, answer, doubts):
        found = held(condition)
        assert (found.applies, list(found.doubts)) == (answer, doubts)

    def test_the_reason_is_the_condition_in_words_or_else_as_it_is_written(self):
        assert held("true").why == "its condition holds: On that plan."
        (found,) = owed(stack_of(promise("c", "conditional", applies_when={"cel": "1 ==\n 2"})), {}, DAY)
        assert found.why == "its condition doesn't hold: 1 == 2"


class TestAMissingFactIsNamed:
    @each_of(
        ("condition", "missing"),
        [
            ('subject.tier == "gold"', ["subject.tier"]), ("subject.contract.until > today", ["subject.contract.until"]), ("!subject.tier", ["subject.tier"]),
            ('subject.plan == "enterprise" && subject.tier == "gold"', ["subject.tier"]), ('subject.plan == "free" || subject.tier == "gold"', ["subject.tier"]),
            ("subject.a.b.c", ["subject.a"]), ("has(subject.a.b)", ["subject.a"]), ('subject["tier"] == 1', ["subject.tier"]), ('subject["Plan C"] == 1', ['subject["Plan C"]']),
            ("subject[1] == 1", ["subject[1]"]), ("subject[true] == 1", ["subject[True]"]), ("subject.tier ? true : false", ["subject.tier"]),
            ("subject.a == 1 || subject.b == 2", ["subject.a", "subject.b"]), ("subject.a == 1 && subject.b == 2", ["subject.a", "subject.b"]),
            ("size(subject.tier) > 0", ["subject.tier"]), ('subject.tier.startsWith("x")', ["subject.tier"]), ('subject.tier in ["x"]', ["subject.tier"]),
            ("subject.tier.exists(t, t == 1)", ["subject.tier"]), ("subject.sites.exists(s, s.zip == 1)", ["subject.sites[0].zip", "subject.sites[1].zip"]),
            ("subject.sites.all(s, s.open)", ["subject.sites[1].open"]), ("subject.sites[1].open", ["subject.sites[1].open"]), ("subject.deep[0][0].b", ["subject.deep[0][0].b"]),
            ("subject.regions.exists(r, r == subject.home)", ["subject.home"]), ("[1].map(x, subject.tier) == [1]", ["subject.tier"]),
            ("has(subject.tier) || subject.tier == 3", ["subject.tier"]),
        ],
    )  # fmt: skip
    def test_and_never_taken_for_no(self, condition, missing):
        found = held(condition)
        assert (found.applies, list(found.missing)) == ("undecidable", missing)
        assert all(name in found.why for name in missing)

    def test_one_that_the_condition_got_over_is_not_blamed(self):
        found = held('(subject.tier == "gold" || subject.plan == "enterprise") && subject.seats > "many"')
        assert (found.missing, found.why) == (
            (), "the fact seats is the number 40, where the condition needs a text",
        )  # fmt: skip

    def test_all_that_stands_in_the_way_is_told_at_once(self):
        found = held('subject.tier == "gold" && subject.seats > "many"')
        assert found.why == (
            "subject.tier is not among the facts; the fact seats is the number 40, where the condition needs a text"
        )

    def test_a_fact_of_nearly_the_same_name_is_told(self):
        assert (
            held("subject.plan == 'x'", {"Plan": "x"}).why
            == 'subject.plan (there is "Plan") is not among the facts'
        )

    def test_many_are_counted(self):
        condition = " && ".join(f"subject.f{number}" for number in range(9))
        found = held(condition)
        assert (len(found.missing), found.why) == (
            9, "subject.f0, subject.f1, subject.f2, subject.f3, subject.f4 and 4 more are not among the facts",
        )  # fmt: skip


HOSTILE = (
    # no condition, or none in CEL
    ("", "its condition is in words alone"), ("   ", "its condition is in words alone"), ("subject.plan ==", "isn't valid CEL"), ("On the Max plan", "isn't valid CEL"),
    # results that aren't booleans
    ("subject.seats", "the number 40, where the condition needs true or false"), ("subject.seats + 1", "must be a bool"), ('"yes"', "isn't valid CEL"), ("null", "isn't valid CEL"),
    ("[1,2,3].map(x, x)", "isn't valid CEL"), ('true && "x"', "isn't valid CEL"), ("true && subject.plan", "needs true or false"), ("subject.nothing", "the fact nothing is empty"),
    ('subject.beta ? "x" : true', "must be a bool, but it is a string"), ("subject.seats ? true : false", "needs true or false"), ("subject.yes", 'the text "true", where the condition needs true or false'),
    # types that don't go together, and values that there aren't
    ('subject.seats > "many"', "the number 40, where the condition needs a text"), ("subject.text > 30", 'the text "40", where the condition needs a number'), ("subject.nothing > 3", "is empty, where the condition needs a number"),
    ('subject.signed < timestamp("2021-01-01T00:00:00Z")', "a time, which no fact is"), ("subject.signed < today", "a time, which no fact is"),
    ("subject.seats / 0 == 1", "division by zero"), ("subject.regions[7] == 'eu'", "no item 7"), ("subject.plan.a == 1", "where the condition needs facts of its own"),
    ("subject.seats * 9223372036854775807 > 0", "64 bits"), ("timestamp(subject.signed) < today", "unsupported"),
    # names that nobody declared, hidden where they are never read
    ("typo.plan == 1", "isn't valid CEL"), ("true || typo.x", "isn't valid CEL"), ("has(typo.x)", "isn't valid CEL"), ("[].exists(x, typo)", "isn't valid CEL"),
    ("has(subject)", "isn't valid CEL"), ("system('id') == 0", "isn't valid CEL"), ("has(1/0)", "isn't valid CEL"), ("subject.__class__.x == 1", "not among the facts"),
    # texts against the parser
    ('"' + '\\"' * 40, "isn't valid CEL"), ("'''" + '\\"' * 2_000, "isn't valid CEL"), ("(" * 60 + "true" + ")" * 60, "isn't valid CEL"), ("!" * 300 + "true", "isn't valid CEL"),
    ("[" * 3_000, "isn't valid CEL"), ("subject." + "a." * 1_500 + "b", "isn't valid CEL"), ("x" * 100_000, "isn't valid CEL"), ("subject.regions.all(a, subject.regions.all(b, a == b", "isn't valid CEL"),
    ("duration('" + "a" * 30 + "') > duration('1s')", "isn't valid CEL"), ("timestamp('12:00') < today", "isn't valid CEL"), ("true;false", "isn't valid CEL"),
    ('subject.plan.matches("(a*)*$' + "(" * 50 + '")', "isn't valid CEL"), ("1e999999999 > 0.0", "isn't valid CEL"), ("99999999999999999999999 > 0", "isn't valid CEL"),
)  # fmt: skip


class TestWhateverElseComesOfItIsUndecidable:
    @each_of(("condition", "why"), HOSTILE)
    def test_and_with_a_reason(self, condition, why):
        with ends():
            found = held(condition, explain=True)
        assert found.applies == "undecidable"
        assert why in found.why
        assert len(found.why) < 400

    @pytest.mark.parametrize(
        "condition",
        [
            "subject.many.all(a, subject.many.all(b, subject.many.all(c, a + b + c >= 0)))",
            "subject.many.map(a, subject.many.map(b, subject.many.map(c, [a, b, c]))) == []",
            "[[subject.many, subject.many]].all(a, a.map(b, b + b + b + b + b + b).map(b, b + b + b + b + b + b).map(b, b + b + b + b + b).size() < 0)",
            "subject.many.exists(a, subject.many.exists(b, subject.absent.c == a))",
        ],
    )  # fmt: skip
    @pytest.mark.whole  # bombs
    def test_one_that_takes_too_much(self, condition):
        with ends():
            found = held(condition, {"many": list(range(3000))}, explain=True)
        assert found.applies == "undecidable"
        assert (
            found.why in (holding.TOO_MUCH, "subject.absent is not among the facts") or "items" in found.why
        )

    @pytest.mark.whole
    def test_so_many_of_them_end_the_run_soon(self, monkeypatch):
        monkeypatch.setattr(holding, "ALL_STEPS", 250_000)
        monkeypatch.setattr(holding, "SECONDS", 60.0)  # steps decide, on a busy machine too
        condition = {"cel": "subject.many.all(a, subject.many.all(b, a + b >= 0))"}
        records = [promise(f"c{number}", "conditional", applies_when=condition) for number in range(30)]
        found = owed(stack_of(*records), {"many": list(range(3000))}, DAY)
        assert [one.why for one in found] == [holding.TOO_MUCH] * 2 + [holding.ALL_SPENT] * 28

    def test_without_words_there_is_no_condition(self):
        (found,) = owed(stack_of(promise("c", "conditional", applies_when=None)), FACTS, DAY)
        assert (found.applies, found.why) == ("undecidable", "it has no condition")

    @each_of("facts", [{"plan": 10**30}, {"plan": float("nan")}, {"plan": b"x"}, {"plan": object()}])
    def test_facts_that_cel_cannot_hold_decide_nothing_wrongly(self, facts):
        assert held('subject.plan == "max"', facts).applies in ("undecidable", "no")


FACT_NAMES = ("plan", "seats", "beta", "tier")
ATOMS = st.sampled_from(['subject.plan == "max"', "subject.seats > 3", "subject.beta", "subject.tier == 1"])
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} && {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} || {pair[1]})"),
        inner.map(lambda text: f"!({text})"),
    ),
    max_leaves=6,
)
VALUES = {"plan": ["max", "free"], "seats": [1, 9], "beta": [True, False], "tier": [1, 2]}
KNOWN = st.fixed_dictionaries({}, optional={name: st.sampled_from(VALUES[name]) for name in FACT_NAMES})


@given(CONDITIONS, KNOWN, st.fixed_dictionaries({name: st.sampled_from(VALUES[name]) for name in FACT_NAMES}))
def test_what_is_decided_stays_so_whatever_else_becomes_known(condition, known, rest):
    """The law of a missing fact: an answer given without it is the answer with it, whatever it is."""
    found = held(condition, known)
    whole = held(condition, {**rest, **known})
    assert whole.applies in ("yes", "no")
    if found.applies == "undecidable":
        assert found.missing
        assert {name.removeprefix("subject.") for name in found.missing}.isdisjoint(known)
    else:
        assert found.applies == whole.applies


class TestTheOtherLayers:
    @each_of(
        ("legacy", "why"),
        [
            ({"made_to": "customers before 2021", "honour_until": "forever"}, "made to customers before 2021; to be honoured for ever"),
            ({"made_to": "those of 1999", "honour_until": "2026-06-01"}, "made to those of 1999; to be honoured until 2026-06-01"),
            ({"made_to": "those of 1999", "honour_until": "2026-05-31"}, "made to those of 1999; was to be honoured until 2026-05-31, which has passed"),
            ({}, "whom it was made to is not recorded; until when it is honoured is not recorded"),
        ],
    )  # fmt: skip
    def test_legacy_is_never_guessed(self, legacy, why):
        (found,) = owed(stack_of(promise("phone", "legacy", legacy=legacy)), FACTS, DAY)
        assert (found.applies, found.why) == ("unknown", why)

    @each_of(
        ("experiment", "why"),
        [
            ({"cohort": "40 beta customers", "started": "2026-03-01", "decide_by": "2026-07-01"}, "made to 40 beta customers; since 2026-03-01, to be decided by 2026-07-01"),
            ({"cohort": "beta", "started": "2026-06-02", "decide_by": "2026-07-01"}, "made to beta; from 2026-06-02, to be decided by 2026-07-01"),
            ({"cohort": "beta", "decide_by": "2026-05-31"}, "made to beta; was to be decided by 2026-05-31, which has passed"),
            ({}, "whom it was made to is not recorded; when it began and ends is not recorded"),
        ],
    )  # fmt: skip
    def test_experimental_is_never_guessed(self, experiment, why):
        (found,) = owed(stack_of(promise("ai", "experimental", experiment=experiment)), FACTS, DAY)
        assert (found.applies, found.why) == ("unknown", why)

    def test_core_and_supporting_are_owed_and_proposals_are_not(self):
        stack = stack_of(
            promise("a", "core"), promise("b", "supporting"), promise("c", "core", status="proposed")
        )
        assert [(one.entry.id, one.applies) for one in owed(stack, {}, DAY)] == [("a", "yes"), ("b", "yes")]


class TestAnEndedPromise:
    @each_of(
        ("day", "until"),
        [(date(2026, 12, 1), date(2026, 12, 1)), (date(2026, 12, 2), None), (date(2027, 1, 1), None)],
    )
    @each_of("layer", ["core", "conditional", "legacy", "experimental"])
    def test_is_owed_until_the_end_of_its_last_day(self, layer, day, until):
        stack = stack_of(*ended(org(promise("a", layer)), "a").values())
        assert [one.until for one in owed(stack, {}, day)] == ([until] if until else [])

    def test_still_asks_for_its_condition(self):
        stack = stack_of(*ended(org(promise("a", "conditional")), "a").values())
        answers = [owed(stack, facts, DAY)[0].applies for facts in ({"plan": "pro"}, {"plan": "x"}, {})]
        assert answers == ["yes", "no", "undecidable"]

    def test_without_a_last_day_is_owed_no_more(self):
        stack = stack_of(*ended(org(promise("a", "core")), "a", date=None).values())
        assert owed(stack, {}, DAY) == ()


class TestExplaining:
    def test_each_part_has_its_value(self):
        found = held('subject.plan == "enterprise" && subject.tier == 1', explain=True)
        parts = {part.text: part.result for part in found.condition.parts}
        assert parts['subject.plan == "enterprise"'].shown == "true"
        assert parts["subject.plan"].shown == '"enterprise"'
        assert parts["subject.tier"].error == "subject.tier is not among the facts"

    def test_it_changes_no_answer(self):
        for condition in ("subject.beta", "has(subject.x)", "subject.x", "subject.seats", "subject.x ==", "true && subject.sites.exists(s, s.x)"):  # fmt: skip
            plain, told = held(condition), held(condition, explain=True)
            assert plain.condition is None
            assert told.condition is not None
            assert (plain.applies, plain.why, plain.missing, plain.absent) == (
                told.applies, told.why, told.missing, told.absent,
            )  # fmt: skip
