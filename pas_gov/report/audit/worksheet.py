"""One question of an audit in words, and all of them as a file to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pas_gov.diagnostics import printable
from pas_gov.drift.zones.audit import Question
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import ZONES
from pas_gov.report.audit.contents import AuditReport, attested_text
from pas_gov.report.gap_table import promised_terms
from pas_gov.report.layout import Style, text_page

HEAD = """\
# Of each promise below: is what you actually do here consistent with it? Write kept, drifting, broken or unknown after
# reality, and what is behind it as a note. What is left empty isn't answered, and is asked again. Leave the lines
# "wording" as they are: they say which words you were asked about, and an answer to other words isn't taken.
# Record the answers: pas-gov audit --answers FILE
schema: pas.answers/v1
answers:"""


def question_lines(question: Question, place: str, style: Style) -> list[str]:
    """Return what is asked: the promise in its words and terms, what the zone says, and its last word."""
    promise, here = question.entry.promise, question.here
    surfaces = [one.path or one.url for one in here.surfaces]
    rows = [
        ("promised", promise.statement),
        ("terms", promised_terms(promise)),
        ("only when", promise.applies_when.says),
        ("it says here", here.says),
        ("stated in", ", ".join(surfaces)),
        ("last word", attested_text(question)),
    ]
    title = style.wrap(f"{promise.title} ({question.entry.layer}, {place})")
    lines = ["", *style.paint_lines(title, "bold")]
    for name, text in rows:
        if text.strip():
            lines += style.wrap(text, " " * 16, f"  {name:<12}  ")
    return lines


def worksheet(report: AuditReport) -> str:
    """Return a file of pas.answers/v1 with every question that is still open, its reality left empty."""
    waiting = [one for one in report.questions if not one.answered]
    lines = [HEAD if waiting else HEAD + " []"]
    for zone, found in groupby(waiting, lambda one: one.zone):
        lines.append(f"  # {ZONES[zone]}")
        for one in found:
            lines += _item(one)
    return text_page(lines)


def _item(question: Question) -> Iterator[str]:
    promise = question.entry.promise
    wide = Style(116)
    yield from wide.wrap(
        f"{fold(promise.title)}: {fold(promise.statement)}", "  #   ", "  # ", words_whole=False
    )
    yield from wide.wrap(
        f"last word: {printable(attested_text(question))}", "  #   ", "  #   ", words_whole=False
    )
    yield f"  - promise: {question.entry.id}"
    yield f"    zone: {question.zone}"
    yield f"    wording: {question.entry.wording}"
    yield '    reality: ""'
    yield '    note: ""'
