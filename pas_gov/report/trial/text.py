"""The trial of a promise file for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.drift.survey.indicators import Observation
from pas_gov.drift.survey.trial import Trial
from pas_gov.report.indicator_words import figure, indicator_statements, picture_lines
from pas_gov.report.layout import Style, text_page
from pas_gov.report.problems import with_remedy
from pas_gov.report.trial.contents import heading, moment_said, reading_statement, shown_points


def trial_text(report: Trial, style: Style) -> str:
    """Return what each query gives: how much, the points, and what drift would say of them."""
    return text_page(_lines(report, style))


def _lines(report: Trial, style: Style) -> Iterator[str]:
    for problem in report.problems:
        told = with_remedy(f"{problem.location}: {problem.message}", problem.remedy)
        yield from style.wrap(told, "    ", "  ! ", words_whole=False)
    for one, source in zip(report.observed, report.sources, strict=True):
        yield from style.paint_lines(style.wrap(heading(one)), "bold")
        yield from style.wrap(reading_statement(one, source), "    ", words_whole=False)
        yield from _points(one)
        found = one.assessed.found
        if found:
            yield from picture_lines(found, style)
            yield from style.wrap("; ".join(indicator_statements(found)), "    ", words_whole=False)
        else:
            told = with_remedy(f"can't be judged: {one.assessed.problem}", one.assessed.remedy)
            yield from style.wrap(told, "    ", "  ! ", words_whole=False)
        yield ""
    told = f"{printable(report.path)} was tried as it is, on {report.today}; nothing was written."
    yield from style.wrap(told, words_whole=False)


def _points(one: Observation) -> Iterator[str]:
    found = one.assessed.found
    if found is None or one.series is None:
        return
    for point in shown_points(one.series):
        if point is None:
            yield "      ..."
        else:
            yield f"      {moment_said(point.at):<16}  {figure(point.value, found)}"
