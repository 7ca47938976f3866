"""``diagnose``: a Promise Drift Report from texts alone."""

from __future__ import annotations

from datetime import date

from pas_gov.commands.terminal import print_report
from pas_gov.diagnosis.diagnosis import diagnosis
from pas_gov.diagnosis.sources.sources import opened
from pas_gov.diagnosis.sources.web.bounds import USUAL, Bounds
from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.report.diagnosis import FORMATS
from pas_gov.report.diagnosis.contents import DiagnosisReport


@dataclass(frozen=True, slots=True)
class DiagnoseOptions:
    """The sources as they are named, the day, and which kinds of findings are a failure; whether histories are read.

    ``bounds`` are those of sites, ``keep`` the file in which their pages are kept.
    """

    sources: tuple[str, ...]
    today: date
    fail_on: tuple[str, ...] = ()
    history: bool = True
    bounds: Bounds = USUAL
    keep: str = ""


def diagnose_command(options: DiagnoseOptions, format_: str) -> int:
    """Print the report; returns 0, 1 where a finding is of a kind of ``fail_on``, 3 if something couldn't be read."""
    return print_report(FORMATS, diagnosis_report(options), format_)


def diagnosis_report(options: DiagnoseOptions) -> DiagnosisReport:
    """Return the report on sources. Stops: no-such-path, no-texts (status 2)."""
    source = opened(options.sources, history=options.history, bounds=options.bounds, keep=options.keep)
    found = diagnosis(source.pages(), options.today, source.history(), source.problems)
    if not found.pages and not source.problems:
        remedy = "name a folder of texts: pas-gov diagnose site docs"
        raise Stop("no-texts", "there is no text to read in what was named", remedy, status=2)
    return DiagnosisReport(found, options.sources, options.today, options.fail_on)
