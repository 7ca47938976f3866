"""The edits that a change makes to the rules: policies added, removed, relaxed, tuned or reworded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.rules import Rules, tunings


def rule_edits(base: Rules, head: Rules) -> Iterator[str]:
    """Yield a line for each rule that was added, removed or changed, and for a limit on waivers that was moved."""
    before = {rule.policy.id: rule for rule in base.rules}
    after = {rule.policy.id: rule for rule in head.rules}
    for identity in sorted(before.keys() | after.keys()):
        earlier, later = before.get(identity), after.get(identity)
        if earlier is None or later is None:
            yield f"{identity}: {'added' if earlier is None else 'removed'} ({_strength(earlier or later)})"
        else:
            yield from (f"{identity}: {edit}" for edit in _edits(earlier, later))
    if base.settings.waiver_days != head.settings.waiver_days:
        yield f"waivers: at most {base.settings.waiver_days} -> {head.settings.waiver_days} days"


def _edits(earlier: Rule, later: Rule) -> Iterator[str]:
    """Say what differs in one rule: what a finding does, its parameters, or the policy's text."""
    if earlier.enforcement != later.enforcement:
        yield f"{earlier.enforcement} -> {later.enforcement}"
    yield from tunings(earlier.params, later.params)
    if replace(earlier.policy, enforcement="note", params={}) != replace(
        later.policy, enforcement="note", params={}
    ):
        yield f"edited ({later.enforcement})"


def _strength(rule: Rule | None) -> str:
    return rule.enforcement if rule else ""
