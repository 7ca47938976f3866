"""What is asked of each owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.judging.findings.asks import AsksReport
    from pas_gov.judging.findings.gate_report import NoVerdict

FORMATS: Formats[AsksReport | NoVerdict] = Formats(__name__, ("text", "json", "markdown"))
