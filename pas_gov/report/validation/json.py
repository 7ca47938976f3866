"""Every problem of a work tree's files, as JSON (format pas-gov.validate/1)."""

from __future__ import annotations

from pas_gov.judging.findings.json_rows import problem_data
from pas_gov.report.json import dumped
from pas_gov.report.validation.contents import Validation


def validation_json(report: Validation) -> str:
    """Return the format pas-gov.validate/1."""
    promises, rules = report.counts
    return dumped(
        {
            "format": "pas-gov.validate/1",
            "valid": not report.errors,
            "promises": promises,
            "rules": rules,
            "problems": [problem_data(problem) for problem in report.problems],
        }
    )
