"""What `fmt` did or would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.formatting.contents import Formatting

FORMATS: Formats[Formatting] = Formats(__name__, ("text",))
