"""The standard pack's own tests: each policy has them, they hold, and nothing can be changed without their notice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from standard_pack import standard_rules

from pas_gov import cel
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.suites.policy_trial import Options, PolicyTester, PolicyTrial
from pas_gov.judging.suites.rule_expressions import with_program
from pas_gov.loading.pack import pack_folder, policy_snapshot
from pas_gov.model.records.suite import load_suites

SNAPSHOT = policy_snapshot("the standard pack", pack_folder())
SUITES = load_suites(SNAPSHOT)
RULES = {rule.policy.id: rule for rule in standard_rules().rules}


@pytest.fixture(scope="module")
def bench() -> Iterator[PolicyTester]:
    """Return a bench on which all policies are tried, so that what their cases share is built once."""
    bench = PolicyTester(Options(mutate=True), cel.Budget(seconds=60))
    with bench.budget.running():
        yield bench


@pytest.fixture(scope="module")
def plain_bench() -> PolicyTester:
    """Return one that makes no mutants."""
    return PolicyTester(Options(), cel.Budget(seconds=60))


def test_every_policy_has_its_tests_and_every_test_its_policy():
    assert SUITES.diagnostics == ()
    assert SUITES.suites.keys() == RULES.keys()
    assert {suite.path for suite in SUITES.suites.values()} == {
        f"policies/tests/{identity}.yaml" for identity in RULES
    }


@pytest.mark.parametrize("identity", sorted(RULES))
@pytest.mark.whole  # every case against every mutant
def test_a_policy_is_proven_by_its_tests(bench, identity):
    found = bench.policy_trial(RULES[identity], SUITES)
    assert told(found) == []
    assert min(found.outcomes["pass"], found.outcomes["fail"]) > 0
    assert found.outcomes["not-applicable"] + found.outcomes["preexisting"] > 0, "there is no near miss"
    assert found.mutation.unexplained == ()
    assert found.mutation.stale == ()
    assert [part for part in found.reached if len(part[1].values) < 2] == [], "no case brings these both ways"
    assert (found.fails, found.broken) == (False, False)


def told(found: PolicyTrial) -> list[tuple[object, ...]]:
    """Return what doesn't hold."""
    return [
        (one.result.case.name, one.result.broken, one.result.mismatches)
        for one in found.cases
        if one.result.state != "holds"
    ]


@pytest.mark.parametrize(
    ("name", "text"), [("require", "true"), ("require", "false"), ("when", "false")], ids=lambda one: one
)
@pytest.mark.parametrize(
    "identity", sorted({rule.policy.scope: name for name, rule in RULES.items()}.values())
)
@pytest.mark.whole
def test_one_that_is_broken_on_purpose_fails_its_tests(plain_bench, identity, name, text):
    """One of each scope: that each has a case to pass and one to fail, both of which hold, is proven above."""
    found = plain_bench.policy_trial(broken(RULES[identity], name, text), SUITES)
    assert told(found) != []
    assert found.fails


def broken(rule: Rule, name: str, text: str) -> Rule:
    """Return a rule with another expression in the place of one."""
    program = cel.compile(text, {}, cel.BOOL)
    assert isinstance(program, cel.Program)
    return with_program(rule, name, program)
