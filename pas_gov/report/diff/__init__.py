"""The changes between two commits, without a judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.diff.contents import DiffReport

FORMATS: Formats[DiffReport] = Formats(__name__, ("text", "json"))
