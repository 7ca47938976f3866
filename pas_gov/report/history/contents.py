"""What policies would have blocked in the past: the report that its formats print."""

from __future__ import annotations

from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.ledger.replay.candidate_replay import StepResult
from pas_gov.ledger.replay.candidates import Candidate


@dataclass(frozen=True, slots=True)
class HistoryReport:
    """The policies that were tried, and what became of each step, newest first.

    ``after`` is where a range begins. ``present`` are the policies in force at the tip, and ``faults`` what is
    wrong with its policies and settings. ``left`` counts the older changes for which no time was left.
    """

    tip: ReportedRef
    after: ReportedRef | None
    candidates: tuple[Candidate, ...]
    present: tuple[str, ...]
    faults: tuple[Diagnostic, ...]
    steps: tuple[StepResult, ...]
    left: int = 0

    @property
    def status(self) -> int:
        """The exit status: 3 where something couldn't be judged, else 0."""
        unjudged = (step.unjudged or (step.present and step.present.unjudged) for step in self.steps)
        return 3 if self.left or any(unjudged) else 0


@dataclass(frozen=True, slots=True)
class Tally:
    """In how many changes a candidate was judged, would have blocked, did so alone, and couldn't be judged."""

    judged: int
    blocked: int
    let_through: int
    unjudged: int


def tally(report: HistoryReport, policy: str) -> Tally:
    """Count what became of one candidate."""
    touched = [step for step in report.steps if step.outcome != "untouched"]
    unjudged = sum(policy in step.unjudged for step in touched)
    blocked = [step for step in touched if any(finding.policy == policy for finding in step.blocking)]
    through = sum(1 for step in blocked if step.present and step.present.let_through)
    return Tally(len(touched) - unjudged, len(blocked), through, unjudged)
