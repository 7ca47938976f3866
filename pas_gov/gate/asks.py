"""What a change, or the present state, asks of each owner: judged as the gate judges it, and put in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from pas_gov.diagnostics import Stop, did_you_mean, printable
from pas_gov.gate.gate import GateOptions, PreparedChange, examined_change
from pas_gov.judging.findings.asks import AsksReport, OwnerAsks, asking_changes, asks_of
from pas_gov.judging.findings.gate_report import NoVerdict
from pas_gov.judging.findings.waiting import propagates
from pas_gov.judging.verdict.binding_rules import binding_rules
from pas_gov.judging.verdict.decision import Finding
from pas_gov.judging.verdict.judgement import present_findings
from pas_gov.judging.verdict.verdict import verdict_on
from pas_gov.model.records.settings import Settings
from pas_gov.model.stack.stack import Stack


def change_asks(
    options: GateOptions, environ: Mapping[str, str], today: date, only: str = ""
) -> AsksReport | NoVerdict:
    """Return what a change asks of each owner, or of ``only`` one; NoVerdict where it can't be judged.

    Wrong usage, and an owner whom nobody knows, raise Stop.
    """
    return examined_change(options, environ, today, lambda case: _of_change(case, only), "asks")


def present_asks(
    options: GateOptions, environ: Mapping[str, str], today: date, only: str = ""
) -> AsksReport | NoVerdict:
    """Return what a stack as it stands asks; the stack is that of ``head``, the index or the work tree."""
    alone = replace(options, base=options.head)
    return examined_change(alone, environ, today, lambda case: _of_present(case, only), "asks")


def _of_change(case: PreparedChange, only: str) -> AsksReport:
    with case.request.budget.running():
        verdict = verdict_on(case.request)
    findings, change = verdict.judgement.findings, verdict.transition
    _stop_at_errors(findings)
    owners = asks_of(findings, change, propagates=propagates(verdict.rules))
    owners = _of_owner(owners, only, change.after, verdict.rules.settings)
    return AsksReport(
        today=case.request.today.isoformat(),
        base=case.base,
        head=case.head,
        owners=owners,
        changed=asking_changes(owners, change),
        files=() if only else tuple(one.diagnostic for one in verdict.problems if one.blocks),
        only=only,
        notes=(*verdict.notes, *case.notes),
    )


def _of_present(case: PreparedChange, only: str) -> AsksReport:
    request = replace(case.request, base=case.request.head, bootstrap=False)
    with request.budget.running():
        bound = binding_rules(request)
        stack, settings = bound.transition.after, bound.rules.settings
        findings = present_findings(bound.rules, bound.rulebook, stack, request.today, request.budget)
    _stop_at_errors(findings)
    owners = asks_of(findings, bound.transition, propagates=propagates(bound.rules))
    return AsksReport(
        today=request.today.isoformat(),
        base=None,
        head=case.head,
        owners=_of_owner(owners, only, stack, settings),
        files=() if only else request.head.errors,
        only=only,
        notes=bound.notes,
    )


def _stop_at_errors(findings: tuple[Finding, ...]) -> None:
    """Stop where a policy couldn't be judged: somebody may be missing."""
    error = next((one for one in findings if one.outcome == "error"), None)
    if error is not None:
        about = f" for {error.promise}" if error.promise else ""
        raise Stop("evaluation-error", f"{error.policy}{about} {error.message}", error.remedy)


def _of_owner(
    owners: tuple[OwnerAsks, ...], only: str, stack: Stack, settings: Settings
) -> tuple[OwnerAsks, ...]:
    """Return the sections of one owner: its own, and those of the teams that it is a member of."""
    if not only:
        return owners
    known = {one.owner for one in owners} | {entry.promise.owner for entry in stack.entries.values()}
    if not any(settings.speaks_for(only, owner) for owner in known):
        message = f'"{printable(only)}" owns no promise here'
        raise Stop("no-owner", message, did_you_mean(only, known - {""}), status=2)
    return tuple(one for one in owners if settings.speaks_for(only, one.owner))
