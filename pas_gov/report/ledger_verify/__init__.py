"""Each step of history, judged by the rules of its own base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.ledger.reading.verify_report import VerifyReport

FORMATS: Formats[VerifyReport] = Formats(__name__, ("text", "json", "markdown"))
