"""``ledger evidence``: write the folder from which an account can be recomputed, or recompute one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pas_gov.commands.terminal import terminal_style, write
from pas_gov.diagnostics import log_safe, printable
from pas_gov.ledger.reading.accounts import VerifyOptions
from pas_gov.ledger.reading.evidence import ACCOUNT, TEXT, Checked, check_evidence, write_evidence
from pas_gov.ledger.reading.verify_report import VerifyReport
from pas_gov.report.layout import Style, count
from pas_gov.report.ledger_verify.json import ledger_verify_json
from pas_gov.report.ledger_verify.text import ledger_verify_text

MOST = 40  # differences that are shown


def ledger_evidence_command(options: VerifyOptions, folder: str, today: date, *, bundled: bool) -> int:
    """Write the folder; returns the account's status. Stops as :func:`evidence.write_evidence`."""
    report = write_evidence(options, folder, today, rendered, bundled=bundled)
    steps = count(len(report.account.steps), "step")
    write(log_safe(f"Wrote the evidence of {steps} up to {report.tip.commit[:12]} to {printable(folder)}\n"))
    write(log_safe(f"Anybody can recompute it: pas-gov ledger evidence --check {printable(folder)}\n"))
    return report.status


def ledger_check_command(folder: str, directory: str | None, today: date) -> int:
    """Recompute evidence and say what differs; returns 0, or 1 where anything does."""
    checked = check_evidence(folder, directory, today, rendered)
    write(log_safe("\n".join(_lines(checked, terminal_style())) + "\n"))
    return checked.status


def rendered(report: VerifyReport) -> Mapping[str, str]:
    """Return an account as the texts that evidence holds, by their names."""
    return {ACCOUNT: ledger_verify_json(report), TEXT: ledger_verify_text(report, Style(width=100))}


def _lines(checked: Checked, style: Style) -> Iterator[str]:
    for note in checked.notes:
        yield from style.wrap(note, "    ", "  ! ")
    for one in checked.differences[:MOST]:
        yield from style.wrap(one, "    ", "  - ")
    if len(checked.differences) > MOST:
        yield f"  and {len(checked.differences) - MOST} more"
    steps = count(checked.steps, "step")
    if checked.differences:
        said = f"DIFFERS  {steps} recomputed: {count(len(checked.differences), 'difference')}."
        yield style.paint(said, "bold", "red")
        return
    yield (
        style.paint("HOLDS", "bold", "green")
        + f"  {steps} recomputed, and every verdict and finding is the same."
    )
    yield from style.wrap(
        f"Hold this commit against your own copy of the repository: {checked.tip}", "  ", "  "
    )
