"""The finding on each claim, as plain data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from pas_gov.drift.matching import exceptions
from pas_gov.foundation.values import dataclass

if TYPE_CHECKING:  # who asks which promises drift needs no history
    from pas_gov.drift.claims.claim import Claim
    from pas_gov.ledger.events.known_wordings import WordingStep

ClaimState = Literal["consistent", "contradicts", "outdated", "expired", "escaped", "unregistered", "unclear"]
STATES: tuple[ClaimState, ...] = (
    "consistent",
    "contradicts",
    "outdated",
    "expired",
    "escaped",
    "unclear",
    "unregistered",
)
LinkState = Literal["", "explicit", "unknown"]


@dataclass(frozen=True, slots=True)
class ClaimFinding:
    """One claim, and how it compares with what is promised.

    ``promise`` is "" where there is none; of an unregistered claim it is the proposed promise that it speaks of, or
    the unknown id that the text names (``link`` tells which). ``score`` is how like the claim is to the promise, 1
    where the text names it. ``digest`` is the wording that it was held against. ``said`` and ``promised`` are the
    quantities that differ, as they are written, ``measure`` what the promise's is of. ``unread`` are the phrases on what
    couldn't be compared (unclear). ``by`` is the step that ended the
    wording (outdated) or the promise (expired), None where the history doesn't show it. ``explanation`` is one sentence
    in plain words. ``exception`` is the id of the accepted exception that excuses it on this day, ``excused_until`` its
    last day. ``times`` is how often a long text says the same in the same words, ``also`` the next places of it.
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
    unread: tuple[str, ...] = ()
    by: WordingStep | None = None
    link: LinkState = ""
    exception: str = ""
    excused_until: date | None = None
    times: int = 1
    also: tuple[str, ...] = ()

    @property
    def misspelt(self) -> bool:
        """Whether the text names no promise that ever was, but nearly one: the id is to be corrected there."""
        return self.link == "unknown" and "did you mean" in self.explanation

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
