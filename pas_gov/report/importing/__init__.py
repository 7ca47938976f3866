"""A sheet of promises: what was read from it, what is wrong with it, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.importing.contents import SheetImport

FORMATS: Formats[SheetImport] = Formats(__name__, ("text", "json"))
