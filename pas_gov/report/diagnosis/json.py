"""The Promise Drift Report as JSON: pas-gov.diagnosis/1."""

from __future__ import annotations

from typing import Any

from pas_gov.diagnosis.commitments.commitment import Commitment
from pas_gov.diagnosis.diagnosis import Told
from pas_gov.diagnosis.findings.finding import Finding
from pas_gov.diagnosis.statements.statement import Statement
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.model.quantities.quantities import quantities
from pas_gov.report.diagnosis.contents import DiagnosisReport
from pas_gov.report.json import dumped


def diagnosis_json(report: DiagnosisReport) -> str:
    """Return the format pas-gov.diagnosis/1."""
    found = report.diagnosis
    return dumped(
        {
            "format": "pas-gov.diagnosis/1",
            "today": report.today.isoformat(),
            "sources": list(report.sources),
            "read": {"texts": found.pages, "sentences": found.sentences, "claims": found.claims},
            "unread": [
                {
                    "path": one.location.path, "line": one.location.line, "code": one.code, "why": one.message,
                    "remedy": one.remedy,
                }
                for one in found.problems
            ],
            "left_out": dict(found.left_out),
            "zones": [
                {"zone": zone, "findings": number, "gap": zone in found.gap}
                for zone, number in found.by_zone.items()
            ],
            "commitments": [_commitment(report, one) for one in found.commitments],
            "findings": [_finding(report, one) for one in found.findings],
        }
    )  # fmt: skip


def _commitment(report: DiagnosisReport, one: Commitment) -> dict[str, Any]:
    said = list(dict.fromkeys(each for statement in one.statements for each in quantities(statement.text)))
    return {
        "id": one.id,
        "layer": one.layer,
        "zones": list(one.zones),
        "audience": list(one.audience),
        "condition": one.condition or None,
        "strength": one.firm,
        "certainty": round(one.certainty, 3),
        "quantities": [
            {"text": each.text, "kind": each.kind, "values": list(each.values), "unit": each.unit}
            for each in said
        ],
        "sentences": [_sentence(report, place) for statement in one.statements for place in statement.places],
    }  # fmt: skip


def _finding(report: DiagnosisReport, told: Told) -> dict[str, Any]:
    one = told.finding
    return {
        "kind": one.kind,
        "how": one.how,
        "about": one.about,
        "commitment": told.commitment or None,
        "zones": list(one.zones),
        "certainty": one.certainty,
        "why": one.why,
        "sentences": [
            {**_said(report, statement, side.said), "commit": _commit(one, at)}
            for at, side in enumerate(one.sides)
            for statement in side.statements
        ],
        "change": _change(one),
        "evidence": [_sentence(report, sentence) for sentence in one.evidence],
    }


def _commit(one: Finding, side: int) -> str | None:
    """Return the commit of a sentence of a slip: which ended it, or made it; null where it stands."""
    if one.change is None or (side and one.change.stands):
        return None
    return one.change.commit


def _change(one: Finding) -> dict[str, Any] | None:
    if one.change is None:
        return None
    change = one.change
    return {
        "commit": change.commit, "day": change.day and change.day.isoformat(), "subject": change.subject,
        "decided": change.decided or None, "named": change.named, "stands": change.stands,
    }  # fmt: skip


def _said(report: DiagnosisReport, statement: Statement, side: str) -> dict[str, Any]:
    return {**_sentence(report, statement.sentence), "side": side, "zone": statement.zone or None}


def _sentence(report: DiagnosisReport, sentence: Sentence) -> dict[str, Any]:
    place = report.diagnosis.places.get(sentence.path, "")
    address = place if "://" in place else None
    return {
        "path": sentence.path,
        "line": sentence.line,
        "text": sentence.text,
        "commit": None,
        "address": address,
    }
