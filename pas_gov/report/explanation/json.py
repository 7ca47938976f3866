"""An explanation as JSON, in the format pas-gov.explain/1."""

from __future__ import annotations

from typing import Any

from pas_gov.judging.explaining.explainer import GRAVITY
from pas_gov.judging.explaining.explanation import AskedElement, Condition, Explanation, Parameter, Variable
from pas_gov.judging.findings.gate_report import NoVerdict
from pas_gov.report.explanation.contents import ExplainReport
from pas_gov.report.expression_json import expression_data, result_data
from pas_gov.report.json import dumped, no_verdict_data, ref_data

FORMAT = "pas-gov.explain/1"


def explanation_json(report: ExplainReport | NoVerdict) -> str:
    """Return all that is known of the explained subjects, or why the change can't be judged, so nothing explained.

    Values are as shown, and plain where they are simple.
    """
    return dumped(no_verdict_data(report, FORMAT) if isinstance(report, NoVerdict) else _explained(report))


def _explained(report: ExplainReport) -> dict[str, Any]:
    explained = report.explained
    policy = explained.rule.policy
    return {
        "format": FORMAT,
        "today": report.today,
        "base": ref_data(report.base),
        "head": ref_data(report.head),
        "tree": report.tree,
        "policies_from": report.policies_from,
        "policy": {
            "id": policy.id,
            "title": policy.title,
            "scope": policy.scope,
            "enforcement": explained.rule.enforcement,
            "path": policy.path,
        },
        "promise": report.promise or None,
        "fingerprint": explained.finding.fingerprint if explained.finding else None,
        "outcomes": {name.replace("-", "_"): explained.counts.get(name, 0) for name in GRAVITY},
        "reason": explained.reason or None,
        "subjects": [_subject(report, one) for one in explained.explanations],
        "notes": list(report.notes),
    }


def _subject(report: ExplainReport, one: Explanation) -> dict[str, Any]:
    return {
        "promise": one.promise,
        "target": one.target,
        "zone": one.zone,
        "kinds": list(report.kinds.get(one.promise, ())),
        "outcome": one.outcome,
        "reason": one.reason or None,
        "match": [_condition(condition) for condition in one.match],
        "params": [_param(param) for param in one.params],
        "variables": [_variable(variable) for variable in one.variables],
        "when": expression_data(one.when),
        "each": expression_data(one.source),
        "asked": [_asked(report, asked) for asked in one.asked],
    }


def _condition(condition: Condition) -> dict[str, Any]:
    wants, found = list(condition.wants), list(condition.found)
    return {"name": condition.name, "wants": wants, "found": found, "holds": condition.holds}


def _param(param: Parameter) -> dict[str, Any]:
    origin = "settings" if param.from_settings else "default"
    return {"name": param.name, **result_data(param.result), "from": origin, "default": param.default}


def _variable(variable: Variable) -> dict[str, Any]:
    return {
        "name": variable.name,
        **result_data(variable.result),
        "judging": variable.judging,
        "expression": expression_data(variable.expression),
    }


def _asked(report: ExplainReport, asked: AskedElement) -> dict[str, Any]:
    finding = report.judged.get(asked.finding.identity, asked.finding) if asked.finding else None
    return {
        "element": asked.element,
        "promise": asked.promise,
        "target": asked.target,
        "zone": asked.zone,
        "outcome": asked.outcome,
        "require": expression_data(asked.require),
        "message": asked.message or None,
        "remedy": asked.remedy or None,
        "commands": [list(words) for words in finding.commands] if finding else [],
        "causes": list(finding.causes) if finding else [],
        "fingerprint": finding.fingerprint if finding else None,
        "preexisting": finding.preexisting if finding else False,
        "waiver": finding.waiver if finding else None,
        "standing": report.standing(asked) or None,
        "why_new": report.why_new(asked) or None,
    }
