"""What `fmt` did or would do: the report that is printed."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.foundation.values import dataclass
from pas_gov.report.committed import Committed


@dataclass(frozen=True, slots=True)
class Formatting:
    """The files that changed, (before, after) by path; what couldn't be laid out; how many were looked at."""

    texts: Mapping[str, tuple[bytes | None, bytes | None]]
    faults: tuple[str, ...]
    total: int
    check: bool
    commit: Committed | None = None

    @property
    def status(self) -> int:
        """The exit status."""
        if self.faults or (self.commit and self.commit.refusal):
            return 3
        return 1 if self.check and self.texts else 0
