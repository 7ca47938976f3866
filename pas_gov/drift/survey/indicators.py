"""The assessment of every indicator of a stack: read from its source, compared with its term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from os.path import isfile, join

from pas_gov.diagnostics import did_you_mean, printable
from pas_gov.drift.business_time.business_calendar import BusinessCalendar, business_calendar
from pas_gov.drift.business_time.holidays_library import NoCalendar
from pas_gov.drift.indicators.assessment import assessment
from pas_gov.drift.indicators.bounds import limit_of
from pas_gov.drift.indicators.explanation import PromiseChange
from pas_gov.drift.indicators.readings import UnusableRows
from pas_gov.drift.indicators.series import Series, series
from pas_gov.drift.indicators.stamps import are_stamped
from pas_gov.drift.sources.reading import Reading, reading
from pas_gov.drift.sources.source import NoSource, source
from pas_gov.drift.zones.drift_items import AssessedIndicator
from pas_gov.foundation.installing import install_command
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.events import Event
from pas_gov.model.records.calendar import Calendar
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import Term
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack
from pas_gov.model.stack.terms import term_kinds


@dataclass(frozen=True, slots=True)
class IndicatorSources:
    """Where indicators are read from: the settings' sources, files below a root, credentials; each query in seconds.

    ``read_only_accounts`` are the sources whose accounts may only read, as the settings say, ``calendars`` those by
    which business time is counted. ``unread`` is the place of the fault for which none of the settings is known, or "".
    """

    known: Mapping[str, str]
    root: str
    environ: Mapping[str, str]
    seconds: float
    read_only_accounts: frozenset[str] = frozenset()
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    unread: str = ""

    def reading(self, name: str, query: str) -> Reading:
        """Return what a query gives at the source of a name. Raises NoSource."""
        if self.unread and not isfile(join(self.root, name)):
            raise NoSource(*self._unread)
        found = source(name, self.known, self.root, self.environ)
        return reading(found, query, self.seconds, account_only_reads=name in self.read_only_accounts)

    def calendar(self, name: str) -> BusinessCalendar | None:
        """Return the calendar of a name, without one the only one there is. Raises NoCalendar."""
        if self.unread:
            raise NoCalendar(*self._unread)
        if not name and len(self.calendars) != 1:
            return None
        found = self.calendars.get(name) if name else next(iter(self.calendars.values()))
        if found is None:
            message = f"pas-gov.yaml names no calendar {printable(name)}"
            raise NoCalendar(message, did_you_mean(name, self.calendars) or "write it there, under calendars")
        return business_calendar(found)

    @property
    def _unread(self) -> tuple[str, str]:
        """What is told in place of all that would follow from it: no source, no calendar."""
        return f"the settings couldn't be read ({self.unread})", "mend that line, and try again"


def indicator_sources(
    rules: Rulebook, root: str, environ: Mapping[str, str], seconds: float
) -> IndicatorSources:
    """Return the sources that the settings of a rulebook name, for indicators of the work tree at ``root``."""
    known, fault = rules.settings, rules.settings_fault
    unread = "" if fault is None else f"{fault.path}:{fault.line}" if fault.line else fault.path
    return IndicatorSources(
        known.sources, root, environ, seconds, known.read_only_accounts, known.calendars, unread
    )


def assessed_indicators(
    stack: Stack, sources: IndicatorSources, events: Iterable[Event], today: date
) -> tuple[AssessedIndicator, ...]:
    """Return each indicator of an active promise with its assessment, by promise; one that can't be read says why.

    ``events`` are the history's: a weakening of the measured term may explain a shift.
    """
    weakened: dict[str, list[Event]] = {}
    for event in events:
        if event.promise and "weakened" in event.kinds:
            weakened.setdefault(event.promise, []).append(event)
    return tuple(
        observation(entry, indicator, sources, weakened.get(entry.id, ()), today).assessed
        for entry in stack.entries.values()
        if entry.active
        for indicator in entry.promise.indicators
    )


@dataclass(frozen=True, slots=True)
class Observation:
    """An indicator as it was assessed; how many rows its query gave, and their series, None where it came to neither."""

    assessed: AssessedIndicator
    rows: int | None = None
    series: Series | None = None


def observation(
    entry: Entry,
    indicator: Mapping[str, str],
    sources: IndicatorSources,
    events: Sequence[Event],
    today: date,
) -> Observation:
    """Run the query of an indicator and assess what it gives; what can't be read or judged says why.

    ``events`` are those of the promise, whose weakenings may explain a shift.
    """
    blank = AssessedIndicator(entry, indicator["name"], indicator["zone"], indicator["measure"])
    term = term_of(entry, blank.measure)
    if term is None:
        known = ", ".join(one.measure for one in entry.promise.terms) or "none"
        problem = f'it measures "{blank.measure}", and no term of the promise does'
        return Observation(replace(blank, problem=problem, remedy=f"its terms: {known}"))
    rows, values = None, None
    try:
        read = sources.reading(indicator["source"], indicator["query"])
        rows, named = len(read.rows), indicator.get("calendar", "")
        calendar = sources.calendar(named) if named or are_stamped(read.rows) else None
        values = series(read.rows, limit_of(term)[1], today, calendar)
        found = assessment(values, term, today, _weakenings(events, blank.measure))
    except NoSource as no:
        blank = replace(blank, problem=no.message, remedy=no.remedy)
    except (UnusableRows, NoCalendar) as wrong:
        blank = replace(blank, problem=str(wrong), remedy=wrong.remedy)
    except ImportError:  # numpy comes with it
        remedy = install_command("pas-gov[indicators]")
        blank = replace(blank, problem="series are judged by the package scipy", remedy=remedy)
    else:
        blank = replace(blank, found=replace(found, notes=(*found.notes, *read.notes)))
    return Observation(blank, rows, values)


def _weakenings(events: Sequence[Event], measure: str) -> list[PromiseChange]:
    """Return the changes that made the term of a measure weaker."""
    return [
        PromiseChange(event.origin.day, event.origin.commit, ("weakened",))
        for event in events
        if "weakened" in term_kinds(_terms(event.before, measure), _terms(event.after, measure))
    ]


def _terms(entry: Entry | None, measure: str) -> tuple[Term, ...]:
    term = term_of(entry, measure) if entry else None
    return (term,) if term else ()


def term_of(entry: Entry, measure: str) -> Term | None:
    """Return the term of a promise that has a measure, None where none has."""
    wanted = fold(measure).casefold()
    return next((one for one in entry.promise.terms if fold(one.measure).casefold() == wanted), None)
