"""What became of CODEOWNERS, as JSON (format pas-gov.owners/1)."""

from __future__ import annotations

from pas_gov.judging.findings.json_rows import problem_data
from pas_gov.report.codeowners.contents import OwnersReport
from pas_gov.report.json import dumped


def codeowners_json(report: OwnersReport) -> str:
    """Return the format pas-gov.owners/1: path, state, the lines as they should be, problems."""
    return dumped(
        {
            "format": "pas-gov.owners/1",
            "path": report.path,
            "state": report.state,
            "lines": [{"path": f"/{line.path}", "owners": list(line.owners)} for line in report.lines],
            "problems": [problem_data(one) for one in (*report.unread, *report.problems)],
        }
    )
