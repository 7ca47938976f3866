"""Who last decided each part of a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.blame.contents import BlameReport

FORMATS: Formats[BlameReport] = Formats(__name__, ("text", "json"))
