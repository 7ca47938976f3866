"""The trial of a promise file as JSON: pas-gov.trial/1."""

from __future__ import annotations

from typing import Any

from pas_gov.drift.survey.indicators import Observation
from pas_gov.drift.survey.trial import Trial
from pas_gov.judging.findings.json_rows import problem_data
from pas_gov.report.indicator_json import indicator_data
from pas_gov.report.json import dumped, utf8_text


def trial_json(report: Trial) -> str:
    """Return the format pas-gov.trial/1; its schema is ``trial``."""
    pairs = zip(report.observed, report.sources, strict=True)
    return dumped(
        {
            "format": "pas-gov.trial/1",
            "path": utf8_text(report.path),
            "today": report.today.isoformat(),
            "indicators": [_indicator(one, source) for one, source in pairs],
            "problems": [problem_data(problem) for problem in report.problems],
        }
    )


def _indicator(one: Observation, source: str) -> dict[str, Any]:
    spacing = one.series.spacing if one.series else None
    return {
        **indicator_data(one.assessed),
        "source": source or None,
        "rows": one.rows,
        "spacing_days": spacing,
    }
