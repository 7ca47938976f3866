"""The history of a branch as typed events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.ledger.reading.ledger_report import LedgerReport

FORMATS: Formats[LedgerReport] = Formats(__name__, ("text", "json", "csv", "markdown"))
