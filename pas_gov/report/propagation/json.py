"""What has answered each change of a Core, as JSON: the format pas-gov.propagation/1, complete."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pas_gov.judging.findings.json_rows import problem_data
from pas_gov.ledger.propagation.answers import Answer
from pas_gov.ledger.propagation.core_change import CoreChange, Unanswered
from pas_gov.ledger.propagation.zone_confirmation import ZoneState
from pas_gov.model.records.normal import fold
from pas_gov.model.stack.change import Change
from pas_gov.model.stack.differences import difference_lines
from pas_gov.report.json import day_data, dumped, origin_data, promise_data, ref_data, utf8_text
from pas_gov.report.propagation import sentences
from pas_gov.report.propagation.contents import PropagationReport


def propagation_json(report: PropagationReport) -> str:
    """Return the format pas-gov.propagation/1: every change, newest first, with every answer and all that lacks."""
    adopted = report.propagation.adopted
    return dumped(
        {
            "format": "pas-gov.propagation/1",
            "tip": ref_data(report.tip),
            "after": report.after and ref_data(report.after),
            "core": report.asked or None,
            "today": report.today,
            "legacy": report.legacy or "none",
            "commits": report.commits,
            "adopted": adopted and origin_data(adopted),
            "unread": [
                {**origin_data(origin), "reason": reason} for origin, reason in report.propagation.unread
            ],
            "problems": [problem_data(problem) for problem in report.problems],
            "changes": [_change(change) for change in report.changes],
        }
    )


def _change(change: CoreChange) -> dict[str, Any]:
    notes = sentences.same_notes(change)
    return {
        **origin_data(change.origin),
        "executed": change.executed,
        "gap": change.gap,
        "unread_files": [utf8_text(path) for path in change.unread],
        "cores": [_core(one) for one in change.changes],
        "asked": len(change.answers) + len(change.unanswered),
        "answers": [_answer(one, notes) for one in change.answers],
        "unanswered": [_unanswered(change, one) for one in sentences.ordered(change)],
        "zones": [_zone(zone) for zone in change.zones],
        "unended": [
            {
                **promise_data(one.entry),
                "until": day_data(one.day),
                "message": sentences.unended_text(one),
            }
            for one in change.unended
        ],
    }


def _core(change: Change) -> dict[str, Any]:
    return {
        **promise_data(change.entry),
        "kinds": list(change.kinds),
        "before": change.before and change.before.revision,
        "after": change.after and change.after.revision,
        "told": list(difference_lines(change)),
    }


def _answer(answer: Answer, notes: Counter[str]) -> dict[str, Any]:
    return {
        **promise_data(answer.entry),
        "how": answer.how,
        **origin_data(answer.origin),
        "by": list(answer.by),
        "by_others": list(answer.strangers),
        "notes": [{"text": note, "promises": notes[fold(note)]} for note in answer.notes],
        "reviews": [
            {
                "promise": one.promise,
                "date": day_data(one.date),
                "by": one.by,
                "note": one.note,
            }
            for one in answer.reviews
        ],
    }


def _unanswered(change: CoreChange, one: Unanswered) -> dict[str, Any]:
    return {
        **promise_data(one.entry),
        "lacks": [
            {"kind": lack.kind, "target": lack.target or None, "message": sentences.lack_text(lack)}
            for lack in one.lacks
        ],
        "awaits": sentences.awaited(change, one),
        "remedies": list(sentences.remedies(one)),
    }


def _zone(zone: ZoneState) -> dict[str, Any]:
    return {
        "zone": zone.zone,
        "verified": zone.verified,
        "total": zone.total,
        "missing": [
            {
                **promise_data(gap.entry),
                "why": gap.why,
                "day": day_data(gap.day),
                "message": sentences.gap_text(gap),
                "remedy": sentences.gap_remedy(zone.zone, gap),
            }
            for gap in zone.missing
        ],
    }
