"""``drift``: all that drifts, zone by zone: records, indicators, texts; and the trial of a file's indicators."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pas_gov.commands.terminal import print_report
from pas_gov.drift.survey.drift_report import drift_report
from pas_gov.drift.survey.trial import TriedFile, trial
from pas_gov.drift.zones.gaps import Level
from pas_gov.foundation.values import dataclass
from pas_gov.loading.root import find_root
from pas_gov.report.drift import FORMATS
from pas_gov.report.trial import FORMATS as TRIAL_FORMATS


@dataclass(frozen=True, slots=True)
class DriftOptions:
    """Where, what level fails the run (None: none), how long a query may take, whether what was read before counts."""

    directory: str = "."
    fail_on: Level | None = None
    seconds: float = 60.0
    cached: bool = True


def drift_command(options: DriftOptions, environ: Mapping[str, str], format_: str, today: date) -> int:
    """Print what drifts; returns 0, 1 where something has gone as far as ``fail_on``, 3 where something is unread."""
    folder = find_root(options.directory, cached=options.cached)
    report = drift_report(folder, environ, today, options.fail_on, options.seconds)
    return print_report(FORMATS, report, format_)


def try_command(
    directory: str, tried: TriedFile, environ: Mapping[str, str], format_: str, today: date
) -> int:
    """Print what the indicators of a promise file give as it is; returns 0, 3 where something couldn't be judged."""
    return print_report(TRIAL_FORMATS, trial(directory, tried, environ, today), format_)
