"""What drifts: the report that its formats print, and the words that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from pas_gov.drift.indicators.assessment import BETTER, RECENT, Assessment
from pas_gov.drift.survey.drift_report import DriftReport
from pas_gov.drift.zones.concentration import zones_holding_most
from pas_gov.drift.zones.drift_items import AssessedIndicator, DriftItem
from pas_gov.drift.zones.gaps import LEVELS, Gap, Level
from pas_gov.judging.verdict.remedy import Words
from pas_gov.model.records.promise import ZONES
from pas_gov.report.drift.sparkline import Sparkline
from pas_gov.report.gap_table import GapRow, GapTable, promised_text
from pas_gov.report.gap_words import LEVEL_WORDS, gap_commands, gap_remedy, gap_text
from pas_gov.report.layout import count, joined


def gap_sentence(report: DriftReport) -> str:
    """Return in one sentence where the gap lives: the two or three zones with most of it."""
    numbers = {zone: len(items) for zone, items in report.zones.items() if zone}
    named = zones_holding_most(numbers)
    if not report.items:
        return "Nothing drifts that the records, the indicators or the texts tell of."
    if not named:
        return f"{count(len(report.items), 'finding')}, none of them in a zone."
    held = sum(numbers[zone] for zone in named)
    listed = joined(f"{ZONES[zone]} ({numbers[zone]})" for zone in named)
    return f"The gap lives in {listed}: {held} of {count(sum(numbers.values()), 'finding')} in zones."


def level_counts(items: Iterable[DriftItem]) -> dict[Level, int]:
    """Return how many there are of each level, the worst first."""
    numbers = Counter(item.level for item in items)
    return {level: numbers[level] for level in LEVELS}


def gap_tables(report: DriftReport) -> Iterator[GapTable]:
    """Yield the table of each zone where something drifts, last that of what is in no zone."""
    for zone, items in report.zones.items():
        yield GapTable(ZONES.get(zone, "In no zone"), [_row(item) for item in items])


LETTERS: Mapping[Level, tuple[str, str]] = {
    "broken": ("x", "red"),
    "drifting": ("~", "yellow"),
    "unverified": ("?", "dim"),
}


def _row(item: DriftItem) -> GapRow:
    promised = promised_text(item.entry.promise) if item.entry else "nothing of the kind"
    return GapRow(
        promised, reality(item), LEVEL_WORDS[item.level], *LETTERS[item.level], remedy(item), commands(item)
    )


def reality(item: DriftItem) -> str:
    """Return what really is."""
    what = item.what
    if isinstance(what, Gap):
        return gap_text(what)
    if isinstance(what, AssessedIndicator):
        return f"{what.name}: {'; '.join(indicator_statements(what.found))}" if what.found else what.problem
    sentence = what.claim.sentence
    return f'{sentence.path}:{sentence.line} {what.state}: "{sentence.text[:200]}" {what.explanation}'


def remedy(item: DriftItem) -> str:
    """Return what would close it."""
    what = item.what
    if isinstance(what, Gap):
        return gap_remedy(what)
    if isinstance(what, AssessedIndicator):
        return "mend the operation, or amend the promise" if what.found else what.remedy
    return "correct the text, register it, or accept it until a day: pas-gov scan tells how"


def commands(item: DriftItem) -> tuple[Words, ...]:
    """Return the commands of the remedy, each as the words behind ``pas-gov``."""
    return gap_commands(item.what) if isinstance(item.what, Gap) else ()


def indicator_statements(found: Assessment) -> Iterator[str]:
    """Yield what a series says: the state, the numbers, the tests with their confidence, and what else to know."""
    unit, bound = found.unit, found.bound.replace("_", " ")
    yield f"{found.state}, where {bound} {found.limit:.15g}{unit} is promised"
    if found.level is not None:
        of = (
            f"median of the last {min(RECENT, found.points)} of {found.points}, {found.first} to {found.last}"
        )
        yield f"now {figure(found.level, found)} ({of})"
    if found.breaches and found.breaches.count:
        one = found.breaches
        yield f"{one.count} of {one.of} break it ({100 * one.low:.0f}% to {100 * one.high:.0f}% at 95%)"
    yield from _trend_statement(found)
    if found.shift:
        cut, by = found.shift, found.explained
        why = f"explained by {by.commit[:9]} of {by.day}" if by else "no weakening in the ledger explains it"
        told = "" if BETTER in found.notes else f"; {why}"
        levels = f"from {figure(cut.before, found)} to {figure(cut.after, found)}"
        yield f"shifted on {cut.day} {levels} (p {cut.p:.2g}){told}"
    yield from found.notes


def _trend_statement(found: Assessment) -> Iterator[str]:
    if found.trend and found.reached:
        between = f", between {found.earliest} and {found.latest or 'never'}" if found.earliest else ""
        slope = f"{found.trend.slope:+.3g}{found.unit} a day, p {found.trend.p:.2g}"
        past = found.last is not None and found.reached <= found.last
        yield f"the trend ({slope}) {'reached' if past else 'reaches'} it on {found.reached}{between}"


def figure(value: float, found: Assessment) -> str:
    """Return a value in short, in as many digits as it takes to stand on its own side of the limit."""
    for digits in range(4, 17):
        text = f"{value:.{digits}g}"
        if _side(float(text), found.limit) == _side(value, found.limit):
            return f"{text}{found.unit}"
    return f"{value!r}{found.unit}"


def _side(value: float, limit: float) -> int:
    return (value > limit) - (value < limit)


def caption(found: Assessment, drawn: Sparkline) -> str:
    """Return what the line of a series shows: its days, its heights, and which of them break the term."""
    low, high = (figure(value, found) for value in (drawn.low, drawn.high))
    heights = low if low == high else f"{low} to {high}"
    each = f", medians of up to {drawn.each} points" if drawn.each > 1 else ""
    limit = f"{found.bound.replace('_', ' ')} {found.limit:.15g}{found.unit}"
    return f"{found.first} to {found.last}{each}: {heights}; {limit}: {drawn.edge}"
