"""The rules that bind a change: the base's, or those of a bootstrap; and when there are none to judge by (SPEC 6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pas_gov.diagnostics import Diagnostic, Stop, ordered, printable
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rules import Rules
from pas_gov.judging.verdict.request import VerdictRequest
from pas_gov.model.records.rulebook import POLICIES_FOLDER, WAIVERS_FOLDER, Rulebook
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.model.stack.transition import Transition, transition


@dataclass(frozen=True, slots=True)
class BindingRules:
    """The rules that bind a change, where they come from, and the change itself."""

    rulebook: Rulebook
    rules: Rules
    policies_from: Literal["base", "head"]
    transition: Transition
    notes: tuple[str, ...]


def binding_rules(request: VerdictRequest) -> BindingRules:
    """Return the rules by which a change is to be judged; raises Stop where there are none, or invalid ones."""
    notes: list[str] = []
    rulebook, source = _binding_rulebook(request, notes)
    rules = request.compiled(rulebook)
    _stop_at_invalid_rules(request, rulebook, rules, notes)
    stacks = request.base.stack, request.head.stack
    change = transition(
        *stacks, request.paths, bootstrap=source == "head", ids=request.ids, today=request.today
    )
    return BindingRules(rulebook, rules, source, change, tuple(notes))


def _binding_rulebook(request: VerdictRequest, notes: list[str]) -> tuple[Rulebook, Literal["base", "head"]]:
    base, head = request.base.rulebook, request.head.rulebook
    if base.has_policies:
        if request.bootstrap:
            notes.append("--bootstrap has no effect: the base has policies, and they judge")
        return base, "base"
    if not request.bootstrap:
        raise Stop(
            "no-policies",
            f"the base ({printable(request.base.stack.name)}) has no policies, so there is nothing to judge by",
            "merge a change that adds policies first: run `pas-gov init`, commit, and judge that one change "
            "with --bootstrap",
        )
    if head.has_policies:
        notes.append(
            "bootstrap: the base has no policies, so the change is judged by the policies that it brings"
        )
        return head, "head"
    notes.append("bootstrap: neither side has policies, so the change is judged by the standard pack")
    return request.pack(), "head"


def _stop_at_invalid_rules(
    request: VerdictRequest, rulebook: Rulebook, rules: Rules, notes: list[str]
) -> None:
    faults = [
        *rule_faults(rulebook.diagnostics),
        *rules.errors,
    ]
    if not faults:
        return
    told = "; ".join(f"{fault.location}: {fault.message} ({fault.remedy})" for fault in faults[:5]).replace(
        " ()", ""
    )
    more = f"; and {len(faults) - 5} more" if len(faults) > 5 else ""
    if request.paths.promises or request.head.stack.entries.keys() != request.base.stack.entries.keys():
        message = f"the rules that are to judge this change are invalid: {told}{more}"
        remedy = (
            "repair them first, in a change that touches no promise: it is judged by the rules that are valid"
        )
        raise Stop("invalid-rules", message, remedy, problems=ordered(faults))
    notes.append(
        f"judged by the valid rules alone, since the change touches no promise; invalid: {told}{more}"
    )


def rule_faults(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the errors in policies and settings; a waiver's only leave that waiver unhonoured."""
    return [
        fault
        for fault in diagnostics
        if fault.severity == "error"
        and (fault.location.path == SETTINGS_PATH or is_policy_path(fault.location.path))
    ]


def is_policy_path(path: str) -> bool:
    """Tell whether a path holds a policy (not one of its tests, nor a waiver), or stands in their folder's place."""
    inside = path == POLICIES_FOLDER or (
        path.startswith(f"{POLICIES_FOLDER}/") and "/" not in path[len(POLICIES_FOLDER) + 1 :]
    )
    return inside and path != WAIVERS_FOLDER
