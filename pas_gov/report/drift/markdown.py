"""Drift as Markdown: leadership's promise beside the operational reality, for an issue or for minutes."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.drift.survey.drift_report import DriftReport
from pas_gov.drift.zones.gaps import LEVELS
from pas_gov.model.records.promise import ZONES
from pas_gov.report.drift.contents import indicator_said, level_counts, lives_in, promised, reality
from pas_gov.report.gaps import LEVEL_SAID
from pas_gov.report.markdown import code, escape, page


def drift_markdown(report: DriftReport) -> str:
    """Return where the gap lives, the count by zone, a table for each zone, and the indicators."""
    return page(_lines(report))


def _lines(report: DriftReport) -> Iterator[str]:
    yield from (f"## Drift on {report.today.isoformat()}", "", f"**{escape(lives_in(report))}**", "")
    if report.zones:
        yield f"| zone | {' | '.join(LEVEL_SAID[level] for level in LEVELS)} |"
        yield "|---|" + "---|" * len(LEVELS)
        for zone, items in report.zones.items():
            name = ZONES.get(zone, "in no zone")
            yield f"| {name} | {' | '.join(map(str, level_counts(items).values()))} |"
        yield ""
    for zone, items in report.zones.items():
        yield from (f"### {ZONES.get(zone, 'In no zone')}", "")
        yield from ("| | leadership promised | operations do |", "|---|---|---|")
        yield from (
            f"| {LEVEL_SAID[one.level]} | {escape(promised(one))} | {escape(reality(one))} |" for one in items
        )
        yield ""
    for one in report.observed:
        told = "; ".join(indicator_said(one.found)) if one.found else f"can't be judged: {one.problem}"
        yield f"- {code(one.entry.id)}, {escape(one.name)}: {escape(told)}"
    for problem in report.problems:
        yield f"- {escape(f'{problem.location}: {problem.message}')}"
