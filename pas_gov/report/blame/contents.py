"""Who last decided each part of a promise: the report that its formats print."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.gate_report import ReportedPromise
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.ledger.events.blame import BlamedPart


@dataclass(frozen=True, slots=True)
class BlameReport:
    """The parts of a promise as it stands at a commit; ``pulls`` are pull requests by commit, where a message tells."""

    promise: ReportedPromise
    at: ReportedRef
    parts: tuple[BlamedPart, ...]
    pulls: Mapping[str, int]

    @property
    def status(self) -> int:
        """0 whatever is found."""
        return 0
