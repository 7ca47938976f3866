"""The Promise Drift Report: what texts promise, and where they come apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.diagnosis.contents import DiagnosisReport

FORMATS: Formats[DiagnosisReport] = Formats(__name__, ("text", "markdown", "json", "html"))
"""The Promise Drift Report: what texts promise, and where they come apart."""
