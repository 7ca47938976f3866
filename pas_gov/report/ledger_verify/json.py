"""The account of history as JSON (format pas-gov.ledger-verify/1; its schema is ``ledger-verify``)."""

from __future__ import annotations

from typing import Any

from pas_gov.ledger.reading.verify_report import VerifyReport
from pas_gov.ledger.replay.account import VerifiedStep
from pas_gov.report.json import dumped, ref_data


def ledger_verify_json(report: VerifyReport) -> str:
    """Return every step, newest first, with the findings that decided it."""
    account = report.account
    return dumped(
        {
            "format": "pas-gov.ledger-verify/1",
            "tip": ref_data(report.tip),
            "since": report.since and ref_data(report.since),
            "rewritten": report.rewritten or None,
            "adopted": {"commit": account.adopted or None, "by": account.since},
            "status": report.status,
            "counts": account.counts,
            "steps": [_step(step, report) for step in account.steps],
        }
    )


def _step(step: VerifiedStep, report: VerifyReport) -> dict[str, Any]:
    return {
        "commit": step.commit,
        "date": step.day,
        "dated": step.commit not in report.undated,
        "verdict": step.verdict,
        "findings": list(step.findings),
        "problems": list(step.problems),
        "reason": step.reason or None,
        "bootstrap": step.bootstrap,
        "answered": [{"fingerprint": mark, "waiver": waiver} for mark, waiver in step.answered],
        "subject": report.subjects[step.commit],
        "author": report.authors[step.commit],
    }
