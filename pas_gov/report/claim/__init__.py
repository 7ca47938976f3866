"""How the verdict on one claim of a text came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.claim.contents import ClaimReport

FORMATS: Formats[ClaimReport] = Formats(__name__, ("text", "json", "markdown"))
