"""Policies held against their tests: the report that its formats print, each policy with its cases and mutants."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.foundation.values import dataclass
from pas_gov.judging.explaining.explainer import Explanation
from pas_gov.judging.suites.case import CaseResult
from pas_gov.judging.suites.policy_trial import PolicyTrial


@dataclass(frozen=True, slots=True)
class PolicyTestReport:
    """The trials of all chosen policies, and the files that couldn't be read.

    ``narrowed`` says that only some cases were chosen, ``verbose`` that text is to name those that hold, too, and
    what no case brought both ways. ``explanations`` tells, for a case that doesn't hold, how the
    policy came to what it said.
    """

    trials: tuple[PolicyTrial, ...]
    problems: tuple[Diagnostic, ...] = ()
    explanations: Mapping[Location, tuple[Explanation, ...]] | None = None
    narrowed: bool = False
    verbose: bool = False

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What keeps something from being tried."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def status(self) -> int:
        """The exit status: 3 where something couldn't be judged, 1 where something fails, else 0."""
        if self.errors or any(trial.broken for trial in self.trials):
            return 3
        return 1 if any(trial.fails for trial in self.trials) or not self.results else 0

    @property
    def shown(self) -> tuple[PolicyTrial, ...]:
        """The trials to show: where cases were chosen, those that have one, or couldn't be tried."""
        return tuple(one for one in self.trials if not self.narrowed or one.cases or one.broken)

    @property
    def results(self) -> tuple[CaseResult, ...]:
        """Every case that was run."""
        return tuple(tried.result for trial in self.trials for tried in trial.cases)


VERDICTS: Mapping[int, str] = {0: "PASS", 1: "FAIL", 3: "BROKEN"}
