"""The exit status of a scan by what couldn't be read: most of a text, or a part that is named."""

from __future__ import annotations

from datetime import date

from cases import each_of

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.report.scan.contents import ScanReport


@each_of(
    ("code", "asked", "status"),
    [
        ("too-deep", (), 3),  # nothing of the page is read
        ("unreadable", (), 3),
        ("line-too-long", (), 0),  # the other lines are read
        ("language", (), 0),
        ("language", ("unread",), 1),
        ("too-deep", ("unread",), 3),
    ],
)
def test_a_text_that_is_not_read_is_no_pass(code, asked, status):
    problem = Diagnostic(code, "it isn't read", Location("a.html"), "", "warning")
    report = ScanReport((), (), (problem,), 1, date(2026, 1, 1), asked)
    assert report.status == status
