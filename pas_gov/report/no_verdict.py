"""That a change can't be judged, for a terminal: `gate` and `explain` say it alike."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.judging.findings.gate_report import NoVerdict
from pas_gov.report.layout import Style
from pas_gov.report.problems import problem_lines


def no_verdict_lines(report: NoVerdict, style: Style) -> Iterator[str]:
    """Yield why there is no verdict, and how to go on."""
    yield style.paint(f"NO VERDICT ({report.code})", "bold", "yellow")
    yield from style.wrap(report.message, "  ")
    if report.remedy:
        yield from style.wrap(report.remedy, "  ", style.paint("  To go on: ", "bold"))
    for problem in report.problems if len(report.problems) > 1 else ():
        yield ""
        yield from list(problem_lines(problem, style.narrower(2)))[:-1]
    yield "  The change is neither passed nor blocked; the exit status is 3."
