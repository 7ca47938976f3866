"""The drift report on a folder: its records, indicators and texts are read, and all that drifts is put together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.state.stack_state import StackState, stack_state
from pas_gov.drift.survey.observed import SECONDS, observed
from pas_gov.drift.survey.scan import confirms_nothing
from pas_gov.drift.zones.attestations import attestation_days
from pas_gov.drift.zones.drift_items import AssessedIndicator, DriftItem
from pas_gov.drift.zones.gaps import LEVELS, Level
from pas_gov.drift.zones.zoneless import in_no_zone
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.reading.events import events_to_head
from pas_gov.loading.root import Root
from pas_gov.model.stack.entry import Entry


@dataclass(frozen=True, slots=True)
class DriftReport:
    """The state of a stack on a day, what couldn't be read, and the level that fails a run."""

    state: StackState
    problems: tuple[Diagnostic, ...]
    fail_on: Level | None = None

    @property
    def today(self) -> date:
        """The day."""
        return self.state.today

    @property
    def items(self) -> tuple[DriftItem, ...]:
        """Everything that drifts, the weightiest first."""
        return self.state.items

    @property
    def observed(self) -> tuple[AssessedIndicator, ...]:
        """Every indicator that was looked at."""
        return self.state.observed.indicators or ()

    @property
    def zones(self) -> Mapping[str, tuple[DriftItem, ...]]:
        """What drifts in each zone that has anything, the weightiest zone first; "" for what is in no zone."""
        return self.state.by_zone

    @property
    def zoneless(self) -> tuple[Entry, ...]:
        """The active promises that no zone delivers: nobody is asked about them."""
        return in_no_zone(self.state.stack)

    @property
    def unread(self) -> tuple[AssessedIndicator, ...]:
        """The indicators that couldn't be read."""
        return tuple(one for one in self.observed if one.found is None)

    @property
    def status(self) -> int:
        """3 where something couldn't be read, 1 where something has gone as far as ``fail_on``, else 0."""
        if any(map(confirms_nothing, self.problems)) or self.unread:
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
    seen = observed(side, folder, events_to_head(folder, today), environ, today, seconds)
    days = attestation_days(side.rulebook)
    state = stack_state(side.stack, today, days, seen.observations, side.rulebook.waivers)
    return DriftReport(state, (*side.errors, *seen.problems), fail_on)
