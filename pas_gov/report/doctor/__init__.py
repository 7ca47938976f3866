"""What is set up in a repository, and what isn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.doctor.contents import Checkup

FORMATS: Formats[Checkup] = Formats(__name__, ("text", "json"))
