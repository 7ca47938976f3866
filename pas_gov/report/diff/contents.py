"""The changes between two commits, without a judgement: the report that its formats print."""

from __future__ import annotations

from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.gate_report import ReportedChange
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.model.stack.transition import Paths


@dataclass(frozen=True, slots=True)
class DiffReport:
    """Two commits, the changed promises with what each reaches, and the errors in the files after.

    ``merged``: what merging the head into the base changes, not how the two trees differ.
    """

    base: ReportedRef
    head: ReportedRef
    changes: tuple[ReportedChange, ...]
    problems: tuple[Diagnostic, ...]
    paths: Paths
    merged: bool = False

    @property
    def status(self) -> int:
        """0 whatever is found."""
        return 0
