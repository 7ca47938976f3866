"""Drift as Markdown: leadership's promise beside the operational reality, for an issue or for minutes."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.drift.survey.drift_report import DriftReport
from pas_gov.drift.zones.gaps import LEVELS
from pas_gov.model.records.promise import ZONES
from pas_gov.report.drift.contents import gap_sentence, gap_tables, level_counts
from pas_gov.report.gap_table import gap_table_markdown
from pas_gov.report.gap_words import LEVEL_WORDS
from pas_gov.report.indicator_words import caption, indicator_statements
from pas_gov.report.markdown import code, escape, page, table
from pas_gov.report.plot import plot
from pas_gov.report.sparkline import sparkline


def drift_markdown(report: DriftReport) -> str:
    """Return where the gap lives, the count by zone, a table for each zone, and the indicators."""
    return page(_lines(report))


def _lines(report: DriftReport) -> Iterator[str]:
    yield from (f"## Drift on {report.today.isoformat()}", "", f"**{escape(gap_sentence(report))}**", "")
    if report.zones:
        heads = ("zone", *(LEVEL_WORDS[level] for level in LEVELS))
        numbers = (
            (ZONES.get(zone, "in no zone"), *map(str, level_counts(items).values()))
            for zone, items in report.zones.items()
        )
        yield from (*table(heads, numbers), "")
    for gaps in gap_tables(report):
        yield from gap_table_markdown(gaps)
    for one in report.observed:
        told = "; ".join(indicator_statements(one.found)) if one.found else f"can't be judged: {one.problem}"
        drawn = one.found and sparkline(plot(one.found), "blocks")
        more = "\\" if drawn else ""  # a line break
        yield f"- {code(one.entry.id)}, {escape(one.name)}: {escape(told)}{more}"
        if one.found and drawn:  # a code span, in which all characters are of one width
            yield f"  {code(drawn.text)} {escape(caption(one.found, drawn))}"
    for problem in report.problems:
        yield f"- {escape(f'{problem.location}: {problem.message}')}"
