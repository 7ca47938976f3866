"""Waivers: which are honoured on a day, which finding each excuses, and which excused none (SPEC 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

from pas_gov.diagnostics import Diagnostic, did_you_mean
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rules import Rules
from pas_gov.judging.verdict.decision import Finding
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.records.waiver import CLAIMS, WHOLE_STACK, Waiver

WaiverState = Literal["used", "unused", "expired", "not-yet", "malformed"]


@dataclass(frozen=True, slots=True)
class WaivedFindings:
    """The findings after waiving, and the state of every waiver by id (or path, where it has none)."""

    findings: tuple[Finding, ...]
    states: tuple[tuple[str, WaiverState], ...]


def waived_findings(
    findings: tuple[Finding, ...], rulebook: Rulebook, rules: Rules, today: date
) -> WaivedFindings:
    """Mark the failed findings that a valid waiver excuses."""
    faults = {fault.location.path for fault in waiver_faults(rulebook, rules)}
    valid = [waiver for waiver in rulebook.waivers if waiver.path not in faults and in_force(waiver, today)]
    waived = tuple(_waived(finding, valid) for finding in findings)
    used = {finding.waiver for finding in waived if finding.waiver}
    mine = (
        one
        for one in rulebook.waivers
        if one.policy in rules.ids or one.policy != CLAIMS or one.path in faults
    )
    states = [(waiver.id, _state(waiver, faults, used, today)) for waiver in mine]
    unreadable: list[tuple[str, WaiverState]] = [(name, "malformed") for name in rulebook.malformed_waivers]
    return WaivedFindings(waived, tuple(sorted([*states, *unreadable])))


def in_force(waiver: Waiver, today: date) -> bool:
    """Tell whether the day lies between the waiver's first and last, both included."""
    return waiver.first <= today <= waiver.last


def _state(waiver: Waiver, faults: set[str], used: set[str], today: date) -> WaiverState:
    if waiver.path in faults:
        return "malformed"
    if today < waiver.first:
        return "not-yet"
    if today > waiver.last:
        return "expired"
    return "used" if waiver.id in used else "unused"


def _waived(finding: Finding, waivers: list[Waiver]) -> Finding:
    if finding.outcome != "fail":
        return finding
    waiver = next((waiver for waiver in waivers if _excuses(waiver, finding)), None)
    return replace(finding, outcome="waived", waiver=waiver.id) if waiver else finding


def _excuses(waiver: Waiver, finding: Finding) -> bool:
    whom = WHOLE_STACK if finding.promise == "" else finding.promise
    return (
        not waiver.commit
        and waiver.policy == finding.policy
        and waiver.promise == whom
        and (not waiver.target or waiver.target == finding.target)
    )


def waiver_faults(rulebook: Rulebook, rules: Rules) -> Iterator[Diagnostic]:
    """Yield an error for each readable waiver that may not be honoured, whatever the day."""
    policies = {policy.id: policy for policy in rulebook.policies}
    for waiver in rulebook.waivers:
        source = rulebook.sources[waiver.path]
        policy = policies.get(waiver.policy)
        if policy is None and waiver.policy == CLAIMS:
            if not waiver.target:
                message = "an exception for what a text says names no fingerprint"
                yield Diagnostic(
                    "waiver-claim", message, source.locate(""), "add target: as pas-gov scan prints it"
                )
        elif policy is None:
            message = f'the waiver names a policy that isn\'t in policies/: "{waiver.policy}"'
            yield Diagnostic(
                "waiver-policy", message, source.locate("/policy"), did_you_mean(waiver.policy, policies)
            )
        elif not policy.waivable:
            message = f'the policy "{policy.id}" can\'t be waived'
            yield Diagnostic("waiver-policy", message, source.locate("/policy"), "answer the finding itself")
        days = (waiver.last - waiver.first).days
        if days > rules.settings.waiver_days:
            message = f"the waiver lasts {days} days; at most {rules.settings.waiver_days} are allowed"
            yield Diagnostic(
                "waiver-too-long", message, source.locate("/until"), "end it sooner, and renew it if need be"
            )
