"""A waiver as it is written: one exception, with two people and an end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pas_gov.foundation.values import dataclass

WHOLE_STACK = "*"
CLAIMS = "claims"  # no policy: a waiver of this name accepts what a text says, which `scan` judges


@dataclass(frozen=True, slots=True)
class Waiver:
    """One policy isn't enforced for one promise (or link) from one day to another, both included.

    With ``commit`` it excuses nothing to come: it answers for what that commit did.
    """

    id: str
    policy: str
    promise: str
    reason: str
    asked_by: str
    approved_by: str
    first: date
    last: date
    path: str = ""
    target: str = ""
    ticket: str = ""
    commit: str = ""


def waiver_from(data: Mapping[str, Any], path: str) -> Waiver:
    """Build a Waiver from a mapping that the waiver schema accepts; ``path`` is where it stands."""
    return Waiver(
        id=data["id"],
        policy=data["policy"],
        promise=data["promise"],
        reason=data["reason"],
        asked_by=data["asked_by"],
        approved_by=data["approved_by"],
        first=date.fromisoformat(data["from"]),
        last=date.fromisoformat(data["until"]),
        path=path,
        target=data.get("target", ""),
        ticket=data.get("ticket", ""),
        commit=data.get("commit", ""),
    )
