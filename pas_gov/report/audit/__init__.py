"""What an audit found: what leadership promised beside what operations do, zone by zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.audit.contents import AuditReport

FORMATS: Formats[AuditReport] = Formats(__name__, ("text", "json", "markdown"))
