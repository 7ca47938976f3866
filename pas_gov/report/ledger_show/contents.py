"""A promise's record as it stood at one moment: the report that its formats print."""

from __future__ import annotations

from pas_gov.foundation.values import dataclass
from pas_gov.ledger.reading.as_of import AsOf
from pas_gov.model.stack.entry import Entry


@dataclass(frozen=True, slots=True)
class RecordReport:
    """A promise at the moment that ``at`` names (a day or a revision), and its file's text."""

    entry: Entry
    moment: AsOf
    at: str
    text: str

    @property
    def status(self) -> int:
        """0: there is a record."""
        return 0
