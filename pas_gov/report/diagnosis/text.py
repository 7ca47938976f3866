"""The Promise Drift Report for a terminal: a summary, the findings worst first, all commitments, what wasn't read."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnosis.commitments.commitment import Commitment
from pas_gov.diagnosis.diagnosis import Told
from pas_gov.diagnosis.findings.finding import Side
from pas_gov.diagnostics import printable
from pas_gov.model.records.promise import LAYERS
from pas_gov.report.diagnosis.contents import (
    LAYER_WORDS,
    NO_ADVICE,
    DiagnosisReport,
    certainty_words,
    commitment_words,
    findings_words,
    gap_words,
    left_out_words,
    read_words,
    shown_place,
    side_words,
    unread_line,
    unread_words,
)
from pas_gov.report.layout import Style, clipped, text_page
from pas_gov.report.problems import with_remedy

LONGEST = 300
"""Characters of a sentence that are shown."""
COLOURS = {"contradiction": "red", "slip": "yellow", "orphan": "yellow"}


def diagnosis_text(report: DiagnosisReport, style: Style) -> str:
    """Return the report in lines of the style's width."""
    return text_page(_lines(report, style))


def _lines(report: DiagnosisReport, style: Style) -> Iterator[str]:
    yield style.paint(f"Promise Drift Report, {report.today.isoformat()}", "bold")
    yield from style.wrap(f"of {', '.join(report.sources)}", words_whole=False)
    yield ""
    for said in (
        findings_words(report),
        gap_words(report),
        read_words(report),
        unread_words(report),
        NO_ADVICE,
    ):
        yield from style.wrap(said)
    for number, one in enumerate(report.diagnosis.findings, start=1):
        yield from _finding(report, number, one, style)
    yield from _commitments(report, style)
    yield from _unread(report, style)


def _finding(report: DiagnosisReport, number: int, told: Told, style: Style) -> Iterator[str]:
    one = told.finding
    yield ""
    word = style.paint(one.kind, COLOURS[one.kind])
    yield f"{number}. {word}, {certainty_words(one)}" + (
        f", {printable(told.commitment)}" if told.commitment else ""
    )
    yield from style.wrap(one.why, "   ", "   ", words_whole=False)
    for side in one.sides:
        yield from _side(report, side, style)
    for sentence in one.evidence:
        yield from style.wrap(
            f"Against: {shown_place(report, sentence.path, sentence.line)}", "     ", "   ", words_whole=False
        )
        yield from style.wrap(clipped(f'"{sentence.text}"', LONGEST), "     ", "     ", words_whole=False)


def _side(report: DiagnosisReport, side: Side, style: Style) -> Iterator[str]:
    yield from style.wrap(f"{side_words(side)}:", "     ", "   ", words_whole=False)
    for one in side.statements:
        more = (
            f" and {len(one.also)} more places"
            if len(one.also) > 1
            else " and 1 more place"
            if one.also
            else ""
        )
        place = f"{shown_place(report, one.sentence.path, one.sentence.line)}{more}"
        yield from style.wrap(place, "       ", "     ", words_whole=False)
        yield from style.wrap(clipped(f'"{one.text}"', LONGEST), "       ", "       ", words_whole=False)


def _commitments(report: DiagnosisReport, style: Style) -> Iterator[str]:
    for layer in LAYERS:
        those = [one for one in report.diagnosis.commitments if one.layer == layer]
        if not those:
            continue
        yield ""
        yield style.paint(f"{LAYER_WORDS[layer]} ({len(those)})", "bold")
        for one in those:
            yield from _commitment(report, one, style)


def _commitment(report: DiagnosisReport, one: Commitment, style: Style) -> Iterator[str]:
    first = one.statements[0]
    yield from style.wrap(f"{one.id}: {clipped(first.text, LONGEST)}", "    ", "  ", words_whole=False)
    yield from style.wrap(commitment_words(one), "    ", "    ", words_whole=False)
    places = [
        shown_place(report, each.path, each.line)
        for each in dict.fromkeys(s for st in one.statements for s in st.places)
    ]
    more = f" and {len(places) - 3} more places" if len(places) > 3 else ""
    yield from style.wrap(f"{', '.join(places[:3])}{more}", "    ", "    ", words_whole=False)


def _unread(report: DiagnosisReport, style: Style) -> Iterator[str]:
    if report.diagnosis.problems or left_out_words(report):
        yield ""
        yield style.paint("Not read", "bold")
    for problem in report.diagnosis.problems:
        yield from style.wrap(
            with_remedy(unread_line(problem), problem.remedy), "    ", "  ! ", words_whole=False
        )
    yield from style.wrap(left_out_words(report), "  ", "  ")
