"""The report of `ledger` as data: events, and the facts of the commits that made them."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.ledger.events.approvals import Approvals
from pas_gov.ledger.events.events import Event


@dataclass(frozen=True, slots=True)
class ReportedPerson:
    """A person as a commit's header names them, and when: ISO 8601, in the zone that the header gives."""

    name: str
    email: str
    at: str


@dataclass(frozen=True, slots=True)
class ReportedSignature:
    """The state of a signature (none, good, unknown-signer, bad, unchecked), and by whom it is where it is good."""

    state: str = "none"
    by: str = ""


@dataclass(frozen=True, slots=True)
class ReportedCommit:
    """A commit as it says of itself, and what is known beside: its signature, and approvals that were recorded.

    ``pull`` is the pull request that the message tells of; ``author`` and ``committer`` are None where the raw header
    isn't plain.
    """

    id: str
    author: ReportedPerson | None
    committer: ReportedPerson | None
    subject: str
    pull: int | None
    trailers: tuple[tuple[str, str], ...]
    signed: ReportedSignature
    approvals: Approvals | None


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """The events of a line, in the order asked for. ``of`` is how many commits were read, ``unread`` how many not."""

    tip: ReportedRef
    after: ReportedRef | None
    events: tuple[Event, ...]
    commits: Mapping[str, ReportedCommit]
    of: int
    unread: int
    out_of_order: int

    @property
    def status(self) -> int:
        """3 where a commit couldn't be read, else 0."""
        return 3 if self.unread else 0
