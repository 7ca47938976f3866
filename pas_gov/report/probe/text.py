"""A bot's answers for a terminal: the worst first, with the question, the answer and what was promised."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import pasted
from pas_gov.probing.judging import OFF, UNANSWERED, JudgedQuestion
from pas_gov.report.layout import Style, clipped, text_page
from pas_gov.report.probe.contents import EXPLAINED, ProbeReport, headline, sums, telling, worst_answer

LONGEST = 300  # characters of an answer
COLOURS = {"consistent": "green", UNANSWERED: "red", **dict.fromkeys(OFF, "red")}


def probe_text(report: ProbeReport, style: Style) -> str:
    """Return each question that isn't answered as promised, then the sums."""
    return text_page(_lines(report, style))


def _lines(report: ProbeReport, style: Style) -> Iterator[str]:
    for one in report.worst_first:
        if one.state not in ("consistent", *EXPLAINED):
            yield from _question(one, style)
            yield ""
    for state, why in EXPLAINED.items():
        yield from _alike([one for one in report.worst_first if one.state == state], why, style)
    yield from style.wrap(sums(report), "  ", "")
    if report.kept:
        yield from style.wrap(f"The answers are kept in {report.kept}. To judge them again:", "  ", "")
        yield f"  pas-gov probe --judge {pasted(report.kept)}"


def _alike(those: list[JudgedQuestion], why: str, style: Style) -> Iterator[str]:
    """Yield questions whose answers come to the same nothing, each on a line or two."""
    if not those:
        return
    yield from style.paint_lines(
        style.wrap(f"{those[0].state} ({len(those)}): {why}", "  ", ""), "bold", "yellow"
    )
    for one in those:
        asked, answer = one.answers[0].exchange.question, worst_answer(one)
        about = f"{asked.promise}: " if asked.promise else ""
        said = "" if answer.exchange.answer else f" ({answer.exchange.failure})"
        yield from style.wrap(
            f"{about}{clipped(asked.text, LONGEST)}{said}", "    ", "  - ", words_whole=False
        )
    yield ""


def _question(one: JudgedQuestion, style: Style) -> Iterator[str]:
    answer = worst_answer(one)
    about = answer.exchange.question.promise or "no promise"
    head = style.wrap(f"{about}: {headline(one)}", "    ", "")
    yield from style.paint_lines(head, "bold", COLOURS.get(one.state, "yellow"))
    yield from style.wrap(answer.exchange.question.text, "     ", "  Q: ", words_whole=False)
    said, sign = answer.exchange.answer or answer.exchange.failure, "A:" if answer.exchange.answer else "! "
    shown = clipped(" ".join(said.split()), LONGEST)
    yield from style.wrap(shown, "     ", f"  {sign} ", words_whole=False)
    found = telling(answer)
    yield from style.wrap(found.explanation, "     ", "     ", words_whole=False) if found else ()
