"""How the verdict on one policy or one finding came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.judging.findings.gate_report import NoVerdict
    from pas_gov.report.explanation.contents import ExplainReport

FORMATS: Formats[ExplainReport | NoVerdict] = Formats(__name__, ("text", "json"))
