"""CODEOWNERS made of the promises' owners, and what became of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.codeowners.contents import OwnersReport

FORMATS: Formats[OwnersReport] = Formats(__name__, ("text", "json"))
