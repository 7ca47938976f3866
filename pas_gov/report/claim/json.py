"""The account of one claim as JSON (format pas-gov.claim/1; its schema is ``claim``)."""

from __future__ import annotations

from typing import Any

from pas_gov.drift.matching.claim_account import SideAccount
from pas_gov.drift.matching.wording_index import MatchParts
from pas_gov.report.claim.contents import ClaimReport
from pas_gov.report.json import dumped


def claim_json(report: ClaimReport) -> str:
    """Return the format pas-gov.claim/1."""
    account, finding = report.account, report.account.finding
    sentence = finding.claim.sentence
    return dumped(
        {
            "format": "pas-gov.claim/1",
            "today": report.today.isoformat(),
            "fingerprint": finding.fingerprint,
            "state": finding.state,
            "explanation": finding.explanation,
            "unread": list(finding.unread),
            "promise": finding.promise or None,
            "link": finding.link or None,
            "sentence": {
                "path": sentence.path, "line": sentence.line, "end_line": sentence.end_line, "text": sentence.text,
                "heading": sentence.heading or None, "lead": sentence.lead or None,
            },
            "certainty": round(finding.claim.score, 3),
            "claim_from": round(account.sure_from, 3),
            "words": list(finding.claim.words),
            "features": [
                {"name": one.name, "words": one.words, "weight": round(one.weight, 3)} for one in account.features
            ],
            "candidates": [
                {"promise": one.promise, "score": round(one.score, 3), "passage": one.passage, "state": one.state,
                 "why": one.why, "parts": _parts(one.parts)}
                for one in account.candidates
            ],
            "said": _side(account.said),
            "promised": _side(account.promised) if account.promised else None,
        }
    )  # fmt: skip


def _side(side: SideAccount) -> dict[str, Any]:
    return {
        "text": side.text,
        "quantities": [
            {"text": one.text, "direction": one.direction or None, "of": one.of or None}
            for one in side.quantities
        ],
        "times": side.times or None,
        "condition": side.condition or None,
        "denies": list(side.denies),
        "hedges": list(side.hedges),
        "exception": side.exception or None,
        "unread": list(side.unread),
    }


def _parts(parts: MatchParts) -> dict[str, object]:
    return {
        "words": round(parts.words, 3),
        "meaning": None if parts.meaning is None else round(parts.meaning, 3),
        "hints": round(parts.hints, 3),
        "shared": list(parts.shared),
    }
