"""Promises of a day that has passed: "by the end of 2025", "until 31 March"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pas_gov.diagnosis.findings.finding import Finding, Side
from pas_gov.diagnosis.statements.days import promised_day
from pas_gov.diagnosis.statements.places import is_archived
from pas_gov.diagnosis.statements.statement import DATED, EVERYBODY, RETIRED, Statement
from pas_gov.foundation.patterns import late_pattern

_FIRM = late_pattern(r"\b(?:will|shall|'ll|by|until|till|through|guarantee\w*|promis\w*|commit\w*)\b")
_DUTY = late_pattern(
    r"\b(?:you|users|customers|applicants|agencies|teams) (?:will |all )?(?:need|have|must|should|are required|are expected)\b"
)
_OURS = late_pattern(r"\b(?:we|our|us)\b")
LEAST_SCORE = 0.12
"""How sure it has to be that a sentence commits, where it doesn't speak to everybody."""


def passed_days(statements: Sequence[Statement], today: date) -> Iterator[Finding]:
    """Yield a finding for each sentence that promises something by, or until, a day before today."""
    for one in statements:
        day = promised_day(one.text) if DATED in one.marks and RETIRED not in one.marks else None
        if day is None or day >= today:
            continue
        archived, low = is_archived(one.sentence.path), one.text.lower()
        if _DUTY.search(low) or not (one.score >= LEAST_SCORE or EVERYBODY in one.marks):
            continue
        if archived and not _OURS.search(low):
            continue
        certainty = 0.62 + 0.2 * one.score + (0.08 if _FIRM.search(one.text.lower()) else 0.0)
        if archived:
            certainty -= 0.2  # a page of its day: what it says was said then
        why = f"It promises something by or until {day.isoformat()}, and that day has passed."
        yield Finding(
            "orphan",
            "dated",
            f"{day.isoformat()}",
            why,
            round(min(certainty, 0.95), 2),
            (Side(day.isoformat(), (one,)),),
        )
