"""The assessment of every indicator of a stack: read from its source, compared with its term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pas_gov.drift.indicators.assessment import PromiseChange, assessment, unit_of
from pas_gov.drift.indicators.series import UnusableRows, series
from pas_gov.drift.sources.reading import Reading, reading
from pas_gov.drift.sources.source import NoSource, source
from pas_gov.drift.zones.drift_items import AssessedIndicator
from pas_gov.ledger.events.events import Event
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import Term
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack

DECIDING = frozenset(
    {"weakened", "strengthened", "terms-changed", "reworded", "condition-changed", "made", "activated"}
)


@dataclass(frozen=True, slots=True)
class IndicatorSources:
    """Where indicators are read from: the settings' sources, files below a root, credentials; each query in seconds.

    ``read_only_accounts`` are the sources whose accounts may only read, as the settings say.
    """

    known: Mapping[str, str]
    root: str
    environ: Mapping[str, str]
    seconds: float
    read_only_accounts: frozenset[str] = frozenset()

    def reading(self, name: str, query: str) -> Reading:
        """Return what a query gives at the source of a name. Raises NoSource."""
        found = source(name, self.known, self.root, self.environ)
        return reading(found, query, self.seconds, account_only_reads=name in self.read_only_accounts)


def assessed_indicators(
    stack: Stack, sources: IndicatorSources, events: Iterable[Event], today: date
) -> tuple[AssessedIndicator, ...]:
    """Return each indicator of an active promise with its assessment, by promise; one that can't be read says why.

    ``events`` are the history's: a change of a promise's terms or words may explain a shift.
    """
    decided: dict[str, list[PromiseChange]] = {}
    for event in events:
        kinds = tuple(kind for kind in event.kinds if kind in DECIDING)
        if event.promise and kinds:
            decided.setdefault(event.promise, []).append(
                PromiseChange(event.origin.day, event.origin.commit, kinds)
            )
    return tuple(
        _observed(entry, indicator, sources, decided.get(entry.id, ()), today)
        for entry in stack.entries.values()
        if entry.active
        for indicator in entry.promise.indicators
    )


def _observed(
    entry: Entry,
    indicator: Mapping[str, str],
    sources: IndicatorSources,
    decisions: Sequence[PromiseChange],
    today: date,
) -> AssessedIndicator:
    blank = AssessedIndicator(entry, indicator["name"], indicator["zone"], indicator["measure"])
    term = _term(entry, blank.measure)
    if term is None:
        known = ", ".join(one.measure for one in entry.promise.terms) or "none"
        problem = f'it measures "{blank.measure}", and no term of the promise does'
        return replace(blank, problem=problem, remedy=f"its terms: {known}")
    try:
        read = sources.reading(indicator["source"], indicator["query"])
        values = series(read.rows, unit_of(term)[1], today)
    except NoSource as no:
        return replace(blank, problem=no.message, remedy=no.remedy)
    except UnusableRows as wrong:
        return replace(blank, problem=str(wrong), remedy="correct the query: SELECT a time, a value")
    found = assessment(values, term, today, decisions)
    return replace(blank, found=replace(found, notes=(*found.notes, *read.notes)))


def _term(entry: Entry, measure: str) -> Term | None:
    wanted = fold(measure).casefold()
    return next((one for one in entry.promise.terms if fold(one.measure).casefold() == wanted), None)
