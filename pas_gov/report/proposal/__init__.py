"""What a writing command did or would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.proposal.contents import Outcome

FORMATS: Formats[Outcome] = Formats(__name__, ("text",))
