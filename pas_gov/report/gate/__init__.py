"""A judged change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.judging.findings.gate_report import Report

FORMATS: Formats[Report] = Formats(
    __name__, ("text", "json", "github", "sarif", "junit", "markdown", "gitlab")
)
LIST_STANDING = frozenset({"json", "sarif", "junit"})
"""The formats that also list the warnings of files that the change doesn't touch."""
