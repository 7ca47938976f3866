"""What the indicators of a promise file give before it is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.drift.survey.trial import Trial

FORMATS: Formats[Trial] = Formats(__name__, ("text", "json"))
