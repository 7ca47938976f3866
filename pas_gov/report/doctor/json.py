"""A check-up as JSON, as schemas/doctor.json has it."""

from __future__ import annotations

from pas_gov.report.doctor.contents import Checkup
from pas_gov.report.json import dumped, utf8_text


def doctor_json(report: Checkup) -> str:
    """Return each check with its state, fact and remedy."""
    return dumped(
        {
            "format": "pas-gov.doctor/1",
            "path": utf8_text(report.path),
            "lacking": len(report.lacking),
            "checks": [
                {
                    "id": one.id, "part": one.part, "state": one.state, "optional": one.optional,
                    "fact": utf8_text(one.fact), "remedy": utf8_text(one.remedy), "commands": list(one.commands),
                    "lines": list(one.lines),
                }
                for one in report.checks
            ],
        }
    )  # fmt: skip
