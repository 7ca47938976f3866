"""The scan as Markdown: what isn't consistent."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.report.layout import clipped, count
from pas_gov.report.markdown import code, escape, page, table
from pas_gov.report.scan.contents import ScanReport, distinct, excuse_text, left_out, place, repeated, sums

LONGEST = 300  # characters of a sentence


def scan_markdown(report: ScanReport) -> str:
    """Return every claim that isn't consistent, and the sums."""
    return page(_lines(report))


def _lines(report: ScanReport) -> Iterator[str]:
    claims = count(report.claims, "claim")
    yield from (f"## {claims} in {count(report.files, 'text')}", "", sums(report), "")
    rows = (_row(one) for one in distinct(report.findings) if one.state != "consistent")
    yield from table(("state", "place", "it says", "why"), rows)
    yield ""
    if apart := left_out(report):
        yield from (apart, "")
    for problem in report.problems:
        yield f"- {escape(f'{problem.location}: {problem.message}')}"


def _row(one: ClaimFinding) -> tuple[str, str, str, str]:
    excused = f" ({escape(excuse_text(one))})" if one.exception else ""
    said = escape(clipped(one.claim.sentence.text, LONGEST))
    why = escape(f"{one.explanation} {repeated(one)}".rstrip())
    return f"{one.state}{excused}", code(place(one)), said, why
