"""The Promise Drift Report in a browser: its one HTML file prints on four pages, however much was found."""

from __future__ import annotations

import re

import pytest
from texts_diagnosed import TODAY, diagnosed

from pas_gov.report.diagnosis import FORMATS
from pas_gov.report.diagnosis.contents import DiagnosisReport
from pas_gov.report.layout import Style

pytestmark = pytest.mark.whole


def many_findings():
    long = " ".join(f"and whatever else number {number} may be" for number in range(12))
    pages = {}
    for number, about in enumerate(
        (
            "ticket",
            "call",
            "letter",
            "parcel",
            "refund",
            "backup",
            "trial",
            "export",
            "invoice",
            "outage",
            "breach",
            "session",
        )
    ):
        pages[f"a/{number}.md"] = f"We answer every {about} number {number} within two hours, {long}.\n"
        pages[f"b/{number}.md"] = f"We answer every {about} number {number} within four days, {long}.\n"
        pages[f"c/{number}.md"] = (
            f"Feature {number} will come to all {about}s by the end of 202{number % 6}, {long}.\n"
        )
    return DiagnosisReport(diagnosed(pages), ("site",), TODAY)


def test_the_html_file_prints_on_four_pages(browser, tmp_path):
    place = tmp_path / "report.html"
    found = many_findings()
    assert len(found.diagnosis.findings) > 12
    place.write_text(FORMATS.rendered(found, "html", Style()))
    page = browser.new_page()
    page.goto(place.as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert 1 <= len(re.findall(rb"/Type\s*/Page[^s]", printed)) <= 4
