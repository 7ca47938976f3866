"""Texts as a diagnosis reads them: pages given by path and words, and what comes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pas_gov.diagnosis.diagnosis import Diagnosis, diagnosis
from pas_gov.diagnosis.page import Page

TODAY = date(2026, 6, 1)


def diagnosed(pages: Mapping[str, str], today: date = TODAY) -> Diagnosis:
    """Return the diagnosis of pages, each a path with its text."""
    return diagnosis(
        (Page(path, text if isinstance(text, bytes) else text.encode()) for path, text in pages.items()),
        today,
    )


def told(pages: Mapping[str, str], today: date = TODAY) -> list[tuple[str, str]]:
    """Return kind and way of each finding on pages."""
    return [(one.finding.kind, one.finding.how) for one in diagnosed(pages, today).findings]


def beside(one: str, other: str) -> list[tuple[str, str]]:
    """Return what is found where two pages say a sentence each, a price list and a help page."""
    return told({"pricing.md": f"# Prices\n\n{one}\n", "help/answers.md": f"# Answers\n\n{other}\n"})
