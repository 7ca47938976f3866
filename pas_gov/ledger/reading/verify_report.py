"""The report of `ledger verify` as data: the verdict on each step, and who made it."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.ledger.replay.account import Account


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The account of a branch. ``since`` is the commit that was audited last, None where none was named.

    ``rewritten`` says why that commit is no longer part of this history, "" where it is. ``subjects`` are the subjects
    of the commits by id, ``authors`` their authors' names; ``undated`` are the commits that were judged on another
    day than their own, as that isn't plain, comes before an earlier commit's, or is still to come.
    """

    tip: ReportedRef
    since: ReportedRef | None
    rewritten: str
    account: Account
    subjects: Mapping[str, str]
    authors: Mapping[str, str]
    undated: frozenset[str] = frozenset()

    @property
    def status(self) -> int:
        """1 where history was rewritten or a violation is open, 3 where something couldn't be judged, else 0."""
        return 1 if self.rewritten else self.account.status
