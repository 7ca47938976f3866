"""Authorship of a change: who makes it and on which day, as its records name them."""

from __future__ import annotations

from datetime import date

from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Authorship:
    """The name under which somebody answers (a handle or an e-mail address), and the day."""

    by: str
    today: date

    @property
    def day(self) -> str:
        """The day as records have it."""
        return self.today.isoformat()
