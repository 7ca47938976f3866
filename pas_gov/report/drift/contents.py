"""What drifts: the report that its formats print, and the words that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pas_gov.drift.survey.drift_report import DriftReport
from pas_gov.drift.zones.drift_items import AssessedIndicator, DriftItem, held_in
from pas_gov.drift.zones.gaps import LEVELS, Gap, Level
from pas_gov.judging.verdict.remedy import Words
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import ZONES
from pas_gov.report.gap_table import GapRow, GapTable, promised_text
from pas_gov.report.gap_words import LEVEL_WORDS, gap_commands, gap_remedy, gap_text
from pas_gov.report.indicator_words import LETTERS, indicator_remedy, indicator_statements
from pas_gov.report.layout import count, joined


def gap_sentence(report: DriftReport) -> str:
    """Return where the gap lives, the two or three zones with most of its weight; and what couldn't be judged."""
    return f"{_gap(report)}{_unjudged(report.unread)}{_unread(report)}"


def _unjudged(unread: Sequence[AssessedIndicator]) -> str:
    if not unread:
        return ""
    zones = joined(dict.fromkeys(ZONES[one.zone] for one in unread))
    return (
        f" {count(len(unread), 'indicator')} of {zones} could not be judged: that may change where it lives."
    )


def _unread(report: DriftReport) -> str:
    """Say of how many promises a text of their own wasn't read, or not all of it; "" for none."""
    those = [one for one in report.state.promises.values() if any(text.path for text in one.unread)]
    return (
        f" Texts of {count(len(those), 'promise')} could not be read, or not whole: see below."
        if those
        else ""
    )


def _gap(report: DriftReport) -> str:
    numbers = {zone: len(items) for zone, items in report.zones.items() if zone}
    named = report.state.living_in
    if not report.items:
        return "Nothing drifts that the records, the indicators or the texts tell of."
    if not named:
        return f"{count(len(report.items), 'finding')}, none of them in a zone."
    in_zones = [item for item in report.items if item.zone]
    held = len(held_in(in_zones, named))
    listed = joined(f"{ZONES[zone]} ({numbers[zone]})" for zone in named)
    return f"The gap lives in {listed}: {held} of {count(len(in_zones), 'finding')} in zones."


def level_counts(items: Iterable[DriftItem]) -> dict[Level, int]:
    """Return how many there are of each level, the worst first."""
    numbers = Counter(item.level for item in items)
    return {level: numbers[level] for level in LEVELS}


def gap_tables(report: DriftReport) -> Iterator[GapTable]:
    """Yield the table of each zone where something drifts, last that of what is in no zone."""
    for zone, items in report.zones.items():
        yield GapTable(ZONES.get(zone, "In no zone"), [_row(item) for item in items])


def _row(item: DriftItem) -> GapRow:
    promised = promised_text(item.entry.promise) if item.entry else "nothing of the kind"
    return GapRow(
        promised, reality(item), LEVEL_WORDS[item.level], *LETTERS[item.level], remedy(item), commands(item)
    )


def unread_indicators(report: DriftReport) -> Iterator[tuple[str, str]]:
    """Yield what is told of the indicators that can't be judged, each reason once, with its remedy."""
    reasons: dict[tuple[str, str], list[AssessedIndicator]] = {}
    for one in report.unread:
        reasons.setdefault((one.problem, one.remedy), []).append(one)
    for (problem, remedy), those in reasons.items():
        named = joined(f"{one.name} ({one.entry.path})" for one in those)
        if len(those) == 1:
            named = f"{those[0].entry.path}: the indicator {those[0].name}"
        else:
            named = f"the indicators {named}"
        yield f"{named} can't be judged: {problem}", remedy


def reality(item: DriftItem) -> str:
    """Return what really is."""
    what = item.what
    if isinstance(what, Gap):
        return gap_text(what)
    if isinstance(what, AssessedIndicator):
        return f"{what.name}: {'; '.join(indicator_statements(what.found))}" if what.found else what.problem
    sentence = what.claim.sentence
    return f'{sentence.place} {what.state}: "{sentence.text[:200]}" {what.explanation}'


def remedy(item: DriftItem) -> str:
    """Return what would close it."""
    what = item.what
    if isinstance(what, Gap):
        return gap_remedy(what)
    if isinstance(what, AssessedIndicator):
        return indicator_remedy(what.found) if what.found else what.remedy
    return TEXT_REMEDIES[what.state].format(said=_present_words(item))


ACCEPTED = "; or accept it until a day, as pas-gov scan tells"
TEXT_REMEDIES = {
    "contradicts": f"say in the text what is promised{{said}}{ACCEPTED}",
    "outdated": f"say in the text what is promised{{said}}{ACCEPTED}",
    "expired": f"take it out of the text, as nothing like it is promised any more{ACCEPTED}",
    "escaped": f"say in the text to whom it is made{{said}}{ACCEPTED}",
    "unclear": f"say it in the text as the promise does{{said}}{ACCEPTED}",
    "unregistered": "write it down as a promise, as pas-gov scan tells, or take it out of the text",
    "consistent": "nothing",
}
"""What would close a finding on a text; ``said`` is what the promise says now."""


def _present_words(item: DriftItem) -> str:
    """Return what the promise says now, as words to be put into a text; "" where no promise is meant."""
    return f': "{fold(item.entry.promise.statement)}"' if item.entry else ""


def commands(item: DriftItem) -> tuple[Words, ...]:
    """Return the commands of the remedy, each as the words behind ``pas-gov``."""
    return gap_commands(item.what) if isinstance(item.what, Gap) else ()
