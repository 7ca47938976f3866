"""``explain``: how a verdict came about, for a policy or a finding in a change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pas_gov.commands.terminal import print_report
from pas_gov.foundation.values import dataclass
from pas_gov.gate.gate import GateOptions, PreparedChange, examined_change, rerun_options
from pas_gov.judging.explaining.selection import (
    JudgedChange,
    PolicyExplanation,
    policy_explanation,
    whole_names,
)
from pas_gov.judging.findings.assembly import reported_promise
from pas_gov.judging.findings.gate_report import ReportedPromise
from pas_gov.judging.policies.subjects import DatedChange
from pas_gov.judging.verdict.binding_rules import binding_rules
from pas_gov.judging.verdict.judgement import judgement_of
from pas_gov.model.stack.transition import Transition
from pas_gov.report.explanation import FORMATS
from pas_gov.report.explanation.contents import ExplainReport


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be explained: a policy or a fingerprint, and perhaps a promise ("" for none)."""

    what: str
    promise: str = ""


def explain_command(
    options: GateOptions, environ: Mapping[str, str], today: date, question: Question, format_: str
) -> int:
    """Print how the verdict on a policy came about; 0 whatever it is, 3 where the gate has none.

    Raises Stop where there is no such policy, promise or finding.
    """

    def look(case: PreparedChange) -> ExplainReport:
        return _explained(case, options, question)

    report = examined_change(options, environ, today, look, "explain")
    return print_report(FORMATS, report, format_)


def _explained(case: PreparedChange, options: GateOptions, question: Question) -> ExplainReport:
    request = case.request
    with request.budget.running():
        bound = binding_rules(request)
        judgement = judgement_of(bound.rules, bound.rulebook, bound.transition, request.today, request.budget)
        dated = DatedChange(bound.transition, request.today, settings=bound.rules.settings)
        coming = frozenset(policy.id for policy in request.head.rulebook.policies)
        ground = JudgedChange(dated, bound.rules.rules, judgement.findings, request.budget, coming)
        question = Question(*whole_names(question.what, question.promise, ground))
        found = policy_explanation(question.what, question.promise, ground)
    today = request.today.isoformat()
    return ExplainReport(
        base=case.base,
        head=case.head,
        tree=case.tree,
        today=today,
        policies_from=bound.policies_from,
        explained=found,
        promise=question.promise,
        judged={finding.identity: finding for finding in judgement.findings},
        promises=_promises(found, bound.transition),
        kinds={change.id: change.kinds for change in bound.transition.changes},
        notes=(*bound.notes, *case.notes),
        reproduce=f"pas-gov explain {_asked(found, question)} {rerun_options(options, case.base, case.head, today)}",
    )


def _asked(found: PolicyExplanation, question: Question) -> str:
    if found.finding is not None:
        return found.finding.fingerprint
    return " ".join(filter(None, (found.rule.policy.id, question.promise)))


def _promises(found: PolicyExplanation, change: Transition) -> dict[str, ReportedPromise]:
    """Return every promise that the explanations name."""
    ids = {identity for one in found.explanations for identity in (one.promise, one.target or "")}
    ids |= {asked.promise for one in found.explanations for asked in one.asked}
    entries = ((identity, change.after.get(identity) or change.before.get(identity)) for identity in ids)
    return {identity: reported_promise(entry) for identity, entry in entries if entry is not None}
