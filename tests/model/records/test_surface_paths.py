"""Surfaces whose texts are never read, wherever the roots of surfaces are."""

from __future__ import annotations

from cases import each_of

from pas_gov.model.records.reader import read
from pas_gov.model.records.surface_paths import never_read

RECORD = """schema: pas.promise/v1
id: a
title: A
layer: core
status: active
owner: "@a"
made: {date: 2026-01-31}
statement: S
audience: [customers]
zones:
  sales-marketing:
    surfaces: [{url: "https://acme.example/../a"}, {path: docs/a.md}, {path: PATH}]
"""


@each_of(
    ("path", "why"),
    [
        ("/etc/hosts", "begins at the root of a machine"),
        ("../site/a.md", "leads out of the root of surfaces"),
        ("docs/../../a.md", "leads out of the root of surfaces"),
        ("..", "leads out of the root of surfaces"),
        (".git/config", "leads into git's own folder"),
        ("docs/../.GIT/config", "leads into git's own folder"),
        ("C:/Windows/win.ini", "begins at the root of a machine"),
        ("\\\\host\\share\\a.md", "begins at the root of a machine"),
        ("..\\a.md", "leads out of the root of surfaces"),
        (".git\\config", "leads into git's own folder"),
        (".git./config", "leads into git's own folder"),
        ("GIT~1/config", "leads into git's own folder"),
        ("c:a.md", ""),
        ("docs/a.md", ""),
        ("docs/../a.md", ""),
        ("..a.md", ""),
        (".github/a.md", ""),
        ("a/...", ""),
    ],
)
def test_what_is_never_read(path: str, why: str):
    assert never_read(path) == why


def test_a_record_that_names_one_is_read_with_a_warning_at_its_place():
    reading = read("promise", RECORD.replace("PATH", "../a.md").encode())
    (fault,) = reading.faults
    assert (fault.code, fault.severity) == ("surface-never-read", "warning")
    assert (fault.location.line, fault.location.column) == (12, 78)
    assert reading.valid
    assert not read("promise", RECORD.replace("PATH", "a.md").encode()).faults
