"""Findings on claims as rows of JSON, as one process gives them to another, and back."""

from __future__ import annotations

from datetime import date

from pas_gov.drift.claims.claim_row import Row, claim_from, claim_row
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.ledger.events.known_wordings import WordingStep


def finding_row(one: ClaimFinding) -> Row:
    """Return a finding as a row; ``finding_from`` is the inverse, given the path of its text."""
    by = one.by and [one.by.commit, one.by.day.isoformat(), one.by.author]
    until = one.excused_until and one.excused_until.isoformat()
    return [
        claim_row(one.claim), one.state, one.explanation, one.promise, one.score, one.digest, one.said, one.promised,
        one.measure, one.unread, by, one.link, one.exception, until,
    ]  # fmt: skip


def finding_from(row: Row, path: str) -> ClaimFinding:
    """Return the finding of a row."""
    claim, state, why, promise, score, digest, said, promised, measure, unread, by, link, exception, until = (
        row
    )
    step = WordingStep(by[0], date.fromisoformat(by[1]), by[2]) if by else None
    last = date.fromisoformat(until) if until else None
    return ClaimFinding(
        claim_from(claim, path), state, why, promise, score, digest, said, promised, measure, tuple(unread), step, link,
        exception, last,
    )  # fmt: skip
