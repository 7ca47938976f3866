"""What drifts: leadership's promise beside the operational reality, zone by zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.drift.survey.drift_report import DriftReport

FORMATS: Formats[DriftReport] = Formats(__name__, ("text", "json", "markdown"))
