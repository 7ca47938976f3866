"""The ledger's events as CSV, a row for each part that differs."""

from __future__ import annotations

from pas_gov.ledger.reading.ledger_report import LedgerReport
from pas_gov.report.csv import csv_table
from pas_gov.report.ledger.contents import EVENT_COLUMNS, events_table


def ledger_csv(report: LedgerReport, *, spreadsheet: bool = False) -> str:
    """Return a row for each part of each event that differs."""
    return csv_table(EVENT_COLUMNS, events_table(report.events, report.commits), spreadsheet=spreadsheet)
