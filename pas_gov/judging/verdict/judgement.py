"""The judgement of a whole change: every rule over every subject; findings of the base told apart, waivers honoured."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from pas_gov import cel
from pas_gov.foundation.progress import with_progress
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.rules import Rules
from pas_gov.judging.policies.subjects import DatedChange
from pas_gov.judging.verdict.decision import Finding, outcomes
from pas_gov.judging.verdict.waivers import WaiverState, waived_findings
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.stack.stack import Stack
from pas_gov.model.stack.transition import Transition

OUTCOMES = ("pass", "fail", "waived", "not-applicable", "error")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say of a change.

    ``findings`` are failures, waived ones and errors, sorted by policy and promise; ``tallies`` counts the
    outcomes of each rule in force by policy id; ``waivers`` is the state of each.
    """

    findings: tuple[Finding, ...]
    tallies: Mapping[str, Mapping[str, int]]
    waivers: tuple[tuple[str, WaiverState], ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What couldn't be judged: with any, there is no verdict."""
        return tuple(finding for finding in self.findings if finding.outcome == "error")

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that block: failed, not waived, not there before, of a blocking policy."""
        return tuple(finding for finding in self.findings if blocks(finding))


def blocks(finding: Finding) -> bool:
    """Tell whether a finding alone is enough to block the change."""
    return finding.outcome == "fail" and finding.enforcement == "block" and not finding.preexisting


def judgement_of(
    rules: Rules, rulebook: Rulebook, change: Transition, today: date, budget: cel.Budget
) -> Judgement:
    """Judge a change on a day; raises cel.BudgetSpent where the budget doesn't suffice."""
    dated = DatedChange(change, today, settings=rules.settings)
    active = [rule for rule in rules.rules if rule.enforcement != "ignore"]
    found: list[Finding] = []
    tallies = {rule.policy.id: dict.fromkeys(OUTCOMES, 0) for rule in rules.rules}
    costs: list[tuple[float, str]] = []
    for rule in with_progress(active, len(active), "policies"):
        started = time.monotonic()
        try:
            found += rule_findings(rule, dated, tallies[rule.policy.id], budget)
        except cel.BudgetSpent as spent:
            _name_dearest(spent, costs, time.monotonic() - started)
            raise
        costs.append((time.monotonic() - started, rule.policy.id))
    if change.bootstrap:
        found = [_as_debt(one) if one.promise and one.promise not in change.before else one for one in found]
    honoured = waived_findings(tuple(found), rulebook, rules, today)
    for finding in honoured.findings:
        tallies[finding.policy][finding.outcome] += 1
    return Judgement(
        findings=tuple(
            sorted(honoured.findings, key=lambda f: (f.policy, f.promise, f.target or "", f.zone or ""))
        ),
        tallies=tallies,
        waivers=honoured.states,
    )


def _as_debt(finding: Finding) -> Finding:
    """Return what a promise brings along at adoption: it warns, and is asked for from the next change on."""
    if finding.outcome != "fail" or finding.enforcement != "block":
        return finding
    return replace(finding, enforcement="warn", debt=True)


def _name_dearest(spent: cel.BudgetSpent, costs: list[tuple[float, str]], last: float) -> None:
    """Name the policy that took the most of the budget, where that wasn't the last one."""
    if spent.limit == "seconds" and costs:
        most, dearest = max(costs)
        if most > last:
            spent.spender = f"the policy {dearest}"


def present_findings(
    rules: Rules, rulebook: Rulebook, stack: Stack, today: date, budget: cel.Budget
) -> tuple[Finding, ...]:
    """Return what the rules find wrong with a stack as it stands: every promise, zone and link of it is asked about.

    What is waived, and rules about changes, are left out; raises cel.BudgetSpent.
    """
    whole = Transition(stack, stack, (), everything=True)
    dated = DatedChange(whole, today, only=frozenset(stack.entries))
    found: list[Finding] = []
    for rule in rules.rules:
        if rule.enforcement != "ignore":
            found += _decided(rule, dated, dict.fromkeys(OUTCOMES, 0), budget)
    honoured = waived_findings(tuple(found), rulebook, rules, today)
    return tuple(finding for finding in honoured.findings if finding.outcome != "waived")


def rule_findings(rule: Rule, dated: DatedChange, tally: dict[str, int], budget: cel.Budget) -> list[Finding]:
    """Return what one rule finds in a change, in the order of its subjects; what the base had already is marked.

    The outcomes that leave no finding (pass, not-applicable) are counted in the tally.
    """
    return _told_apart(rule, _decided(rule, dated, tally, budget), dated, budget)


def _decided(rule: Rule, dated: DatedChange, tally: dict[str, int], budget: cel.Budget) -> list[Finding]:
    """Return the rule's findings, counting the outcomes that leave none."""
    found = []
    for subject in dated.subjects(rule.policy.scope):
        for outcome in outcomes(rule, dated, subject, budget):
            if isinstance(outcome, Finding):
                found.append(outcome)
            else:
                tally[outcome] += 1
    return found


def _told_apart(rule: Rule, found: list[Finding], dated: DatedChange, budget: cel.Budget) -> list[Finding]:
    """Mark the findings that the base had already. Those about a change itself never stood before."""
    if not found or rule.policy.scope == "change":
        return found
    failed = frozenset(
        identity
        for finding in found
        if finding.outcome == "fail"
        for identity in (finding.promise, finding.target if finding.scope != "alignment" else None)
        if identity is not None
    )
    if not failed:
        return found
    stood = dated.before_alone(failed)
    earlier: dict[tuple[str, ...], list[frozenset[str]]] = {}
    for subject in stood.subjects(rule.policy.scope):
        for outcome in outcomes(rule, stood, subject, budget):
            if isinstance(outcome, Finding) and outcome.outcome == "fail":
                earlier.setdefault(outcome.identity, []).append(frozenset(outcome.causes))
    return [
        replace(one, preexisting=True) if one.outcome == "fail" and one.already_in(earlier) else one
        for one in found
    ]
