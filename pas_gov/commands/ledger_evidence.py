"""``ledger evidence``: write the folder from which an account can be recomputed, or recompute one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pas_gov.commands.terminal import IN_A_FILE, print_report, write
from pas_gov.diagnostics import log_safe, pasted, printable
from pas_gov.ledger.reading.evidence import write_evidence
from pas_gov.ledger.reading.evidence_check import CheckOptions, check_evidence
from pas_gov.ledger.reading.evidence_manifest import ACCOUNT, TEXT
from pas_gov.ledger.reading.history_account import VerifyOptions
from pas_gov.ledger.reading.verify_report import VerifyReport
from pas_gov.report.layout import count
from pas_gov.report.ledger_evidence import FORMATS
from pas_gov.report.ledger_verify import FORMATS as ACCOUNTS


def ledger_evidence_command(
    options: VerifyOptions, folder: str, today: date, *, bundled: bool, key: str = ""
) -> int:
    """Write the folder; returns the account's status. Stops as :func:`evidence.write_evidence`."""
    report = write_evidence(options, folder, today, rendered, bundled=bundled, key=key)
    steps = count(len(report.account.steps), "step")
    write(log_safe(f"Wrote the evidence of {steps} up to {report.tip.commit[:12]} to {printable(folder)}\n"))
    write(log_safe(f"Anybody can recompute it: pas-gov ledger evidence --check {pasted(folder)}\n"))
    return report.status


def ledger_check_command(options: CheckOptions, today: date) -> int:
    """Recompute evidence and say what differs; returns 1 where anything does, 3 where a signature wasn't checked."""
    return print_report(FORMATS, check_evidence(options, today, rendered))


def rendered(report: VerifyReport) -> Mapping[str, str]:
    """Return an account as the texts that evidence holds, by their names."""
    names = {ACCOUNT: "json", TEXT: "text"}
    return {file: ACCOUNTS.rendered(report, name, IN_A_FILE) for file, name in names.items()}
