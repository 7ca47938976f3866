"""``ledger verify``: each step of history judged by the rules, settings and waivers of its own base."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from pas_gov.commands.terminal import terminal_style, write
from pas_gov.ledger.reading.accounts import VerifyOptions, verify_report
from pas_gov.ledger.reading.verify_report import VerifyReport
from pas_gov.loading.output_file import write_file
from pas_gov.report.layout import Style
from pas_gov.report.ledger_verify.json import ledger_verify_json
from pas_gov.report.ledger_verify.markdown import ledger_verify_markdown
from pas_gov.report.ledger_verify.text import ledger_verify_text


def ledger_verify_command(
    options: VerifyOptions, format_: str, outputs: tuple[tuple[str, str], ...], today: date
) -> int:
    """Verify, print the chosen format, write the others; return the exit status."""
    report = verify_report(options, today)
    for name, path in outputs:
        write_file(path, FORMATS[name](report, Style(width=100)))
    write(FORMATS[format_](report, terminal_style()))
    return report.status


FORMATS: Mapping[str, Callable[[VerifyReport, Style], str]] = {
    "text": ledger_verify_text,
    "json": lambda report, _: ledger_verify_json(report),
    "markdown": lambda report, _: ledger_verify_markdown(report),
}
