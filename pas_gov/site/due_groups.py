"""What falls due by month, and within a month what is alike on one day together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pas_gov.drift.state.falling_due import Due
from pas_gov.foundation.values import dataclass
from pas_gov.site.words import DUE_WORDS, MONTHS


@dataclass(frozen=True, slots=True)
class DueGroup:
    """What falls due on one day and is alike."""

    day: date
    says: str
    dues: tuple[Due, ...]

    @property
    def promises(self) -> tuple[str, ...]:
        """The ids of the promises that it is about, each once."""
        return tuple(dict.fromkeys(one.entry.id for one in self.dues if one.entry))


def due_months(due: Iterable[Due]) -> tuple[tuple[str, tuple[DueGroup, ...]], ...]:
    """Return the months in which something falls due, each with what it is; the next first."""
    found: dict[tuple[date, str], list[Due]] = {}
    for one in due:
        found.setdefault((one.day, DUE_WORDS[one.kind]), []).append(one)
    months: dict[str, list[DueGroup]] = {}
    for (day, says), those in found.items():
        group = DueGroup(day, says, tuple(those))
        months.setdefault(f"{MONTHS[day.month - 1]} {day.year}", []).append(group)
    return tuple((month, tuple(groups)) for month, groups in months.items())
