"""How firm a claim is: soft where the wording leaves a way out."""

from __future__ import annotations

import re

from pas_gov.drift.claims.claim import Strength
from pas_gov.drift.claims.clauses import plain_words

_WAY_OUT = re.compile(
    r"\b(?:aims?|aiming|strives?|striving|try|tries|trying|intends?|intended|hopes?|endeavou?rs?|usual(?:ly)?|generally|"
    r"normally|typically|typical|in most cases|most of the time|for most|approximately|approx|roughly|around \d+|about \d+|"
    r"should|consider(?!ed)|best (?:effort|efforts|to)|(?:commercially )?reasonable (?:effort|efforts|endeavou?rs|steps)|"
    r"as (?:soon|quickly|fast|promptly) as (?:we can|possible|practicable|is practicable|is possible|reasonably)|"
    r"(?:happy|glad|pleased|delighted) to|where(?:ver)? (?:possible|practical|feasible|we can)|when(?:ever)? (?:possible|we can)|"
    r"if (?:possible|we can)|plans? to|expects? to|goal is|targets?|objectives?|may be able to|likely|as appropriate)\b"
)
_LEAD_WAY_OUT = re.compile(
    r"\b(?:aims?|strives?|try|goals?|objectives?|targets?|hopes?|intends?)\b(?!.*\bwill\b)"
)


def strength(text: str, lead: str = "") -> Strength:
    """Return "soft" where a claim's text, or what introduces its list, leaves a way out, else "hard"."""
    soft = _WAY_OUT.search(plain_words(text)) or (lead and _LEAD_WAY_OUT.search(plain_words(lead)))
    return "soft" if soft else "hard"
