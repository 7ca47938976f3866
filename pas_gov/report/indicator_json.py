"""An indicator as JSON: its assessment, and what draws a picture of it."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

from pas_gov.drift.business_time.wall_clock import EPOCH
from pas_gov.drift.indicators.readings import DAY
from pas_gov.drift.indicators.series import MOST_POINTS
from pas_gov.drift.zones.drift_items import AssessedIndicator
from pas_gov.report.plot import Plot, plot


def indicator_data(one: AssessedIndicator) -> dict[str, Any]:
    """Return an indicator with its assessment, and the plot of its series; null where it couldn't be judged."""
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
        "points": [{"at": moment_text(one.at), "value": one.value} for one in found.points],
        "gathered": found.gathered or None,
        "most_points": MOST_POINTS,
        "line": [
            {"at": moment_text(end.at), "value": end.value, "low": end.low, "high": end.high}
            for end in found.line
        ],
        "shift": {"day": cut.day.isoformat(), "before": cut.before, "after": cut.after} if cut else None,
        "reaching": {key: _plain(value) for key, value in dataclasses.asdict(reaching).items()}
        if reaching
        else None,
    }


def moment_text(at: float) -> str:
    """Return a moment to the second: more than that is the rounding of days."""
    return (EPOCH + timedelta(seconds=round(at * DAY))).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value
