"""How the verdict on one claim came about: what made it a claim, the promises it was held against, what both sides say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pas_gov.drift.claims.classifier import shipped_model
from pas_gov.drift.claims.detection import features_of
from pas_gov.drift.matching.amounts import Amount
from pas_gov.drift.matching.claim_states import judged_beside
from pas_gov.drift.matching.findings import ClaimFinding, ClaimState
from pas_gov.drift.matching.scopes import scope_of
from pas_gov.drift.matching.similarity import nearest_passage
from pas_gov.drift.matching.stated import Stated, promised, stated
from pas_gov.drift.matching.wording_index import MatchParts, WordingIndex
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.known_wordings import Wording

MOST_CANDIDATES = 5
MOST_FEATURES = 8
ANY_LIKENESS = 0.05
"""Promises that are less like a claim than this aren't told."""


@dataclass(frozen=True, slots=True)
class FeatureAccount:
    """A feature of the sentence: its name, the words that show it, and how much it speaks for a claim (log-odds)."""

    name: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class CandidateAccount:
    """A promise that a claim may speak of: how like it is (0 to 1), the passage that is nearest, and the state beside it.

    ``parts`` are what the score is made of.
    """

    promise: str
    score: float
    passage: str
    state: ClaimState
    why: str
    parts: MatchParts


@dataclass(frozen=True, slots=True)
class AmountAccount:
    """A quantity of one side: as it is written, its direction in words, and what it is of."""

    text: str
    direction: str
    of: str


@dataclass(frozen=True, slots=True)
class SideAccount:
    """What one side says: its quantities, when or how often, for whom, what it denies, softens, excepts, and what is unread."""

    text: str
    quantities: tuple[AmountAccount, ...]
    times: str
    condition: str
    denies: tuple[str, ...]
    hedges: tuple[str, ...]
    exception: str
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimAccount:
    """The account of one finding; ``promised`` is None where the claim speaks of no promise.

    ``sure_from`` is the least certainty from which a sentence is a claim.
    """

    finding: ClaimFinding
    features: tuple[FeatureAccount, ...]
    sure_from: float
    candidates: tuple[CandidateAccount, ...]
    said: SideAccount
    promised: SideAccount | None


def claim_account(finding: ClaimFinding, wordings: WordingIndex, today: date) -> ClaimAccount:
    """Return how the verdict on one claim came about."""
    claim = finding.claim
    mine = stated(claim.sentence.text)
    theirs = wordings.by_promise.get(finding.promise, ())
    return ClaimAccount(
        finding,
        tuple(_features(finding)),
        shipped_model().threshold,
        tuple(_candidates(finding, wordings, today)),
        _side(mine, [_said(one) for one in mine.amounts], claim.condition),
        _promised(theirs[0]) if theirs else None,
    )


def _features(finding: ClaimFinding) -> Iterator[FeatureAccount]:
    weights = shipped_model().weights
    found = features_of(finding.claim)
    weighed = sorted(
        ((weights.get(name, 0.0), name, words) for name, words in found),
        key=lambda one: (-abs(one[0]), one[1]),
    )
    yield from (
        FeatureAccount(name, words, weight) for weight, name, words in weighed[:MOST_FEATURES] if weight
    )


def _candidates(finding: ClaimFinding, wordings: WordingIndex, today: date) -> Iterator[CandidateAccount]:
    matches = wordings.nearest(finding.claim, ANY_LIKENESS)
    first = {one.wording.promise: one for one in reversed(matches)}
    nearest = sorted(first.values(), key=lambda one: (-one.score, one.wording.promise))
    named = [one for one in nearest if one.wording.promise == finding.promise]
    for match in (*named, *(one for one in nearest if one not in named))[:MOST_CANDIDATES]:
        passage = nearest_passage(finding.claim, match.wording)
        found = judged_beside(finding.claim, match.wording.promise, [match], wordings, today)
        yield CandidateAccount(
            match.wording.promise, match.score, passage.text, found.state, found.explanation, match.parts
        )


_DIRECTIONS = {"at_most": "at most", "at_least": "at least", "after": "after", "equals": "exactly", "": ""}


def _said(one: Amount) -> AmountAccount:
    parts = (
        {"rejected": "not", "past": "before, not now", "said": ""}[one.said.standing],
        "about" if one.said.about else "",
        _DIRECTIONS[one.said.direction],
    )
    of = "" if one.dimension == "date" else one.thing.lstrip("=")
    return AmountAccount(one.text, " ".join(part for part in parts if part), of)


def _meant(one: Amount) -> AmountAccount:
    if one.dimension == "date":
        return AmountAccount(one.text, "", "")
    directions = " or ".join(_DIRECTIONS[each] for each in sorted(one.bounds))
    return AmountAccount(one.text, directions, one.measure or one.thing.lstrip("="))


def _promised(present: Wording) -> SideAccount:
    whole = promised(present)
    amounts = [_meant(one) for one in whole.amounts]
    scope = scope_of(present)
    return _side(whole.said, amounts, scope.words if scope else present.cohort)


def _side(whole: Stated, amounts: Sequence[AmountAccount], condition: str) -> SideAccount:
    reading = whole.reading
    return SideAccount(
        whole.text.strip(),
        (*amounts, *((AmountAccount(reading.free, "", "cost"),) if reading.free else ())),
        reading.coverage.text if reading.coverage else "",
        condition,
        tuple(one.words for one in whole.denials),
        whole.hedges,
        whole.exception,
        tuple(dict.fromkeys((*reading.unread, *reading.vague))),
    )
