"""The pack as a whole: what the contract says of every policy."""

from __future__ import annotations

import yaml
from cases import each_of
from scenario import PACK, acme, blocking, ended, judged
from standard_pack import standard_rulebook, standard_rules

CONTRACT = {  # SPEC 5: scope, enforcement
    "change-propagates": ("alignment", "block"),
    "core-change-decides-legacy": ("change", "block"),
    "no-erasure": ("change", "block"),
    "ending-is-recorded": ("change", "block"),
    "ending-notifies-audience": ("change", "block"),
    "ending-reaches-every-zone": ("change", "block"),
    "aligned-to-a-core": ("promise", "block"),
    "layer-moves-are-legal": ("change", "block"),
    "status-moves-are-legal": ("change", "block"),
    "stack-has-a-core": ("stack", "block"),
    "policies-change-alone": ("stack", "block"),
    "experimental-is-bounded": ("promise", "block"),
    "experimental-ends-cleanly": ("change", "block"),
    "experiment-is-overdue": ("promise", "block"),
    "conditional-states-its-condition": ("promise", "block"),
    "legacy-is-recognised": ("promise", "block"),
    "legacy-sunset-has-passed": ("promise", "warn"),
    "owner-is-accountable": ("promise", "block"),
    "weakening-gives-notice": ("change", "block"),
    "zones-are-attested": ("zone", "warn"),
    "review-is-due": ("promise", "warn"),
    "answers-come-from-owners": ("change", "note"),
    "words-and-terms-agree": ("promise", "warn"),
}
PARAMS = {  # SPEC 5: the defaults that it names
    "core-change-decides-legacy": {"legacy": "all"},
    "ending-notifies-audience": {
        "days": {"core": 30, "supporting": 30, "conditional": 30, "experimental": 0, "legacy": 90},
        "backdated_days": 14,
    },
    "experimental-is-bounded": {"max_days": 180},
    "answers-come-from-owners": {"same_note": 5},
    "owner-is-accountable": {"placeholders": ["tbd", "none", "n/a", "everyone", "team"]},
    "stack-has-a-core": {"min": 1, "max": 3},
    "zones-are-attested": {"max_age_days": 120},
}
POLICIES = {path: text for path, text in PACK.items() if not path.startswith("policies/tests/")}


def test_every_policy_compiles_without_a_diagnostic():
    rulebook = standard_rulebook()
    rules = standard_rules()
    assert (*rulebook.diagnostics, *rules.diagnostics) == ()
    assert len(rules.rules) == len(POLICIES)
    assert rules.ids == CONTRACT.keys()


@each_of("identity", sorted(CONTRACT))
def test_scope_and_enforcement_are_the_contracts(identity):
    policy = next(policy for policy in standard_rulebook().policies if policy.id == identity)
    assert (policy.scope, policy.enforcement, policy.waivable) == (*CONTRACT[identity], True)


@each_of("identity", sorted(PARAMS))
def test_parameters_and_their_defaults_are_the_contracts(identity):
    policy = next(policy for policy in standard_rulebook().policies if policy.id == identity)
    assert dict(policy.params) == PARAMS[identity]


@each_of("path", sorted(POLICIES))
def test_every_policy_says_why_what_and_how(path):
    data = yaml.safe_load(POLICIES[path])
    assert len(data["why"].split()) > 20
    assert data["message"].strip()
    assert data["remedy"].strip()


def test_the_organisation_of_these_tests_keeps_every_policy():
    """So what a test finds is what its change brings."""
    org = acme()
    noted = {name: {**record, "notes": "Looked at."} for name, record in org.items()}
    verdict = judged(org, noted)
    assert (verdict.verdict, verdict.judgement.findings) == ("pass", ())


@each_of("identity", sorted(acme()))
def test_a_whole_ending_is_blamed_for_nothing(identity):
    after = ended(acme(), identity)
    mine = {policy for policy, one in blocking(judged(acme(), after)) if one == identity}
    assert mine == set()
