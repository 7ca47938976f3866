"""``ledger verify``: each step of history judged by the rules, settings and waivers of its own base."""

from __future__ import annotations

from datetime import date

from pas_gov.commands.terminal import Outputs, print_report, write_report
from pas_gov.ledger.reading.history_account import VerifyOptions, verify_report
from pas_gov.report.ledger_verify import FORMATS


def ledger_verify_command(options: VerifyOptions, format_: str, outputs: Outputs, today: date) -> int:
    """Verify, print the chosen format, write the others; return the exit status."""
    report = verify_report(options, today)
    write_report(FORMATS, report, outputs)
    return print_report(FORMATS, report, format_)
