"""The drift report on a folder: its records, indicators and texts are read, and all that drifts is put together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.survey.indicators import assessed_indicators, indicator_sources
from pas_gov.drift.survey.scan import UNREAD, scan_result
from pas_gov.drift.zones.attestations import attestation_days
from pas_gov.drift.zones.concentration import grouped_by_zone
from pas_gov.drift.zones.drift_items import AssessedIndicator, DriftItem, drift_items
from pas_gov.drift.zones.gaps import LEVELS, Level, gaps
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.reading.events import events_to_head
from pas_gov.loading.root import Root

SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class DriftReport:
    """Everything that drifts on a day, every indicator, what couldn't be read, and the level that fails a run."""

    items: tuple[DriftItem, ...]
    observed: tuple[AssessedIndicator, ...]
    problems: tuple[Diagnostic, ...]
    today: date
    fail_on: Level | None = None

    @property
    def zones(self) -> Mapping[str, tuple[DriftItem, ...]]:
        """What drifts in each zone that has anything, the weightiest zone first; "" for what is in no zone."""
        return grouped_by_zone(self.items)

    @property
    def unread(self) -> tuple[AssessedIndicator, ...]:
        """The indicators that couldn't be read."""
        return tuple(one for one in self.observed if one.found is None)

    @property
    def status(self) -> int:
        """3 where something couldn't be read, 1 where something has gone as far as ``fail_on``, else 0."""
        if self.problems or self.unread:
            return 3
        if self.fail_on is None:
            return 0
        failing = LEVELS[: LEVELS.index(self.fail_on) + 1]
        return 1 if any(item.level in failing for item in self.items) else 0


def drift_report(
    folder: Root,
    environ: Mapping[str, str],
    today: date,
    fail_on: Level | None = None,
    seconds: float = SECONDS,
) -> DriftReport:
    """Return all that drifts in a work tree on a day; each query of an indicator has so many ``seconds``."""
    with folder.open_loader() as loader:
        side = loader.load(folder.records(), today)
    happened = events_to_head(folder, today)
    sources = indicator_sources(side.rulebook, folder.path, environ, seconds)
    observed = assessed_indicators(side.stack, sources, happened, today)
    found = scan_result(side, folder, happened, today)
    unread = tuple(one for one in found.problems if one.severity == "error" or one.code in UNREAD)
    return DriftReport(
        items=drift_items(
            side.stack,
            gaps(side.stack, today, attestation_days(side.rulebook)),
            observed,
            found.judgement.findings,
        ),
        observed=observed,
        problems=(*side.errors, *unread),
        today=today,
        fail_on=fail_on,
    )
