"""Policies and their tests in few words: what these tests try."""

from __future__ import annotations

from typing import Any

from builders import policy_data, snapshot, suite_data

from pas_gov import cel
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.rules import compile_rules
from pas_gov.judging.suites.case import CaseResult, PreparedCase, case_result, prepared_case
from pas_gov.judging.suites.case_builder import CaseBuilder
from pas_gov.judging.suites.policy_trial import Options, PolicyTester, PolicyTrial
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.records.suite import Suites, load_suites

PATH = "policies/tests/rule.yaml"
NOTED = {"four-hours": {"set": {"notes": "Looked at."}}}  # a change that is none to most policies


def rule(**changes: Any) -> Rule:
    """Return a policy that asks each promise in question for a title of at most ten characters."""
    short = {
        "require": "size(promise.title) <= 10",
        "message": "promise.title + ' is long'",
    }
    if changes.get("scope", "promise") == "promise":
        short["cause"] = "promise.title"
    files = snapshot({"policies/rule.yaml": policy_data("rule", **{**short, **changes})})
    rules = compile_rules(load_rulebook(files))
    assert rules.errors == ()
    return rules.rules[0]


def case(expect: str = "pass", name: str = "a case", **keys: Any) -> dict[str, Any]:
    """Return a case in which one promise is touched, with more keys."""
    return {"name": name, "expect": expect, "change": NOTED, **keys}


def titled(title: str, **more: Any) -> dict[str, Any]:
    """Return a change that gives one promise another title."""
    return {"four-hours": {"set": {"title": title, **more}}}


def suites(*cases: dict[str, Any], **shared: Any) -> Suites:
    """Return the tests of the policy."""
    found = load_suites(snapshot({PATH: suite_data("rule", *cases, **shared)}))
    assert found.diagnostics == ()
    return found


def prepared(tried: Rule, *cases: dict[str, Any], **shared: Any) -> list[PreparedCase]:
    """Return cases whose changes are built."""
    suite, bench = suites(*cases, **shared).suites["rule"], CaseBuilder()
    built = [prepared_case(bench, tried, suite, index) for index in range(len(suite.cases))]
    assert all(isinstance(one, PreparedCase) for one in built), built
    return built  # type: ignore[return-value]


def result(tried: Rule, one: dict[str, Any], **shared: Any) -> CaseResult:
    """Return what comes of a case."""
    built = prepared_case(CaseBuilder(), tried, suites(one, **shared).suites["rule"], 0)
    return case_result(tried, built, cel.Budget()) if isinstance(built, PreparedCase) else built


def mismatches(tried: Rule, one: dict[str, Any], **shared: Any) -> list[tuple[str, str, str]]:
    """Return what isn't as a case expects."""
    return [(each.what, each.expected, each.actual) for each in result(tried, one, **shared).mismatches]


def trial(tried: Rule, *cases: dict[str, Any], options: Options | None = None, **shared: Any) -> PolicyTrial:
    """Return what trying a policy by its tests finds; without cases, there are no tests."""
    found = suites(*cases, **shared) if cases else Suites()
    return PolicyTester(options or Options(), cel.Budget()).policy_trial(tried, found)
