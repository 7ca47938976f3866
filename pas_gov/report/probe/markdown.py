"""A bot's answers as Markdown: the questions, the worst first."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.probing.judging import JudgedQuestion
from pas_gov.report.layout import clipped
from pas_gov.report.markdown import code, escape, page, table
from pas_gov.report.probe.contents import ProbeReport, headline, sums, telling, worst_answer

LONGEST = 300  # characters of an answer


def probe_markdown(report: ProbeReport) -> str:
    """Return the sums, then each question that isn't answered as promised."""
    return page(_lines(report))


def _lines(report: ProbeReport) -> Iterator[str]:
    yield f"## What the bot promises, on {report.today.isoformat()}"
    yield ""
    yield escape(sums(report))
    wanted = [one for one in report.worst_first if one.state != "consistent"]
    if wanted:
        yield from ("", *table(("promise", "question", "answer", "state"), map(_row, wanted)))


def _row(one: JudgedQuestion) -> tuple[str, str, str, str]:
    answer = worst_answer(one)
    found = telling(answer)
    said = clipped(" ".join((answer.exchange.answer or answer.exchange.failure).split()), LONGEST)
    why = f"{headline(one)}. {found.explanation if found else ''}".strip()
    asked = answer.exchange.question
    return code(asked.promise) if asked.promise else "", escape(asked.text), escape(said), escape(why)
