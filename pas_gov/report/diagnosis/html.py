"""The Promise Drift Report as one HTML file that can be sent: no network, no script, four printed pages at most.

On paper stand the summary, the surest findings and the layers; the rest folds out on a screen. Everything is escaped by
Jinja, and what nobody sees is shown as its number.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pas_gov.diagnosis.diagnosis import Told
from pas_gov.diagnostics import log_safe
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
from pas_gov.report.page_templates import page_environment

FIRST = 8
"""Findings that stand on the printed pages, with so much of each that four pages hold them."""
LONGEST = 400
"""Characters of why a finding is one."""
SIDES, SENTENCES = 3, 2
"""Sides of a finding on the printed pages, and sentences of a side anywhere, that are shown."""


def diagnosis_html(report: DiagnosisReport) -> str:
    """Return the report as a page that needs nothing else."""

    def place(sentence: Sentence) -> str:
        return shown_place(report, sentence.path, sentence.line)

    found = report.diagnosis
    told = [_finding(one, SIDES if number < FIRST else None) for number, one in enumerate(found.findings)]
    layers = [
        (LAYER_WORDS[layer], [_commitment(one) for one in found.commitments if one.layer == layer])
        for layer in LAYERS
    ]
    page: str = _template().render(
        today=report.today.isoformat(),
        sources=", ".join(report.sources),
        findings_said=findings_words(report),
        gap_said=gap_words(report),
        read_said=read_words(report),
        unread_said=unread_words(report),
        no_advice=NO_ADVICE,
        by_zone=[(ZONES[zone], number, zone in found.gap) for zone, number in found.by_zone.items()],
        total=max(1, len(found.findings)),
        first=told[:FIRST],
        others=told[FIRST:],
        layers=[(words, those) for words, those in layers if those],
        problems=[unread_line(one) for one in found.problems],
        left_out=left_out_words(report),
        clip=clipped,
        place=place,
    )
    return log_safe(page)


def _finding(told: Told, most: int | None) -> dict[str, Any]:
    one = told.finding
    few = 1 if most else SENTENCES
    sides = [(side_words(side), side.sentences[:few]) for side in one.sides[:most]]
    if one.evidence:
        sides.append(("Against", one.evidence[:few]))
    why = clipped(one.why, LONGEST)
    return {"kind": one.kind, "sure": certainty_words(one), "why": why, "sides": sides}


def _commitment(one: Any) -> dict[str, Any]:
    places = sum(len(each.places) for each in one.statements)
    return {"id": one.id, "statements": one.statements, "said": commitment_words(one), "places": places}


@cache
def _template() -> Any:
    return page_environment("pas_gov.report", "diagnosis").get_template("report.html")
