"""Drift for a terminal: zone by zone, leadership's promise beside the operational reality."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from pas_gov.diagnostics import log_safe
from pas_gov.drift.indicators.assessment import METHOD
from pas_gov.drift.survey.drift_report import DriftReport
from pas_gov.drift.zones.drift_items import DriftItem
from pas_gov.drift.zones.gaps import Level
from pas_gov.model.records.promise import ZONES
from pas_gov.report.drift.contents import indicator_said, level_counts, lives_in, promised, reality, remedy
from pas_gov.report.gaps import LEVEL_SAID
from pas_gov.report.layout import Style, count

SIGNS: Mapping[Level, tuple[str, str]] = {
    "broken": ("x", "red"),
    "drifting": ("~", "yellow"),
    "unverified": ("?", "dim"),
}


def drift_text(report: DriftReport, style: Style) -> str:
    """Return where the gap lives, then each zone's table, the indicators that hold, and what couldn't be read."""
    return log_safe("\n".join(_lines(report, style)) + "\n")


def _lines(report: DriftReport, style: Style) -> Iterator[str]:
    yield from (style.paint(line, "bold") for line in style.wrap(lives_in(report)))
    yield ""
    for zone, items in report.zones.items():
        yield from _zone(zone, items, style)
    holding = [one for one in report.observed if one.found and one.found.state == "holding"]
    if holding:
        yield style.paint("Indicators that hold", "bold")
        for one in holding:
            told = "; ".join(indicator_said(one.found)) if one.found else ""
            yield from style.wrap(f"{one.entry.id}, {one.name}: {told}", "    ", "  + ", words_whole=False)
        yield ""
    for unread in report.unread:
        told = f"{unread.entry.path}: the indicator {unread.name} can't be judged: {unread.problem}. {unread.remedy}"
        yield from style.wrap(told, "    ", "  ! ", words_whole=False)
    for problem in report.problems:
        told = f"{problem.location}: {problem.message}. {problem.remedy}"
        yield from style.wrap(told, "    ", "  ! ", words_whole=False)
    if report.observed:
        yield from (style.paint(line, "dim") for line in style.wrap(f"Method: {METHOD}."))
    numbers = level_counts(report.items)
    sums = ", ".join(f"{number} {LEVEL_SAID[level]}" for level, number in numbers.items() if number)
    yield from style.wrap(
        f"{count(len(report.items), 'finding')}{f': {sums}' if sums else ''}, on {report.today}."
    )


def _zone(zone: str, items: Sequence[DriftItem], style: Style) -> Iterator[str]:
    half = (max(style.width, 40) - 8) // 2
    yield style.paint(ZONES.get(zone, "In no zone"), "bold")
    yield style.paint(f"    {'leadership promised':<{half}}  operations do", "dim")
    for item in items:
        yield from _item(item, half, style)
    yield ""


def _item(item: DriftItem, half: int, style: Style) -> Iterator[str]:
    letter, colour = SIGNS[item.level]
    left, right = (style.column(text, half) for text in (promised(item), reality(item)))
    for number, (first, second) in enumerate(zip_longest(left, right, fillvalue="")):
        yield f"  {style.paint(letter, colour) if number == 0 else ' '} {first:<{half}}  {second}".rstrip()
    yield from (
        style.paint(line, "dim") for line in style.wrap(f"To answer: {remedy(item)}", "      ", "    ")
    )
