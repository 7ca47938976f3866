"""Drift for a terminal: zone by zone, leadership's promise beside the operational reality."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.drift.survey.drift_report import DriftReport
from pas_gov.drift.zones.drift_items import OF_INDICATOR
from pas_gov.report.drift.contents import gap_sentence, gap_tables, level_counts, unread_indicators
from pas_gov.report.gap_table import gap_table_lines
from pas_gov.report.gap_words import LEVEL_WORDS, zoneless_command, zoneless_sentence
from pas_gov.report.indicator_words import LETTERS, METHOD, indicator_statements, picture_lines
from pas_gov.report.layout import Style, count, text_page
from pas_gov.report.problems import with_remedy


def drift_text(report: DriftReport, style: Style) -> str:
    """Return where the gap lives, then each zone's table, the indicators that hold, and what couldn't be read."""
    return text_page(_lines(report, style))


def _lines(report: DriftReport, style: Style) -> Iterator[str]:
    yield from style.paint_lines(style.wrap(gap_sentence(report)), "bold")
    yield ""
    for table in gap_tables(report):
        yield from gap_table_lines(table, style)
    holding = [one for one in report.observed if one.found and one.found.state == "holding"]
    if holding:
        yield style.paint("Indicators that hold", "bold")
        for one in holding:
            told = "; ".join(indicator_statements(one.found)) if one.found else ""
            yield from style.wrap(f"{one.entry.id}, {one.name}: {told}", "    ", "  + ", words_whole=False)
            yield from picture_lines(one.found, style) if one.found else ()
        yield ""
    yield from _drawn(report, style)
    for problem in report.problems:  # before what may follow from them
        told = with_remedy(f"{problem.location}: {problem.message}", problem.remedy)
        yield from style.wrap(told, "    ", "  ! ", words_whole=False)
    for told, remedy in unread_indicators(report):
        yield from style.wrap(with_remedy(told, remedy), "    ", "  ! ", words_whole=False)
    if report.zoneless:
        yield from style.wrap(f"{zoneless_sentence(report.zoneless)}. To say which zone delivers one:")
        yield f"  {zoneless_command(report.zoneless)}"
    if report.observed:
        yield from style.paint_lines(style.wrap(f"Method: {METHOD}."), "dim")
    numbers = level_counts(report.items)
    sums = ", ".join(f"{number} {LEVEL_WORDS[level]}" for level, number in numbers.items() if number)
    yield from style.wrap(
        f"{count(len(report.items), 'finding')}{f': {sums}' if sums else ''}, on {report.today}."
    )


def _drawn(report: DriftReport, style: Style) -> Iterator[str]:
    """Yield the pictures of the indicators that don't hold: what they say stands in the table of their zone."""
    pictures = [
        (one, list(picture_lines(one.found, style)))
        for one in report.observed
        if one.found and one.found.state != "holding"
    ]
    if any(lines for _, lines in pictures):
        yield style.paint("Indicators that don't hold", "bold")
        for one, lines in pictures:
            if one.found and lines:
                letter, colour = LETTERS[OF_INDICATOR[one.found.state]]
                said = style.wrap(
                    f"{one.entry.id}, {one.name}: {one.found.state}", "    ", "    ", words_whole=False
                )
                yield f"  {style.paint(letter, colour)} {said[0][4:]}"
                yield from (*said[1:], *lines)
        yield ""
