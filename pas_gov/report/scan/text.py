"""The scan for a terminal: what needs somebody, by text and line; then the sums."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import Diagnostic, printable
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.texts.transcripts.files import IN_SETTINGS, UNKNOWN_SPEAKER
from pas_gov.judging.verdict.remedy import path_word, shown
from pas_gov.model.records.promise import ZONES
from pas_gov.report.layout import Style, clipped, count, text_page
from pas_gov.report.problems import with_remedy
from pas_gov.report.scan.contents import ScanReport, distinct, excuse_text, left_out, place, repeated, sums

LONGEST = 300  # characters of a sentence
COLOURS = {
    "contradicts": "red",
    "expired": "red",
    "escaped": "red",
    "outdated": "yellow",
    "unclear": "yellow",
    "unregistered": "dim",
}


def scan_text(report: ScanReport, style: Style) -> str:
    """Return every claim that isn't consistent, or is excused, with its place, and the sums."""
    return text_page(_lines(report, style))


def _lines(report: ScanReport, style: Style) -> Iterator[str]:
    for one in distinct(report.findings):
        if one.state != "consistent":
            yield from _finding(report, one, style)
    for problem in report.problems:
        remedy = "" if _speaker_line(problem) else problem.remedy
        told = with_remedy(f"{problem.location}: {problem.message}", remedy)
        yield from style.wrap(told, "    ", "  ! ", words_whole=False)
    yield from _speakers(report, style)
    for name, state in report.exceptions:
        if state != "used":
            yield from style.wrap(f"the exception {name} is {state}", "    ", "  - ")
    if apart := left_out(report):
        yield from style.wrap(apart)
    told = sums(report)
    claims = count(report.claims, "claim")
    yield from style.wrap(f"{claims} in {count(report.files, 'text')}{f': {told}' if told else ''}.")


def _finding(report: ScanReport, one: ClaimFinding, style: Style) -> Iterator[str]:
    yield f"{printable(place(one))}: {style.paint(one.state, COLOURS[one.state])}{_zone(one)}"
    if one.exception:  # a line of its own: a path and an exception's id can be long
        yield from style.wrap(f"({excuse_text(one)})", "    ", "    ", words_whole=False)
    yield from style.wrap(clipped(f'"{one.claim.sentence.text}"', LONGEST), "    ", "    ", words_whole=False)
    yield from style.wrap(one.explanation, "    ", "    ", words_whole=False)
    if again := repeated(one):
        yield from style.wrap(again, "    ", "    ")
    yield from _command(
        "To see why", ("scan", *map(path_word, report.named), "--explain", one.fingerprint[:8]), style
    )
    for command in report.commands(one):
        what = "To write it down" if command[0] == "scan" else "To accept it for a time"
        yield from _command(what, command, style)
    yield ""


def _command(what: str, command: tuple[str, ...], style: Style) -> Iterator[str]:
    yield style.paint(f"    {what}:", "dim")
    yield style.paint(f"      {printable(shown(command))}", "dim")


def _zone(one: ClaimFinding) -> str:
    return f", {ZONES[one.claim.zone]}" if one.claim.zone in ZONES else ""


def _speakers(report: ScanReport, style: Style) -> Iterator[str]:
    """Yield the lines of the settings that say whose words the unknown speakers' are, each whole."""
    lines = [line for problem in report.problems if (line := _speaker_line(problem))]
    if lines:
        told = "To have what these speakers say read, write in pas-gov.yaml whose words it is:"
        yield from style.wrap(told, "    ", "    ")
        yield "      speakers:"
        yield from (f"        {printable(line)}" for line in lines)


def _speaker_line(problem: Diagnostic) -> str:
    named = problem.code == UNKNOWN_SPEAKER and problem.remedy.startswith(IN_SETTINGS)
    return problem.remedy.removeprefix(IN_SETTINGS) if named else ""
