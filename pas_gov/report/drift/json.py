"""Drift as JSON: pas-gov.drift/1."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

from pas_gov.drift.indicators.assessment import METHOD
from pas_gov.drift.indicators.readings import DAY, EPOCH
from pas_gov.drift.survey.drift_report import DriftReport
from pas_gov.drift.zones.drift_items import AssessedIndicator, DriftItem
from pas_gov.drift.zones.gaps import Gap
from pas_gov.judging.findings.json_rows import problem_data
from pas_gov.report.drift.contents import commands, level_counts, reality, remedy
from pas_gov.report.drift.plot import MOST_POINTS, Plot, plot
from pas_gov.report.json import dumped


def drift_json(report: DriftReport) -> str:
    """Return the format pas-gov.drift/1."""
    return dumped(
        {
            "format": "pas-gov.drift/1",
            "today": report.today.isoformat(),
            "zones": [{"zone": zone or None, **level_counts(items)} for zone, items in report.zones.items()],
            "findings": [_item(item) for item in report.items],
            "indicators": [_indicator(one) for one in report.observed],
            "method": METHOD,
            "problems": [problem_data(problem) for problem in report.problems],
        }
    )


def _item(item: DriftItem) -> dict[str, Any]:
    what = item.what
    kind = (
        what.kind
        if isinstance(what, Gap)
        else "indicator"
        if isinstance(what, AssessedIndicator)
        else what.state
    )
    return {
        "level": item.level, "zone": item.zone or None, "promise": item.entry.id if item.entry else None,
        "layer": item.entry.layer if item.entry else None, "kind": kind, "reality": reality(item),
        "remedy": remedy(item), "commands": [list(words) for words in commands(item)],
    }  # fmt: skip


def _indicator(one: AssessedIndicator) -> dict[str, Any]:
    found = one.found
    facts = {key: _plain(value) for key, value in dataclasses.asdict(found).items()} if found else {}
    for key in DRAWN:
        facts.pop(key, None)
    return {
        "promise": one.entry.id, "name": one.name, "zone": one.zone, "measure": one.measure,
        "state": facts.pop("state", None), "problem": one.problem or None, "remedy": one.remedy or None, **facts,
        "plot": _plot(plot(found)) if found else None,
    }  # fmt: skip


DRAWN = ("observed", "gathered", "since")  # what the plot says


def _plot(found: Plot) -> dict[str, Any]:
    """Return what draws a picture: moments in UTC, values in the unit of the term."""
    reaching, cut = found.reaching, found.shift
    return {
        "limit": {"value": found.limit, "unit": found.unit, "bound": found.bound},
        "points": [{"at": _moment(one.at), "value": one.value} for one in found.points],
        "gathered": found.gathered or None,
        "most_points": MOST_POINTS,
        "line": [
            {"at": _moment(end.at), "value": end.value, "low": end.low, "high": end.high}
            for end in found.line
        ],
        "shift": {"day": cut.day.isoformat(), "before": cut.before, "after": cut.after} if cut else None,
        "reaching": {key: _plain(value) for key, value in dataclasses.asdict(reaching).items()}
        if reaching
        else None,
    }


def _moment(at: float) -> str:
    """Return a moment to the second: more than that is the rounding of days."""
    return (EPOCH + timedelta(seconds=round(at * DAY))).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value
