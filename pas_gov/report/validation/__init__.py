"""Every problem of a work tree's files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.validation.contents import Validation

FORMATS: Formats[Validation] = Formats(__name__, ("text", "json"))
