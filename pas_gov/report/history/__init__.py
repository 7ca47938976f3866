"""What policies would have blocked in the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.history.contents import HistoryReport

FORMATS: Formats[HistoryReport] = Formats(__name__, ("text", "json"))
