"""What `owed` is given to print: what stands, held against a subject's facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pas_gov.decisions.owed import Applies, Owed
from pas_gov.records.promise import LAYERS


@dataclass(frozen=True, slots=True)
class OwedReport:
    """The promises that stand on a day, held against the facts in a file.

    ``commit`` is the one that answers, None for the work tree; ``note`` says what is odd about the dates around it.
    ``unread`` are files that nobody can read: what they promise isn't in the list.
    """

    subject: str
    day: str
    commit: str | None
    as_of: str
    note: str
    found: tuple[Owed, ...]
    unread: tuple[str, ...]

    @property
    def status(self) -> int:
        """3 where a file couldn't be read, since something may be missing; else 0."""
        return 3 if self.unread else 0

    def of(self, applies: Applies, *layers: str) -> Sequence[Owed]:
        """Return those with an answer, of some layers or of all, from the Core down."""
        mine = [
            one for one in self.found if one.applies == applies and (not layers or one.entry.layer in layers)
        ]
        return sorted(mine, key=lambda one: (LAYERS.index(one.entry.layer), one.entry.id))
