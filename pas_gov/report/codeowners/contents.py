"""What became of CODEOWNERS: the report that its formats print."""

from __future__ import annotations

from typing import Literal

from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass
from pas_gov.report.codeowners.handover import NOT_ASKED
from pas_gov.report.codeowners.lines import Line

State = Literal["current", "written", "unasked", "stale", "invalid", "unreadable"]


@dataclass(frozen=True, slots=True)
class OwnersReport:
    """CODEOWNERS at its place: its bytes before, None where there is none, and after, None where it can't be made.

    ``unread`` are the errors that hide who owns what, ``problems`` what is wrong with what could be read.
    """

    path: str
    before: bytes | None
    after: bytes | None
    lines: tuple[Line, ...]
    promises: int
    unread: tuple[Diagnostic, ...]
    problems: tuple[Diagnostic, ...]
    check: bool

    @property
    def state(self) -> State:
        """What became of the file, the worst first: ``unreadable`` and ``invalid`` ones are never written.

        ``unasked`` is true as far as the work tree goes, but the base doesn't ask somebody who loses a promise.
        """
        errors = {problem.code for problem in self.problems if problem.severity == "error"}
        if self.unread:
            return "unreadable"
        if errors - {NOT_ASKED}:
            return "invalid"
        if self.before != self.after:
            return "stale" if self.check else "written"
        return "unasked" if errors else "current"

    @property
    def status(self) -> int:
        """The exit status: 3 where something couldn't be read, 1 where something is wrong or stale."""
        return {"unreadable": 3, "current": 0, "written": 0}.get(self.state, 1)
