"""One policy, ready to judge."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from pas_gov import cel
from pas_gov.cel.evaluating.values import Map
from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.policy import Enforcement, Policy


@dataclass(frozen=True)
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
    cause: cel.Program | None = None
    warnings: tuple[Diagnostic, ...] = ()

    @cached_property
    def programs(self) -> Mapping[str, cel.Program]:
        """The programs of the variables by name, in order."""
        return dict(self.variables)

    @cached_property
    def given(self) -> Map:
        """The variable ``params``, as CEL reads it."""
        return Map(self.params)

    def text(self, name: str, activation: Mapping[str, object], budget: cel.Budget) -> str:
        """Return the text of one of the policy's variables; EvaluationError where it is none."""
        return self.programs[name].text(activation, budget)

    def texts(self, name: str, activation: Mapping[str, object], budget: cel.Budget) -> list[str]:
        """Return the texts of one of the policy's variables that is a list; EvaluationError where it isn't."""
        return _texts(self.programs[name].evaluate(activation, budget))

    def causes(self, activation: Mapping[str, object], budget: cel.Budget) -> tuple[str, ...]:
        """Return what exactly is wrong, as the policy's ``cause`` says: sorted texts, none where it says nothing."""
        if self.cause is None:
            return ()
        found = self.cause.evaluate(activation, budget)
        return tuple(sorted({*_texts([found] if isinstance(found, str) else found)}))

    @property
    def element(self) -> str:
        """The name of the element that require and message are evaluated for, or ""."""
        return self.policy.each.name if self.policy.each else ""


def _texts(found: object) -> list[str]:
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise cel.EvaluationError("the result must be a string, or a list of strings", 1, 1)
    return found
