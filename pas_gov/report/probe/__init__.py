"""A bot's answers, held against the promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.probe.contents import ProbeReport

FORMATS: Formats[ProbeReport] = Formats(__name__, ("text", "json", "markdown"))
