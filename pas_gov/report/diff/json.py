"""The changes between two commits, as JSON (format pas-gov.diff/1)."""

from __future__ import annotations

from pas_gov.judging.findings.json_rows import change_data, problem_data
from pas_gov.report.diff.contents import DiffReport
from pas_gov.report.json import dumped, ref_data


def diff_json(report: DiffReport) -> str:
    """Return the format pas-gov.diff/1."""
    return dumped(
        {
            "format": "pas-gov.diff/1",
            "base": ref_data(report.base),
            "head": ref_data(report.head),
            "changes": [
                {
                    **change_data(change),
                    "reaches": [{"promise": way[-1], "way": list(way)} for way in change.reaches],
                    "reaches_all": change.reaches_all,
                }
                for change in report.changes
            ],
            "problems": [problem_data(problem) for problem in report.problems],
            "rules": [*report.paths.policies, *report.paths.settings],
        }
    )
