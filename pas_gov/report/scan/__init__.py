"""What texts promise, held against the promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.scan.contents import ScanReport

FORMATS: Formats[ScanReport] = Formats(__name__, ("text", "json", "markdown"))
