"""What a commit's message says of a change of words: that it was decided, that it names it, or nothing."""

from __future__ import annotations

import re

from pas_gov.drift.matching.denials import telling_senses
from pas_gov.foundation.patterns import late_pattern

_DECIDED = late_pattern(
    r"\b(?:decid\w+|decision\w*|approv\w+|agreed|agreement with|sign(?:ed)?[- ]?off(?!-by)|board|leadership|council|committee|legal (?:team|review|asked|wants)|"
    r"(?:as|per|requested by|at the request of) (?:\w+ )?(?:legal|product|management|finance|support|counsel)|policy change|change of policy|new policy|"
    r"rfc[ -]?\d*|adr[ -]?\d+|resolution|vote\w*|announc\w+|effective (?:as of|from|on)?)\b",
    re.IGNORECASE,
)
MOST = 4000
"""Characters of a message that are read."""


def decision_words(message: str) -> str:
    """Return the words by which a message says that what it changes was decided, or ""."""
    found = _DECIDED.search(message[:MOST])
    return found[0].strip() if found else ""


def names_it(message: str, before: str, after: str) -> bool:
    """Say whether a message speaks of what the sentences are about: two of their telling words, or a figure of theirs."""
    said = message[:MOST]
    figures = set(re.findall(r"\d[\d.,]*", after)) ^ set(re.findall(r"\d[\d.,]*", before))
    if any(re.search(rf"(?<![\d.]){re.escape(one.rstrip('.,'))}(?![\d.])", said) for one in figures):
        return True
    return len({*telling_senses(said)} & {*telling_senses(f"{before} {after}")}) >= 2


def subject(message: str) -> str:
    """Return a message's first line."""
    return message.strip().split("\n", 1)[0][:200]
