"""One policy, ready to judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pas_gov import cel
from pas_gov.diagnostics import Diagnostic
from pas_gov.model.records.policy import Enforcement, Policy


@dataclass(frozen=True, slots=True)
class Rule:
    """One policy, ready: ``variables`` in order, ``source`` and ``when`` before ``each`` element is asked.

    ``warnings`` name what does nothing or can't do what it seems to; no verdict is wrong by it.
    """

    policy: Policy
    enforcement: Enforcement
    params: Mapping[str, object]
    variables: tuple[tuple[str, cel.Program], ...]
    when: cel.Program
    require: cel.Program
    message: cel.Program
    source: cel.Program | None
    warnings: tuple[Diagnostic, ...] = ()

    def text(self, name: str, activation: Mapping[str, object], budget: cel.Budget) -> str:
        """Return the text of one of the policy's variables; EvaluationError where it is none."""
        return dict(self.variables)[name].text(activation, budget)

    @property
    def element(self) -> str:
        """The name of the element that require and message are evaluated for, or ""."""
        return self.policy.each.name if self.policy.each else ""
