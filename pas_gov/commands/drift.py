"""``drift``: all that drifts, zone by zone: records, indicators, texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from pas_gov.drift.board import items
from pas_gov.drift.standing import Level, attested_for, gaps
from pas_gov.observations import observations
from pas_gov.output import terminal_style, write
from pas_gov.past import events_of
from pas_gov.places import find_folder
from pas_gov.report.drift import DriftReport
from pas_gov.report.drift_json import drift_json
from pas_gov.report.drift_markdown import drift_markdown
from pas_gov.report.drift_text import drift_text
from pas_gov.report.layout import Style
from pas_gov.report.scan import UNREAD
from pas_gov.texts import scanned


@dataclass(frozen=True, slots=True)
class DriftOptions:
    """Where, what level fails the run (None: none), and how long a query of an indicator may take."""

    directory: str = "."
    fail_on: Level | None = None
    seconds: float = 60.0


def drift_command(options: DriftOptions, environ: Mapping[str, str], format_: str, today: date) -> int:
    """Print what drifts; returns 0, 1 where something has gone as far as ``fail_on``, 3 where something is unread."""
    report = drift_report(options, environ, today)
    write(FORMATS[format_](report, terminal_style()))
    return report.status


def drift_report(options: DriftOptions, environ: Mapping[str, str], today: date) -> DriftReport:
    """Return all that drifts in the work tree on a day."""
    folder = find_folder(options.directory)
    with folder.desk() as opened:
        side = opened.side(folder.snapshot())
    happened = events_of(folder, today)
    settings = side.rulebook.settings
    observed = observations(side.stack, settings, folder.root, environ, happened, today, options.seconds)
    found = scanned(side, folder.root, happened, today)
    errors = tuple(one for one in (*side.problems, *side.stack.diagnostics) if one.severity == "error")
    unread = tuple(one for one in found.problems if one.severity == "error" or one.code in UNREAD)
    return DriftReport(
        items=items(
            side.stack,
            gaps(side.stack, today, attested_for(side.rulebook)),
            observed,
            found.judgement.findings,
        ),
        observed=observed,
        problems=(*errors, *unread),
        today=today,
        fail_on=options.fail_on,
        texts=found.texts,
    )


FORMATS: Mapping[str, Callable[[DriftReport, Style], str]] = {
    "text": drift_text,
    "json": lambda report, _: drift_json(report),
    "markdown": lambda report, _: drift_markdown(report),
}
