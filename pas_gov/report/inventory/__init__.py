"""The promises of one moment, and how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.inventory.contents import Inventory

FORMATS: Formats[Inventory] = Formats(__name__, ("text", "json", "csv", "markdown"))
