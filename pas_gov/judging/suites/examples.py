"""Examples for people: the first case of a policy's tests that passes, and the first that fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pas_gov import cel
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.suites.case import PreparedCase, case_result, prepared_case
from pas_gov.judging.suites.case_builder import CaseBuilder
from pas_gov.model.records.suite import Expected, Suites

SHOWN = (
    "today",
    "params",
    "stack",
    "change",
    "touches",
    "bootstrap",
)  # of a case, what it says of the change


@dataclass(frozen=True, slots=True)
class Example:
    """A case that holds: its name, what it says of the change, and the first thing that the policy found."""

    name: str
    says: Mapping[str, Any]
    message: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Examples:
    """A policy with a change that passes and one that fails, where its tests have such cases, and they hold."""

    rule: Rule
    passing: Example | None = None
    failing: Example | None = None


def examples(bench: CaseBuilder, rule: Rule, suites: Suites, budget: cel.Budget) -> Examples:
    """Return a policy's examples, judged by its own defaults; raises cel.BudgetSpent."""
    by_default = replace(rule, params=rule.policy.params)
    passing, failing = (_first(bench, by_default, suites, outcome, budget) for outcome in OUTCOMES)
    return Examples(rule, passing, failing)


OUTCOMES: tuple[Expected, Expected] = ("pass", "fail")


def _first(
    bench: CaseBuilder, rule: Rule, suites: Suites, outcome: Expected, budget: cel.Budget
) -> Example | None:
    suite = suites.suites.get(rule.policy.id)
    if suite is None:
        return None
    for index, case in enumerate(suite.cases):
        prepared = prepared_case(bench, rule, suite, index) if case.expect == outcome else None
        result = case_result(rule, prepared, budget) if isinstance(prepared, PreparedCase) else None
        if result is not None and result.state == "holds" and result.actual:
            says = _says(suites.sources[suite.path].reading.record or {}, index)
            found = result.actual.findings
            return Example(case.name, says, *((found[0].message, found[0].remedy) if found else ()))
    return None


def _says(data: Mapping[str, Any], index: int) -> dict[str, Any]:
    """Return what a case says of its change, with what its file says for all cases."""
    case: Mapping[str, Any] = data["cases"][index]
    found = {key: case.get(key, data.get(key)) for key in SHOWN if key in case or key in data}
    if "params" in found:
        found["params"] = {**data.get("params", {}), **case.get("params", {})}
    if "stack" in found:
        found["stack"] = _merged(data.get("stack", {}), case.get("stack", {}))
    return found


def _merged(shared: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a file and its case say of the stack; a promise that both name has the keys of both."""
    both = {one: {**shared[one], **own[one]} for one in own if own[one] and shared.get(one)}
    return {**shared, **own, **both}
