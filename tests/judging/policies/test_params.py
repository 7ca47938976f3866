"""Parameters of the pack are checked to their leaves, each with a near miss (SPEC 7)."""

from __future__ import annotations

from builders import policy_data, snapshot
from cases import each_of
from standard_pack import standard_rulebook

from pas_gov.judging.policies.rules import param_fault
from pas_gov.model.records.rulebook import load_rulebook

PACK = {policy.id: policy for policy in standard_rulebook().policies}
WRONG = [
    ("core-change-decides-legacy", "legacy", "linkd", 'has no value "linkd"', 'did you mean "linked"?'),
    ("ending-notifies-audience", "days", {"cor": 5}, 'has no key "cor"', 'did you mean "core"?'),
    ("ending-notifies-audience", "days", {"core": -1}, "can't be negative", "0 or more"),
    ("zones-are-attested", "max_age_days", -5, "can't be negative", "0 or more"),
    ("experimental-is-bounded", "max_days", -1, "can't be negative", "0 or more"),
    ("layer-moves-are-legal", "moves", {"legacy": ["supportin"]}, 'has no value "supportin"', 'did you mean "supporting"?'),
    ("layer-moves-are-legal", "moves", {"legac": []}, 'has no key "legac"', 'did you mean "legacy"?'),
    ("status-moves-are-legal", "moves", {"active": ["retird"]}, 'has no value "retird"', 'did you mean "retired"?'),
    ("zones-are-attested", "max_age_days", "120", "isn't of the kind of its default", "which is 120"),
    ("zones-are-attested", "max_age", 120, 'has no parameter "max_age"', 'did you mean "max_age_days"?'),
]  # fmt: skip
RIGHT = [
    ("core-change-decides-legacy", "legacy", "linked"),
    ("core-change-decides-legacy", "legacy", "all"),
    ("ending-notifies-audience", "days", {"core": 0, "legacy": 365}),
    ("ending-notifies-audience", "days", {}),
    ("zones-are-attested", "max_age_days", 0),
    ("layer-moves-are-legal", "moves", {"legacy": ["supporting"], "core": []}),
    ("owner-is-accountable", "placeholders", ["anything", "at all"]),
]  # fmt: skip


@each_of(("policy", "name", "value", "fact", "remedy"), WRONG)
def test_a_value_that_cannot_be_meant_is_told_with_what_could(policy, name, value, fact, remedy):
    found = param_fault(PACK[policy], name, value)
    assert found is not None
    assert fact in found[0]
    assert remedy in found[1]


@each_of(("policy", "name", "value"), RIGHT)
def test_a_value_that_can_be_meant_is_taken(policy, name, value):
    assert param_fault(PACK[policy], name, value) is None


@each_of("policy", PACK)
def test_each_default_is_a_value_that_can_be_meant(policy):
    assert [
        name for name, value in PACK[policy].params.items() if param_fault(PACK[policy], name, value)
    ] == []


@each_of("quotes", ["'", '"', "'''", '"""'])
def test_the_words_of_a_policy_are_read_whatever_its_quotes(quotes):
    require = f"params.mode == {quotes}strict{quotes}"
    files = {"policies/rule.yaml": policy_data("rule", params={"mode": "mild"}, require=require)}
    (policy,) = load_rulebook(snapshot(files)).policies
    assert param_fault(policy, "mode", "strict") is None
    assert param_fault(policy, "mode", "strikt") is not None
    assert param_fault(policy, "mode", "") is not None
