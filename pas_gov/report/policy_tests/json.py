"""What `test` found, as JSON: format pas-gov.test/1."""

from __future__ import annotations

from typing import Any

from pas_gov.judging.findings.json_rows import finding_row, location_data, problem_data
from pas_gov.judging.suites.policy_trial import MutationResult, PolicyTrial, TriedCase
from pas_gov.report.json import dumped
from pas_gov.report.policy_tests.contents import VERDICTS, PolicyTestReport
from pas_gov.report.policy_tests.reasons import reasons


def policy_tests_json(report: PolicyTestReport) -> str:
    """Return the report as JSON; its schema is ``test``."""
    return dumped(
        {
            "format": "pas-gov.test/1",
            "verdict": VERDICTS[report.status].lower(),
            "policies": [_policy(trial, report) for trial in report.trials],
            "problems": [problem_data(problem) for problem in report.problems],
        }
    )


def _policy(trial: PolicyTrial, report: PolicyTestReport) -> dict[str, Any]:
    return {
        "id": trial.rule.policy.id,
        "path": trial.path or None,
        "holds": not trial.fails and not trial.broken,
        "bites": trial.bites,
        "outcomes": {name.replace("-", "_"): number for name, number in trial.outcomes.items()},
        "cases": [_case(tried, report) for tried in trial.cases],
        "sub_expressions": [
            {"of": name, "text": part.text, "true": True in part.values, "false": False in part.values}
            for name, part in trial.reached
        ],
        "mutation": _mutation(trial.mutation) if trial.mutation else None,
    }


def _case(tried: TriedCase, report: PolicyTestReport) -> dict[str, Any]:
    result = tried.result
    message, remedy, _ = result.broken or ("", "", "")
    return {
        "name": result.case.name,
        "state": result.state,
        "today": result.case.today.isoformat(),
        "expected": result.case.expect,
        "actual": result.actual.outcome if result.actual else None,
        "findings": [finding_row(finding) for finding in result.actual.findings] if result.actual else [],
        "mismatches": [
            {"what": one.what, "expected": one.expected, "actual": one.actual} for one in result.mismatches
        ],
        "why": list(reasons(report, tried)),
        "broken": {"message": message, "remedy": remedy} if result.broken else None,
        "location": location_data(tried.location),
    }


def _mutation(mutation: MutationResult) -> dict[str, Any]:
    return {
        "mutants": mutation.mutants,
        "survivors": [{"mutant": name, "because": because} for name, because in mutation.survivors.items()],
        "stale": list(mutation.stale),
    }
