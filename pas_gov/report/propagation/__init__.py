"""What has answered each change of a Core."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.propagation.contents import PropagationReport

FORMATS: Formats[PropagationReport] = Formats(__name__, ("text", "json", "markdown"))
