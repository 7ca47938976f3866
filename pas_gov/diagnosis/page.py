"""One page of a source: its bytes, where they come from, and when."""

from __future__ import annotations

from datetime import date

from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A text as it was found.

    ``path`` tells the page from all others of its source and its format by the ending; ``place`` is what a reader
    looks for (an address for a page of a site, else the path); ``day`` is when it was written or last changed, None where
    nobody knows.
    """

    path: str
    content: bytes
    place: str = ""
    day: date | None = None

    @property
    def shown(self) -> str:
        """Where a reader finds it."""
        return self.place or self.path
