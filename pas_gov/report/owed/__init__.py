"""What one customer is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.owed.contents import OwedReport

FORMATS: Formats[OwedReport] = Formats(__name__, ("text", "json", "markdown"))
