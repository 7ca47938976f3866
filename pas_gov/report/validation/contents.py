"""Every problem of a work tree's files: the report that its formats print."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Validation:
    """How many files of promises and of rules were read, the problems, and the texts of their files by path."""

    counts: tuple[int, int]
    problems: tuple[Diagnostic, ...]
    texts: Mapping[str, str]

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def status(self) -> int:
        """The exit status: 1 with an error."""
        return 1 if self.errors else 0
