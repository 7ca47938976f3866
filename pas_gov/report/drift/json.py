"""Drift as JSON: pas-gov.drift/1."""

from __future__ import annotations

from typing import Any

from pas_gov.drift.survey.drift_report import DriftReport
from pas_gov.drift.zones.drift_items import DriftItem
from pas_gov.judging.findings.json_rows import problem_data
from pas_gov.report.drift.contents import commands, level_counts, reality, remedy
from pas_gov.report.indicator_json import indicator_data
from pas_gov.report.indicator_words import METHOD
from pas_gov.report.json import dumped
from pas_gov.report.state_json import promise_state_data, standing_data


def drift_json(report: DriftReport) -> str:
    """Return the format pas-gov.drift/1."""
    return dumped(
        {
            "format": "pas-gov.drift/1",
            "today": report.today.isoformat(),
            "zones": [{"zone": zone or None, **level_counts(items)} for zone, items in report.zones.items()],
            "standing": standing_data(report.state),
            "promises": [
                {"promise": one.entry.id, "status": one.entry.status, **promise_state_data(one)}
                for one in report.state.promises.values()
            ],
            "findings": [item_data(item) for item in report.items],
            "indicators": [indicator_data(one) for one in report.observed],
            "in_no_zone": [one.id for one in report.zoneless],
            "method": METHOD,
            "problems": [problem_data(problem) for problem in report.problems],
        }
    )


def item_data(item: DriftItem) -> dict[str, Any]:
    """Return one finding, with its remedy."""
    return {
        "level": item.level, "zone": item.zone or None, "also": list(item.also),
        "promise": item.entry.id if item.entry else None,
        "layer": item.entry.layer if item.entry else None, "kind": item.kind, "reality": reality(item),
        "remedy": remedy(item), "commands": [list(words) for words in commands(item)],
    }  # fmt: skip
