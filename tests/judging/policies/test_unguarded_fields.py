"""A field that a record may lack is asked for before it is read; a policy that never asks gets a warning."""

from __future__ import annotations

from cases import each_of
from scenario import PACK, policy, snapshot

from pas_gov.judging.policies.rules import compile_rules
from pas_gov.model.records.rulebook import load_rulebook


def warned(**changes):
    """Return the fields of which a policy is warned."""
    rules = compile_rules(load_rulebook(snapshot("rules", policy("mine", **changes))))
    assert not rules.errors
    return [one.message.split()[0] for one in rules.diagnostics if one.code == "policy-absent"]


@each_of(
    ("require", "fields"),
    [
        ('promise.experiment.cohort != ""', ["promise.experiment.cohort"]),
        ('has(promise.experiment.cohort) && promise.experiment.cohort != ""', []),
        ("!has(promise.review_by) || promise.review_by > today", []),
        ("has(promise.review_by) || promise.ending.date > today", ["promise.ending.date"]),
        ("promise . review_by > today && has(promise.review_by)", []),
        ('promise.title != "" && promise.made.source != "x"', []),  # never absent
        ("promise.made.date < today", []),  # every record has it
        ('promise.zones.all(zone, promise.zones[zone].says != "")', []),
    ],
)
def test_what_is_read_and_never_asked_for(require, fields):
    assert warned(require=require) == fields


def test_another_expression_of_the_policy_may_ask():
    assert warned(when="has(promise.review_by)", require="promise.review_by > today") == []
    reads = [{"name": "late", "cel": "promise.review_by < today"}]
    assert warned(require="!late", variables=reads) == ["promise.review_by"]
    assert warned(when="has(promise.review_by)", require="!late", variables=reads) == []


def test_before_and_after_are_records_too():
    reads = 'after != null && after.applies_when.cel != ""'
    assert warned(scope="change", require=reads) == ["after.applies_when.cel"]


@each_of(
    ("changes", "names"),
    [
        ({"require": 'before.title == "x"'}, ["before"]),
        ({"require": 'after.title == "x"'}, ["after"]),
        ({"when": 'before.title != "x"', "require": 'after.title == "x"'}, ["after", "before"]),
        ({"require": 'before == null || before.title == "x"'}, []),
        ({"when": "before != null && after != null", "require": "before.title == after.title"}, []),
        ({"when": '"weakened" in change.kinds', "require": "before.title == after.title"}, []),
        ({"when": "!('made' in change.kinds)", "require": 'before.title == "x"'}, []),
        ({"require": '"made" in change.kinds || before.title == "x"'}, []),
        ({"require": '!("made" in change.kinds)', "message": "before.title"}, ["before"]),
        ({"match": {"kinds": ["weakened"]}, "require": "before.title == after.title"}, []),
        ({"match": {"kinds": ["made"]}, "require": 'after.title == "x"'}, []),
        ({"match": {"kinds": ["weakened", "erased"]}, "require": "before.title == after.title"}, ["after"]),
        ({"require": "change.material"}, []),
    ],
)
def test_before_and_after_may_be_null(changes, names):
    rules = compile_rules(load_rulebook(snapshot("rules", policy("mine", scope="change", **changes))))
    assert [one.message.split()[0] for one in rules.diagnostics if one.code == "policy-null"] == names


def test_it_has_its_place_and_its_remedy():
    rules = compile_rules(
        load_rulebook(snapshot("rules", policy("mine", require="promise.review_by > today")))
    )
    (found,) = rules.diagnostics
    assert (found.severity, found.remedy) == (
        "warning",
        "ask before it is read: has(promise.review_by) && ...",
    )
    assert found.location.line is not None
    assert [rule.policy.id for rule in rules.rules] == ["mine"], "it judges all the same"


def test_the_standard_pack_asks_for_everything():
    assert compile_rules(load_rulebook(snapshot("pack", PACK))).diagnostics == ()
