"""All that drifts in a folder: records, indicators and texts, read and put together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pas_gov.drift.board import items
from pas_gov.drift.standing import Level, attested_for, gaps
from pas_gov.past import events_of
from pas_gov.places import find_folder
from pas_gov.report.drift import DriftReport
from pas_gov.report.scan import UNREAD
from pas_gov.survey.indicators import Sources, observations
from pas_gov.survey.texts import scanned

SECONDS = 60.0


def drift_report(
    directory: str,
    environ: Mapping[str, str],
    today: date,
    fail_on: Level | None = None,
    seconds: float = SECONDS,
) -> DriftReport:
    """Return all that drifts in a work tree on a day; each query of an indicator has so many ``seconds``."""
    folder = find_folder(directory)
    with folder.desk() as opened:
        side = opened.side(folder.records())
    happened = events_of(folder, today)
    sources = Sources(side.rulebook.settings.sources, folder.root, environ, seconds)
    observed = observations(side.stack, sources, happened, today)
    found = scanned(side, folder, happened, today)
    unread = tuple(one for one in found.problems if one.severity == "error" or one.code in UNREAD)
    return DriftReport(
        items=items(
            side.stack,
            gaps(side.stack, today, attested_for(side.rulebook)),
            observed,
            found.judgement.findings,
        ),
        observed=observed,
        problems=(*side.errors, *unread),
        today=today,
        fail_on=fail_on,
    )
