"""The finding on each claim, as plain data, and the phrases of which its explanation is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching import exceptions
from pas_gov.drift.matching.amounts import Amount
from pas_gov.drift.matching.comparison import QuantityComparison, Restatement
from pas_gov.ledger.events.known_wordings import Wording, WordingStep

ClaimState = Literal["consistent", "contradicts", "outdated", "expired", "escaped", "unregistered"]
STATES: tuple[ClaimState, ...] = (
    "consistent",
    "contradicts",
    "outdated",
    "expired",
    "escaped",
    "unregistered",
)
LinkState = Literal["", "explicit", "unknown"]


@dataclass(frozen=True, slots=True)
class ClaimFinding:
    """One claim, and how it compares with what is promised.

    ``promise`` is "" where there is none; of an unregistered claim it is the proposed promise that it speaks of, or
    the unknown id that the text names (``link`` tells which). ``score`` is how like the claim is to the promise, 1
    where the text names it. ``digest`` is the wording that it was held against. ``said`` and ``promised`` are the
    quantities that differ, as they are written, ``measure`` what the promise's is of. ``by`` is the step that ended the
    wording (outdated) or the promise (expired), None where the history doesn't show it. ``explanation`` is one sentence
    in plain words. ``exception`` is the id of the accepted exception that excuses it on this day, ``excused_until`` its
    last day.
    """

    claim: Claim
    state: ClaimState
    explanation: str
    promise: str = ""
    score: float = 0.0
    digest: str = ""
    said: str = ""
    promised: str = ""
    measure: str = ""
    by: WordingStep | None = None
    link: LinkState = ""
    exception: str = ""
    excused_until: date | None = None

    @property
    def fingerprint(self) -> str:
        """Names this finding for an exception, as long as sentence, file, state and wording stay."""
        sentence = self.claim.sentence
        return exceptions.fingerprint(self.state, self.promise, self.digest, sentence.path, sentence.text)


@dataclass(frozen=True, slots=True)
class ClaimFindings:
    """The findings in the order of the claims, and the state of each exception by id."""

    findings: tuple[ClaimFinding, ...]
    exceptions: tuple[tuple[str, exceptions.ExceptionState], ...] = ()


def agreement_text(present: Wording, now: QuantityComparison) -> str:
    """Return the explanation of a claim that says what is promised."""
    until = f", which is owed until {present.ends}" if present.over and present.ends else ""
    if not now.agreed:
        return f'Nothing here differs from "{present.promise}"{until}.'
    return f'"{present.promise}" says the same {"quantities" if now.agreed > 1 else "quantity"}{until}.'


def amount_text(amount: Amount) -> str:
    """Return a promise's amount with its bound and what it measures."""
    bound = {"at_most": "at most ", "at_least": "at least ", "equals": ""}[amount.bound]
    return f"{bound}{amount.text}{f' ({amount.measure})' if amount.measure else ''}"


def step_text(moment: WordingStep | None) -> str:
    """Name the commit of a step, and its day."""
    return f"commit {moment.commit[:9]} of {moment.day}" if moment else "an earlier commit"


def quoted_ids(promises: Sequence[str]) -> str:
    """Return ids in quotes, joined by "and"."""
    return " and ".join(f'"{one}"' for one in promises)


SHOWN = 120  # characters of a difference that an explanation shows


def difference_text(told: Restatement) -> str:
    """Return the end of an explanation: which words of an earlier passage are gone, and which replaced them."""
    said, instead = _short(told.rewording.said), _short(told.rewording.instead)
    if not said:
        return f'; "{instead}" came in'
    return f'; "{said}" is gone' if not instead else f'; "{said}" is "{instead}" now'


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
