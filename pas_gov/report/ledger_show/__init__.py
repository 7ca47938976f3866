"""A promise's record as it stood at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.ledger_show.contents import RecordReport

FORMATS: Formats[RecordReport] = Formats(__name__, ("text", "json"))
