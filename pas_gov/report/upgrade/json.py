"""What a newer standard pack does to a repository's policies, as JSON (format pas-gov.upgrade/1)."""

from __future__ import annotations

from pas_gov.report.json import Data, dumped
from pas_gov.report.upgrade.contents import Shift, UpgradedPolicy, UpgradeReport


def upgrade_json(report: UpgradeReport) -> str:
    """Return the format pas-gov.upgrade/1: both packs, each policy with its state and past verdicts, what is wrong."""
    return dumped(
        {
            "format": "pas-gov.upgrade/1",
            "from": report.origin,
            "chosen": report.chosen,
            "to": report.pack,
            "files": report.written,
            "written": bool(report.written and not report.dry_run and not report.faults),
            "unasked": report.unasked,
            "policies": [_policy(one) for one in report.policies],
            "faults": list(report.faults),
        }
    )


def _policy(one: UpgradedPolicy) -> Data:
    return {
        "id": one.id,
        "state": one.state,
        "path": one.path,
        "tests": one.tests,
        "fault": one.fault,
        "clashes": [{"yours": list(clash.yours), "theirs": list(clash.theirs)} for clash in one.clashes],
        "history": _shift(one.shift) if one.shift else None,
    }


def _shift(shift: Shift) -> Data:
    """Return what it says of past changes: how many were judged, and which would be blocked, before and after."""
    return {
        "judged": shift.judged,
        "unjudged": shift.unjudged,
        "blocked_before": list(shift.before),
        "blocked_after": list(shift.after),
    }
