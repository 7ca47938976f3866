"""Whom or what a claim concerns, where that is no matter of the promise's: sales enquiries aren't support requests."""

from __future__ import annotations

import re

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.denials import same_root
from pas_gov.drift.matching.stated import promised
from pas_gov.drift.matching.wording_index import Match
from pas_gov.drift.matching.words import sense
from pas_gov.ledger.events.known_wordings import Wording

_WHOSE = (
    "sales|press|media|job|career|recruiting|recruitment|hiring|partnership|partner|investor|supplier|vendor|speaking|"
    "sponsorship"
)
_MATTERS = "enquir(?:y|ies)|inquir(?:y|ies)|requests?|applications?|questions?|e-?mails?|messages?|quer(?:y|ies)|calls?"
_CONCERN = re.compile(
    rf"\b(?P<whose>{_WHOSE}) (?:{_MATTERS})\b|\b(?P<who>applicants?|job seekers?|journalists?|investors?)\b",
    re.IGNORECASE,
)
_TELLS_NOTHING = frozenset(("back",))
"""Words that stand in a title and in a verb: "25 euros back", "we call you back"."""


def of_its_concern(claim: Claim, match: Match) -> bool:
    """Say whether a claim may concern what a promise does: not others than those it is made to, nor only its figures."""
    return not concerns_others(claim.sentence.text, match.wording) and not _by_figures_alone(match)


def concerns_others(text: str, wording: Wording) -> bool:
    """Say whether a text is about applicants, the press, buyers and the like, of whom the promise doesn't speak."""
    found = _CONCERN.search(text)
    if found is None:
        return False
    about = sense((found["whose"] or found["who"]).lower())
    return not any(same_root(about, word) for word in promised(wording).words)


def _by_figures_alone(match: Match) -> bool:
    """Say whether a wording was found by figures, and by words that tell nothing."""
    telling = {one for one in match.parts.shared if one[0] != "#"} - _TELLS_NOTHING
    return match.parts.meaning is None and not telling
