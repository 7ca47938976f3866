"""The scan as JSON: pas-gov.scan/1."""

from __future__ import annotations

from typing import Any

from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.judging.findings.json_rows import problem_data
from pas_gov.report.json import dumped
from pas_gov.report.scan.contents import ScanReport


def scan_json(report: ScanReport) -> str:
    """Return the format pas-gov.scan/1."""
    return dumped(
        {
            "format": "pas-gov.scan/1",
            "today": report.today.isoformat(),
            "files": report.files,
            "claims": [_claim(report, one) for one in report.findings],
            "exceptions": [{"id": name, "state": state} for name, state in report.exceptions],
            "left_out": dict(report.left_out),
            **({"unlisted": dict(report.unlisted)} if report.unlisted else {}),
            "problems": [problem_data(one) for one in report.problems],
        }
    )


def _claim(report: ScanReport, one: ClaimFinding) -> dict[str, Any]:
    claim, sentence = one.claim, one.claim.sentence
    return {
        "state": one.state, "text": sentence.text,
        "location": {"path": sentence.path, "line": sentence.line, "end_line": sentence.end_line,
                     "turn": sentence.turn or None},
        "promise": one.promise or None, "score": round(one.score, 3), "explanation": one.explanation,
        "said": one.said or None, "promised": one.promised or None, "measure": one.measure or None,
        "unread": list(one.unread),
        "ended_by": one.by and {"commit": one.by.commit, "day": one.by.day.isoformat(), "author": one.by.author},
        "link": one.link or None, "exception": one.exception or None,
        "exception_until": one.excused_until and one.excused_until.isoformat(), "fingerprint": one.fingerprint,
        "commands": [list(command) for command in report.commands(one)],
        "proposed_id": report.proposal(one) or None,
        "strength": claim.strength, "zone": claim.zone or None, "condition": claim.condition or None,
        "certainty": round(claim.score, 3), "words": list(claim.words),
        "quantities": [
            {"text": each.text, "kind": each.kind, "values": list(each.values), "unit": each.unit}
            for each in claim.quantities
        ],
        **({"times": one.times, "also": list(one.also)} if one.times > 1 else {}),
    }  # fmt: skip
