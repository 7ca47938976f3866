"""What has answered each change of a Core: the report that its formats print."""

from __future__ import annotations

from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.ledger.propagation.core_change import CoreChange
from pas_gov.ledger.propagation.obligations import LegacyScope
from pas_gov.ledger.propagation.propagation import Propagation


@dataclass(frozen=True, slots=True)
class PropagationReport:
    """The changes of Cores up to a ref, or in a range that begins ``after`` a commit, newest first.

    ``asked`` is the one Core that was asked about, "" for all; ``commits`` how many were walked; ``problems`` the
    errors in the promises' files at the ref, and ``unreadable`` says that some of these can't be read at all.
    """

    tip: ReportedRef
    after: ReportedRef | None
    asked: str
    today: str
    legacy: LegacyScope
    commits: int
    propagation: Propagation
    problems: tuple[Diagnostic, ...] = ()
    unreadable: bool = False

    @property
    def changes(self) -> tuple[CoreChange, ...]:
        """The changes, only those of the Core that was asked about."""
        found = self.propagation.changes
        return tuple(one for one in found if not self.asked or self.asked in {c.id for c in one.changes})

    @property
    def status(self) -> int:
        """The exit status: 3 where something couldn't be read, else 0, executed or not."""
        return 3 if self.unreadable or self.propagation.unread else 0
