"""What the second opinion is asked about: each policy at its pass and at its failure."""

from __future__ import annotations

from collections import defaultdict

import pytest
from policy_activations import dated_changes
from standard_pack import standard_rules

from pas_gov import cel
from pas_gov.judging.verdict.decision import Finding, outcomes

pytestmark = pytest.mark.whole  # they guard the second opinion, which is whole


def test_every_policy_is_brought_to_pass_and_to_fail() -> None:
    rules = standard_rules().rules
    seen: dict[str, set[str]] = defaultdict(set)
    for dated in dated_changes():
        for rule in rules:
            for subject in dated.subjects(rule.policy.scope):
                for outcome in outcomes(rule, dated, subject, cel.Budget()):
                    seen[rule.policy.id].add(outcome.outcome if isinstance(outcome, Finding) else outcome)
    missing = {rule.policy.id: {"pass", "fail"} - seen[rule.policy.id] for rule in rules}
    assert {identity: outcomes for identity, outcomes in missing.items() if outcomes} == {}
