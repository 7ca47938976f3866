"""What is asked of each owner, as JSON: the format pas-gov.asks/1."""

from __future__ import annotations

from pas_gov.judging.findings.asks import Ask, AskingChange, AsksReport
from pas_gov.judging.findings.gate_report import NoVerdict
from pas_gov.judging.findings.json_rows import problem_data
from pas_gov.report.json import Data, dumped, no_verdict_data, ref_data

FORMAT = "pas-gov.asks/1"


def asks_json(report: AsksReport | NoVerdict) -> str:
    """Return the format pas-gov.asks/1 (its schema is ``asks``): owners in order, with all that is asked of each."""
    return dumped(no_verdict_data(report, FORMAT) if isinstance(report, NoVerdict) else _asks(report))


def _asks(report: AsksReport) -> Data:
    return {
        "format": FORMAT,
        "today": report.today,
        "base": report.base and ref_data(report.base),
        "head": ref_data(report.head),
        "owner": report.only or None,
        "owners": [
            {"owner": section.owner, "asks": [_ask(ask) for ask in section.asks]} for section in report.owners
        ],
        "changes": [_changed(line) for line in report.changed.values()],
        "problems": [problem_data(fault) for fault in report.files],
        "notes": list(report.notes),
    }


def _ask(ask: Ask) -> Data:
    return {
        "promise": ask.promise.id if ask.promise else "",
        "title": ask.promise.title if ask.promise else "",
        "layer": ask.promise.layer if ask.promise else None,
        "policy": ask.policy or None,
        "enforcement": ask.enforcement or None,
        "blocks": ask.blocks,
        "target": ask.target,
        "zone": ask.zone,
        "cause": ask.cause or None,
        "message": ask.message,
        "remedy": ask.remedy,
        "commands": [list(command) for command in ask.commands],
        "waits_for": [{"promise": one.id, "owner": one.owner} for one in ask.waits_for],
        "round": ask.round,
    }


def _changed(line: AskingChange) -> Data:
    return {
        "promise": line.promise.id,
        "title": line.promise.title,
        "layer": line.promise.layer,
        "owner": line.promise.owner,
        "kinds": list(line.kinds),
        "told": list(line.told),
    }
