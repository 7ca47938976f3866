"""What a change of one promise would ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.impact.contents import ImpactReport

FORMATS: Formats[ImpactReport] = Formats(__name__, ("text", "json", "markdown"))
