"""Verdicts on steps as rows of JSON: kept from one run to the next, and handed from one process to another."""

from __future__ import annotations

from datetime import date
from typing import Any

from pas_gov import git
from pas_gov.ledger.replay.account import VERDICTS, VerifiedStep

KeptRow = dict[str, Any]
KeptResults = dict[str, KeptRow]
RESTS_ON = "rests_on"
"""Of a row, once it is known: the ids of the trees, and those of the blobs, that its verdict rests on."""
ROW = ("verdict", "findings", "problems", "reason", "ruled", "bootstrap", "correctives")


def _is_valid(row: object) -> bool:
    if not isinstance(row, dict) or any(name not in row for name in ROW) or row["verdict"] not in VERDICTS:
        return False
    resting = row.get(RESTS_ON, [[], []])
    return isinstance(resting, list) and len(resting) == 2 and all(isinstance(ids, list) for ids in resting)


def valid_rows(rows: KeptResults) -> KeptResults:
    """Return the rows of a cache that can be ours."""
    return {key: row for key, row in rows.items() if _is_valid(row)}


def row_key(commit: git.Commit, day: date) -> str:
    """Return what the verdict on a step is kept by: the ids of its two ends, as all else follows from them; its day."""
    return f"{commit.id} {commit.parents[0] if commit.parents else '-'} {day.isoformat()}"


def row_of(step: VerifiedStep) -> dict[str, Any]:
    """Return a verdict as JSON data; ``step_from_row`` is the inverse."""
    return {
        "verdict": step.verdict, "findings": list(step.findings), "problems": list(step.problems),
        "reason": step.reason, "ruled": step.ruled, "bootstrap": step.bootstrap, "correctives": list(step.correctives),
    }  # fmt: skip


def step_from_row(row: dict[str, Any], commit: str, day: date) -> VerifiedStep:
    """Return the verdict on the step of a commit, judged on this day, from its row."""
    lists = {name: tuple(row[name]) for name in ("findings", "problems", "correctives")}
    return VerifiedStep(
        commit, day.isoformat(), row["verdict"], reason=row["reason"], ruled=row["ruled"], bootstrap=row["bootstrap"],
        **lists,
    )  # fmt: skip
