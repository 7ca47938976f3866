"""The words and signs of the pages: a word for each state, what each kind of finding says of several promises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from pas_gov.drift.indicators.assessment import Assessment
from pas_gov.drift.state.falling_due import DueKind
from pas_gov.drift.state.promise_state import Look, State
from pas_gov.drift.zones.drift_items import AssessedIndicator, DriftItem
from pas_gov.drift.zones.gaps import Gap
from pas_gov.ledger.propagation.zone_confirmation import Unended, Unverified
from pas_gov.model.stack.entry import Entry
from pas_gov.report.drift.contents import reality
from pas_gov.report.gap_words import gap_text
from pas_gov.report.indicator_words import figure, indicator_statements
from pas_gov.report.propagation import sentences

STANDING_MARKS: Mapping[State, str] = {"broken": "✗", "drifting": "≈", "unverified": "?", "kept": "✓"}
"""A sign for each state: colour alone tells nothing to many people."""

STANDING_WORDS: Mapping[State, str] = {
    "broken": "broken",
    "drifting": "drifting",
    "unverified": "not confirmed",
    "kept": "kept",
}

LOOK_WORDS: Mapping[Look, str] = {
    "broken": "broken",
    "drifting": "drifting",
    "unverified": "not confirmed",
    "kept": "kept",
    "unread": "couldn't be read",
    "not-looked-at": "not looked at",
    "none": "none",
}

FINDING_WORDS: Mapping[str, str] = {
    "broken": "says that it is broken",
    "drifting": "says that it is drifting",
    "unknown": "says that nobody knows",
    "unattested": "has never said whether it keeps it",
    "reworded": "spoke of an earlier wording",
    "overdue": "confirmed it too long ago",
    "not-stopped": "doesn't say that it stopped what has ended",
    "stale": "not reviewed since what it rests on has changed",
    "ended": "rests on what has ended",
    "unreviewed": "never reviewed against what it rests on",
    "missing": "rests on what isn't in the stack",
    "review-overdue": "its review is overdue",
    "experiment-overdue": "an experiment that should have been decided",
    "sunset-passed": "was to be honoured no longer, and still is",
    "contradicts": "a text says something else than is promised",
    "expired": "a text still promises what has ended",
    "outdated": "a text still states an earlier wording",
    "escaped": "a text promises an experiment to others than its cohort",
    "unregistered": "a text promises what isn't in the inventory",
    "unclear": "a text speaks of it in words that can't be compared",
    "indicator-broken": "the figures break what was promised",
    "indicator-drifting": "the figures are on the way to break what was promised",
    "indicator-no data": "there are no figures to tell by",
    "indicator-too old": "its figures are too old to tell by",
    "indicator-not enough data": "there are too few figures to tell by",
}
"""What is the matter, of one promise or of several alike; of a zone where the finding has one."""

FIGURE_WORDS: Mapping[str, str] = {
    "holding": "The figures keep to it",
    "drifting": "The figures are on the way to break it",
    "breached": "The figures break it",
    "no data": "There are no figures that tell of today",
    "not enough data": "There are too few figures to tell",
}

DUE_WORDS: Mapping[DueKind, str] = {
    "review": "review due",
    "experiment": "experiment to be decided",
    "sunset": "honoured for the last time",
    "notice": "notice to be given",
    "ending": "ends",
    "untold": "ends, and nobody is recorded as told",
    "stop": "stops",
    "attestation": "confirmation runs out",
    "waiver": "waiver ends",
}

ZONE_ORDER = "First the zone with most that is broken; of as many, with most that drifts, then with most not confirmed."

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: date) -> str:
    """Return ``1 Jun 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def figures_told(found: Assessment) -> tuple[str, ...]:
    """Return what an indicator's figures tell, statement by statement, with days as the pages write them."""
    return tuple(
        DAY.sub(lambda day: day_words(date(*map(int, day.groups()))), text)
        for text in indicator_statements(found)
    )


def figure_words(found: Assessment) -> str:
    """Return what an indicator's figures tell in one sentence that needs no statistics, without its full stop."""
    bound = f"{found.bound.replace('_', ' ')} {found.limit:.15g}{found.unit} is promised"
    if found.level is None:
        return f"{FIGURE_WORDS[found.state]}: {bound}"
    now = f"{'the last is' if found.state == 'no data' else 'now'} {figure(found.level, found)}"
    told = [f"{FIGURE_WORDS[found.state]}: {now}, {bound}"]
    if found.breaches and found.breaches.count:
        told.append(f"{found.breaches.count} of {found.breaches.of} break it")
    if found.shift:
        levels = f"from about {figure(found.shift.before, found)} to about {figure(found.shift.after, found)}"
        told.append(f"on {day_words(found.shift.day)} it went {levels}")
    if found.trend and found.reached:
        told.append(f"going on like this, it is at the limit on {day_words(found.reached)}")
    return "; ".join(told)


def reality_words(item: DriftItem) -> str:
    """Return what really is, as ``drift`` says it, with days as the pages write them; a text is quoted as it stands."""
    what = item.what
    if isinstance(what, Gap):
        return gap_text(what, written=day_words)
    if isinstance(what, AssessedIndicator) and what.found:
        return f"{what.name}: {'; '.join(figures_told(what.found))}"
    return reality(item)


def unverified_words(gap: Unverified) -> str:
    """Return why a zone doesn't count as verified for a promise."""
    return sentences.gap_text(gap, day_words)


def unended_words(one: Unended) -> str:
    """Return why a promise hasn't really ended."""
    return sentences.unended_text(one, day_words)


def honoured_words(entry: Entry, today: date) -> str:
    """Return how long a Legacy Promise is honoured: of one that has ended, how long it was to be."""
    until = entry.promise.legacy.honour_until
    how = f"until {day_words(until)}" if isinstance(until, date) else "for ever"
    over = entry.ended or (isinstance(until, date) and until < today)
    return f"was to be honoured {how}" if over else f"honoured {how}"


def finding_words(item: DriftItem) -> str:
    """Return what is the matter, in words that hold for all findings of its kind."""
    what, kind = item.what, item.kind
    if isinstance(what, AssessedIndicator):
        kind = f"indicator-{item.level}"
        if item.level == "unverified" and what.found is not None:
            old = what.found.state == "no data" and what.found.last
            kind = f"indicator-{'too old' if old else what.found.state}"
    return FINDING_WORDS[kind]


def detail(item: DriftItem, titles: Mapping[str, str]) -> str:
    """Return what is particular about one finding: its figures, its sentence with its place, its day; "" for nothing.

    ``titles`` are those of all promises, by id: a link leads to one of them.
    """
    what = item.what
    if isinstance(what, Gap):
        return gap_text(what, titles.get(what.target, ""), day_words) if what.day or what.target else ""
    if isinstance(what, AssessedIndicator):
        found = what.found
        if found is None or found.level is None:
            return what.name
        bound = found.bound.replace("_", " ")
        promised = f"{figure(found.level, found)}, {bound} {found.limit:.15g}{found.unit} is promised"
        if found.state == "no data":
            return f"{what.name}: {found.notes[-1] if found.notes else 'too old'}: bring newer ones; then {promised}"
        return f"{what.name}: now {promised}"
    sentence = what.claim.sentence
    return f"“{sentence.text[:200]}” ({sentence.path})"
