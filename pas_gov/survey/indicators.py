"""Every indicator of a stack, read from its source and held against its term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pas_gov.drift.board import Observation
from pas_gov.drift.indicators import Decision, judged, unit_of
from pas_gov.drift.series import Unusable, series
from pas_gov.ledger.events import Event
from pas_gov.records.normal import fold
from pas_gov.records.promise import Term
from pas_gov.records.settings import Settings
from pas_gov.sources.databases import rows_of_database
from pas_gov.sources.files import rows_of_file
from pas_gov.sources.naming import FileSource, NoSource, source
from pas_gov.stack.entry import Entry
from pas_gov.stack.stack import Stack

DECIDING = frozenset(
    {"weakened", "strengthened", "terms-changed", "reworded", "condition-changed", "made", "activated"}
)


def observations(  # noqa: PLR0913  (each part comes from another place)
    stack: Stack,
    settings: Settings,
    root: str,
    environ: Mapping[str, str],
    events: Iterable[Event],
    today: date,
    seconds: float,
) -> tuple[Observation, ...]:
    """Return what each indicator of an active promise says, by promise; one that can't be read says why.

    ``events`` are the history's: a change of a promise's terms or words may explain a shift. Each query has so many
    ``seconds``.
    """
    decided: dict[str, list[Decision]] = {}
    for event in events:
        kinds = tuple(kind for kind in event.kinds if kind in DECIDING)
        if event.promise and kinds:
            decided.setdefault(event.promise, []).append(
                Decision(event.origin.day, event.origin.commit, kinds)
            )
    return tuple(
        _observed(entry, indicator, settings, root, environ, decided.get(entry.id, ()), today, seconds)
        for entry in stack.entries.values()
        if entry.active
        for indicator in entry.promise.indicators
    )


def _observed(  # noqa: PLR0913
    entry: Entry,
    indicator: Mapping[str, str],
    settings: Settings,
    root: str,
    environ: Mapping[str, str],
    decisions: Sequence[Decision],
    today: date,
    seconds: float,
) -> Observation:
    name, zone, measure = indicator["name"], indicator["zone"], indicator["measure"]
    term = _term(entry, measure)
    blank = Observation(entry, name, zone, measure)
    if term is None:
        known = ", ".join(one.measure for one in entry.promise.terms) or "none"
        return _unread(
            blank, f'it measures "{measure}", and no term of the promise does', f"its terms: {known}"
        )
    try:
        found = source(indicator["source"], settings.sources, root, environ)
        read = rows_of_file if isinstance(found, FileSource) else rows_of_database
        rows = read(found, indicator["query"], seconds)  # type: ignore[arg-type]  # each reads its own kind
        values = series(rows, unit_of(term)[1], today)
    except NoSource as no:
        return _unread(blank, no.message, no.remedy)
    except Unusable as wrong:
        return _unread(blank, str(wrong), "correct the query: SELECT a time, a value")
    return Observation(entry, name, zone, measure, judged(values, term, today, decisions))


def _unread(blank: Observation, problem: str, remedy: str) -> Observation:
    return Observation(blank.entry, blank.name, blank.zone, blank.measure, None, problem, remedy)


def _term(entry: Entry, measure: str) -> Term | None:
    wanted = fold(measure).casefold()
    return next((one for one in entry.promise.terms if fold(one.measure).casefold() == wanted), None)
