"""Whether evidence, recomputed, comes to what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.ledger.reading.evidence_check import EvidenceCheck

FORMATS: Formats[EvidenceCheck] = Formats(__name__, ("text",))
