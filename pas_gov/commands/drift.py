"""``drift``: all that drifts, zone by zone: records, indicators, texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from pas_gov.commands.terminal import terminal_style, write
from pas_gov.drift.survey.drift_report import DriftReport, drift_report
from pas_gov.drift.zones.gaps import Level
from pas_gov.report.drift.json import drift_json
from pas_gov.report.drift.markdown import drift_markdown
from pas_gov.report.drift.text import drift_text
from pas_gov.report.layout import Style


@dataclass(frozen=True, slots=True)
class DriftOptions:
    """Where, what level fails the run (None: none), and how long a query of an indicator may take."""

    directory: str = "."
    fail_on: Level | None = None
    seconds: float = 60.0


def drift_command(options: DriftOptions, environ: Mapping[str, str], format_: str, today: date) -> int:
    """Print what drifts; returns 0, 1 where something has gone as far as ``fail_on``, 3 where something is unread."""
    report = drift_report(options.directory, environ, today, options.fail_on, options.seconds)
    write(FORMATS[format_](report, terminal_style()))
    return report.status


FORMATS: Mapping[str, Callable[[DriftReport, Style], str]] = {
    "text": drift_text,
    "json": lambda report, _: drift_json(report),
    "markdown": lambda report, _: drift_markdown(report),
}
