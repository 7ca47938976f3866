"""Who made a step of a branch, and on which day it is judged."""

from __future__ import annotations

from datetime import date

from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """The commit that made a step: when it was committed (a day in UTC), what it says of itself, and who wrote it.

    ``dated`` is False where the header isn't plain, or backdated, and the day is that of another commit;
    ``author`` is "" where it isn't known.
    """

    commit: str
    day: date
    dated: bool = True
    subject: str = ""
    author: str = ""
