"""``doctor``: what is set up here and what isn't, each thing with its remedy; it changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pas_gov.checkup.checkup import checkup
from pas_gov.commands.terminal import print_report
from pas_gov.report.doctor import FORMATS


def doctor_command(directory: str, format_: str, environ: Mapping[str, str], today: date) -> int:
    """Print the check-up; returns 0 whatever it tells. Stops as :func:`root.find_root`."""
    return print_report(FORMATS, checkup(directory, environ, today), format_)
