"""What was looked at beside the records: the indicators, the texts, and what of them couldn't be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.zones.drift_items import AssessedIndicator
from pas_gov.foundation.values import dataclass

Source = Literal["records", "indicators", "texts"]


@dataclass(frozen=True, slots=True)
class TextsSeen:
    """The finding on each claim; the paths, as surfaces name them, of texts that were read.

    ``passed_over`` are those that aren't read, or not all of it, by nobody's fault: of another format or language, by a
    speaker whom nobody knows.
    """

    findings: tuple[ClaimFinding, ...] = ()
    read: frozenset[str] = frozenset()
    passed_over: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Observations:
    """The indicators as they were assessed, and the texts as they were read; None for what nobody looked at."""

    indicators: tuple[AssessedIndicator, ...] | None = None
    texts: TextsSeen | None = None

    @property
    def looked_at(self) -> tuple[Source, ...]:
        """Where it was looked; the records always are."""
        return tuple(self._looked_at())

    @cached_property
    def unread(self) -> frozenset[str]:
        """The ids of the promises of which an indicator was looked at, and couldn't be read."""
        return frozenset(self.unread_in)

    @cached_property
    def unread_in(self) -> Mapping[str, frozenset[str]]:
        """The zones of these indicators, by the promise's id."""
        found: dict[str, set[str]] = {}
        for one in self.indicators or ():
            if one.found is None:
                found.setdefault(one.entry.id, set()).add(one.zone)
        return {identity: frozenset(zones) for identity, zones in found.items()}

    def _looked_at(self) -> Iterator[Source]:
        yield "records"
        if self.indicators is not None:
            yield "indicators"
        if self.texts is not None:
            yield "texts"


RECORDS_ALONE = Observations()
