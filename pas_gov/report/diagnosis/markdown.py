"""The Promise Drift Report as Markdown, to be put into a page or a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnosis.diagnosis import Told
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.model.records.promise import LAYERS, ZONES
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
from pas_gov.report.layout import clipped
from pas_gov.report.markdown import code, escape, page, table

LONGEST = 300
"""Characters of a sentence that are shown."""


def diagnosis_markdown(report: DiagnosisReport) -> str:
    """Return the summary, the findings worst first, all commitments, and what wasn't read."""
    return page(_lines(report))


def _lines(report: DiagnosisReport) -> Iterator[str]:
    sources = ", ".join(map(code, report.sources))
    yield from (f"# Promise Drift Report, {report.today.isoformat()}", "", f"Of {sources}.", "")
    for said in (
        findings_words(report),
        gap_words(report),
        read_words(report),
        unread_words(report),
        NO_ADVICE,
    ):
        if said:
            yield from (escape(said), "")
    numbers = report.diagnosis.by_zone
    if numbers:
        yield from table(
            ("zone", "findings"), ((ZONES[zone], str(number)) for zone, number in numbers.items())
        )
        yield ""
    if report.diagnosis.findings:
        yield from ("## Findings, the surest first", "")
    for number, one in enumerate(report.diagnosis.findings, start=1):
        yield from _finding(report, number, one)
    yield from _commitments(report)
    yield from _unread(report)


def _finding(report: DiagnosisReport, number: int, told: Told) -> Iterator[str]:
    one = told.finding
    about = f" {code(told.commitment)}" if told.commitment else ""
    yield from (
        f"### {number}. {one.kind.capitalize()}, {certainty_words(one)}{about}",
        "",
        escape(one.why),
        "",
    )
    rows = [(side_words(side), each.sentence) for side in one.sides for each in side.statements]
    rows += [("against", sentence) for sentence in one.evidence]
    yield from table(("says", "sentence", "place"), (_row(report, said, sentence) for said, sentence in rows))
    yield ""


def _row(report: DiagnosisReport, said: str, sentence: Sentence) -> tuple[str, str, str]:
    place = shown_place(report, sentence.path, sentence.line)
    return escape(said), escape(clipped(sentence.text, LONGEST)), code(place)


def _commitments(report: DiagnosisReport) -> Iterator[str]:
    for layer in LAYERS:
        those = [one for one in report.diagnosis.commitments if one.layer == layer]
        if those:
            yield from (f"## {LAYER_WORDS[layer]} ({len(those)})", "")
            rows = (
                (
                    code(one.id),
                    escape(clipped(one.statements[0].text, LONGEST)),
                    escape(commitment_words(one)),
                    code(
                        shown_place(report, one.statements[0].sentence.path, one.statements[0].sentence.line)
                    ),
                )
                for one in those
            )
            yield from table(("candidate", "it says", "to whom, how firmly, where", "place"), rows)
            yield ""


def _unread(report: DiagnosisReport) -> Iterator[str]:
    if report.diagnosis.problems or left_out_words(report):
        yield from ("## Not read", "")
    for problem in report.diagnosis.problems:
        yield f"- {escape(unread_line(problem))}"
    if said := left_out_words(report):
        yield from ("", escape(said))
