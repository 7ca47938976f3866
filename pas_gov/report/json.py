"""JSON that any terminal and any log takes, and the pieces that several reports have in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from pas_gov.diagnostics import hashes_apart
from pas_gov.judging.findings.gate_report import NoVerdict
from pas_gov.judging.findings.json_rows import problem_data
from pas_gov.judging.findings.reported_ref import ReportedRef

if TYPE_CHECKING:
    from pas_gov.ledger.replay.origin import Origin
    from pas_gov.model.stack.entry import Entry

Data = dict[str, Any]


def dumped(data: Any) -> str:
    """Return JSON in ASCII, indented, with a final newline; ``##[``, which a GitHub log obeys, is escaped."""
    return _unobeyed(json.dumps(data, indent=2, ensure_ascii=True)) + "\n"


def json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return one JSON object a line, in ASCII."""
    return "".join(_unobeyed(json.dumps(row, ensure_ascii=True)) + "\n" for row in rows)


def _unobeyed(text: str) -> str:
    return hashes_apart(text, "#\\u0023") if "##" in text else text


def utf8_text(text: str) -> str:
    """Return a text of git's, such as a path, its bytes that aren't UTF-8 escaped: JSON readers refuse surrogates."""
    return text.encode("utf-8", "backslashreplace").decode()


def day_data(day: date | None) -> str | None:
    """Return a day as YYYY-MM-DD, null for none."""
    return day.isoformat() if day else None


def ref_data(ref: ReportedRef) -> Data:
    """Return a commit and the ref that led to it."""
    return {"ref": utf8_text(ref.ref), "commit": ref.commit}


def promise_data(entry: Entry) -> Data:
    """Return a promise as a row that is about it begins."""
    promise = entry.promise
    return {
        "promise": entry.id,
        "title": promise.title,
        "layer": entry.layer,
        "status": entry.status,
        "owner": promise.owner,
    }


def origin_data(origin: Origin) -> Data:
    """Return a commit of the history: its day, whether that is its own, its subject and author."""
    return {
        "commit": origin.commit,
        "day": origin.day.isoformat(),
        "dated": origin.dated,
        "subject": origin.subject,
        "author": origin.author,
    }


def no_verdict_data(report: NoVerdict, format_: str) -> Data:
    """Return why a change can't be judged, in one of the formats that are about a judged change."""
    reason = {"code": report.code, "message": report.message, "remedy": report.remedy}
    problems = [problem_data(one) for one in report.problems]
    return {
        "format": format_,
        "verdict": "no-verdict",
        "today": report.today,
        "reason": reason,
        "problems": problems,
    }
