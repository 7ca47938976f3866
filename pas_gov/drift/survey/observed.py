"""A work tree looked at: the indicators of a stack assessed, its texts read, and what of them couldn't be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.state.observations import Observations
from pas_gov.drift.survey.indicators import assessed_indicators, indicator_sources
from pas_gov.drift.survey.scan import PASSED_OVER, confirms_nothing, scan_result
from pas_gov.foundation.values import dataclass
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.events.events import Event
from pas_gov.loading.root import Root

SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Observed:
    """What was observed in a work tree, and the problems by which a text, or a part of it, wasn't read."""

    observations: Observations
    problems: tuple[Diagnostic, ...]


def observed(  # noqa: PLR0913  (each comes from another place)
    side: Side,
    folder: Root,
    events: Sequence[Event],
    environ: Mapping[str, str],
    today: date,
    seconds: float = SECONDS,
) -> Observed:
    """Look at the indicators and texts of a work tree; each query of an indicator has so many ``seconds``."""
    sources = indicator_sources(side.rulebook, folder.path, environ, seconds)
    indicators = assessed_indicators(side.stack, sources, events, today)
    found = scan_result(side, folder, events, today)
    unread = tuple(one for one in found.problems if confirms_nothing(one) or one.code in PASSED_OVER)
    return Observed(Observations(indicators, found.seen), unread)
