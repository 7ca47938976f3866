"""Whether what a text denies is what a promise promises, or something beside it: "nobody has to queue to chat" denies the queue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pas_gov.drift.matching.denials import (
    CLAUSE_END,
    ENDED,
    NEGATOR,
    NOT_ENDED,
    clause_until,
    ended_clause,
    own_clause,
    same_root,
    telling_senses,
    without_idioms,
)

_ASIDE = re.compile(
    r"\b(?:to|for|when|whenever|before|after|while|until|unless|in order|than|and|or)\b", re.IGNORECASE
)
"""Words behind which something else stands than what is denied: "no account to", "no appointment for", "never wait before"."""
_MEANS = re.compile(
    r"\b(?:options?|abilit(?:y|ies)|possibilit(?:y|ies)|chances?|rights?|ways?|opportunit(?:y|ies)|means|permission|able|allowed|free|access|"
    r"want|wish|intend|plan)\b",
    re.IGNORECASE,
)
"""Words that say no more than that something can be done: who has no way to chat can't chat."""


_TOLD = re.compile(
    r"\b(?:regrets?|notes?|announces?|remember|know|sorry|sad|aware|(?:informs?|tells?|told) (?:you|customers)|means?) that\b",
    re.IGNORECASE,
)
"""What is said behind these words is said: it has ended. Behind another "that" it may be a rumour."""


def something_else_denied(text: str, promised: Sequence[str]) -> bool:
    """Tell whether a text (contractions written out) denies something, and none of it what is promised.

    ``promised`` are the senses of a promise's words. "You need no account to chat" and "Chat is there now that the beta has
    ended" say of a chat that it is there.
    """
    plain = without_idioms(text)
    found = [*_of_negators(plain, promised), *_of_endings(plain, promised)]
    return bool(found) and not any(found)


def _of_negators(plain: str, promised: Sequence[str]) -> Iterator[bool]:
    """Yield for each negator whether it speaks of what is promised."""
    for found in NEGATOR.finditer(plain):
        ends = CLAUSE_END.search(plain, found.end())
        behind = plain[found.end() : ends.start() if ends else len(plain)]
        if telling_senses(behind):
            yield _reaches(behind, promised)
        else:
            yield _speaks_of(own_clause(clause_until(plain, found.start())), promised)


def _of_endings(plain: str, promised: Sequence[str]) -> Iterator[bool]:
    for found in ENDED.finditer(plain):
        clause = _TOLD.sub(" ", own_clause(ended_clause(plain, found)))
        kept = NOT_ENDED.search(plain[: found.start()]) or re.search(r"\bthat\b", clause, re.IGNORECASE)
        yield not kept and _speaks_of(clause, promised)


def _speaks_of(words: str, promised: Sequence[str]) -> bool:
    return any(same_root(one, each) for one in telling_senses(words) for each in promised)


def _reaches(behind: str, promised: Sequence[str]) -> bool:
    """Say whether what stands behind a negator is promised, before anything beside it: "wait" in "wait to chat"."""
    said = _MEANS.sub(" ", behind)
    aside = next((one for one in _ASIDE.finditer(said) if telling_senses(said[: one.start()])), None)
    return _speaks_of(said[: aside.start()] if aside else said, promised)
