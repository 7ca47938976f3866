"""The scan for a terminal: what needs somebody, by text and line; then the sums."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.report.layout import Style, clipped, count, text_page
from pas_gov.report.scan.contents import ScanReport, place, sums

LONGEST = 300  # characters of a sentence
COLOURS = {
    "contradicts": "red",
    "expired": "red",
    "escaped": "red",
    "outdated": "yellow",
    "unregistered": "dim",
}


def scan_text(report: ScanReport, style: Style) -> str:
    """Return every claim that isn't consistent, or is excused, with its place, and the sums."""
    return text_page(_lines(report, style))


def _lines(report: ScanReport, style: Style) -> Iterator[str]:
    for one in report.findings:
        if one.state != "consistent":
            yield from _finding(report, one, style)
    for problem in report.problems:
        yield from style.wrap(
            f"{problem.location}: {problem.message}. {problem.remedy}", "    ", "  ! ", words_whole=False
        )
    for name, state in report.exceptions:
        if state != "used":
            yield from style.wrap(f"the exception {name} is {state}", "    ", "  - ")
    told = sums(report)
    claims = count(len(report.findings), "claim")
    yield from style.wrap(f"{claims} in {count(report.files, 'text')}{f': {told}' if told else ''}.")


def _finding(report: ScanReport, one: ClaimFinding, style: Style) -> Iterator[str]:
    excused = f" (accepted: {one.exception})" if one.exception else ""
    yield f"{printable(place(one))}: {style.paint(one.state, COLOURS[one.state])}{excused}"
    yield from style.wrap(clipped(f'"{one.claim.sentence.text}"', LONGEST), "    ", "    ", words_whole=False)
    yield from style.wrap(one.explanation, "    ", "    ", words_whole=False)
    proposed = report.proposal(one)
    if proposed:
        yield style.paint(f"    To write it down: pas-gov scan --register {proposed}", "dim")
    elif one.state != "unregistered":
        yield style.paint(f"    Fingerprint, to accept it: {one.fingerprint}", "dim")
    yield ""
