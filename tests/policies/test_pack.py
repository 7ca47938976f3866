"""The pack as a whole: what the contract says of every policy."""

from __future__ import annotations

import pytest
import yaml
from scenario import PACK

from pas_gov.decisions.rules import compile_rules
from pas_gov.desk import pack_rulebook

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
}


def test_every_policy_compiles_without_a_diagnostic():
    rulebook = pack_rulebook()
    rules = compile_rules(rulebook)
    assert (*rulebook.diagnostics, *rules.diagnostics) == ()
    assert len(rules.rules) == len(PACK)


@pytest.mark.parametrize("identity", sorted(CONTRACT))
def test_scope_and_enforcement_are_the_contracts(identity):
    policy = next(policy for policy in pack_rulebook().policies if policy.id == identity)
    assert (policy.scope, policy.enforcement) == CONTRACT[identity]


@pytest.mark.parametrize("path", sorted(PACK))
def test_every_policy_says_why_what_and_how(path):
    data = yaml.safe_load(PACK[path])
    assert len(data["why"].split()) > 20
    assert data["message"].strip()
    assert data["remedy"].strip()
