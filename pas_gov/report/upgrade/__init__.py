"""What a newer standard pack does to a repository's policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.upgrade.contents import UpgradeReport

FORMATS: Formats[UpgradeReport] = Formats(__name__, ("text", "json"))
