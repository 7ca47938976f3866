"""A ref as reports name it."""

from __future__ import annotations

import re

from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class ReportedRef:
    """A ref as it was asked for, and the commit that it is."""

    ref: str
    commit: str

    @property
    def name(self) -> str:
        """The ref as people say it: a branch without its folder; "" for a commit by its own id."""
        short = re.sub("^refs/(heads|remotes|tags)/", "", self.ref)
        return "" if short and self.commit.startswith(short) else short
