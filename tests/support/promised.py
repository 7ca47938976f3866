"""Wordings and claims for tests of drift, in as few words as the test needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.claims.conditions import condition as condition_of
from pas_gov.drift.matching.claim_states import claim_finding
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.ledger.events.known_wordings import Wording, WordingStep
from pas_gov.model.quantities.quantities import quantities
from pas_gov.model.records.promise import Term

TODAY = date(2026, 6, 1)
ENDED = WordingStep("c0ffee" + "0" * 34, date(2026, 2, 3), "Ada Author")


def wording(identity: str, statement: str, *terms: tuple[str, str, Any], **changes: Any) -> Wording:
    """Return a present active Supporting promise; terms are (measure, bound, value)."""
    basis = Wording(
        identity,
        identity.replace("-", " ").capitalize(),
        "supporting",
        "active",
        statement,
        f"w1:{statement}",
    )
    return replace(basis, terms=tuple(Term(*term) for term in terms), **changes)


def earlier(present: Wording, **changes: Any) -> Wording:
    """Return an earlier wording of a promise, ended by ENDED."""
    return replace(present, standing="earlier", until=ENDED, digest="w1:earlier", **changes)


def claim(
    text: str,
    path: str = "docs/page.md",
    *,
    promise: str = "",
    zone: str = "",
    condition: str = "",
    heading: str = "",
    lead: str = "",
) -> Claim:
    """Return a claim as the detection gives it."""
    sentence = Sentence(path, 7, 7, "sentence", heading, lead, text, promise)
    return Claim(sentence, "hard", zone, condition, quantities(text), 0.9, ())


def placed(text: str, promise: str = "") -> Claim:
    """Return the claim of a text written as "heading || lead << text"; its condition is read from it."""
    heading, _, rest = text.rpartition(" || ")
    lead, _, said = rest.rpartition(" << ")
    return claim(said, promise=promise, heading=heading, lead=lead, condition=condition_of(said))


def held(text: str | Claim, *wordings: Wording, today: date = TODAY) -> ClaimFinding:
    """Return what becomes of a claim beside these wordings."""
    said = text if isinstance(text, Claim) else claim(text)
    return claim_finding(said, WordingIndex(wordings, quantities), today)
