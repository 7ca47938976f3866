"""The indicators of one promise file, tried as the file is now: before it is committed, wherever it lies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pas_gov.diagnostics import Diagnostic, Stop, did_you_mean, ordered, printable
from pas_gov.drift.survey.indicators import Observation, indicator_sources, observation
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.reading.events import events_to_head
from pas_gov.loading.input_file import read_input
from pas_gov.loading.root import find_root
from pas_gov.model.records.normal import fold
from pas_gov.model.records.reader import read
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.model.stack.entry import Entry, facts_of


@dataclass(frozen=True, slots=True)
class TriedFile:
    """Which file is tried, the name of the one indicator that is ("" for all), and the seconds of each query."""

    path: str
    name: str = ""
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Trial:
    """What the indicators of a file gave on a day, each with its source's name, and what is wrong with the file."""

    path: str
    today: date
    observed: tuple[Observation, ...] = ()
    sources: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def status(self) -> int:
        """3 where something couldn't be read or judged, else 0: a trial judges no promise."""
        return 3 if self.problems or any(one.assessed.found is None for one in self.observed) else 0


def trial(directory: str, tried: TriedFile, environ: Mapping[str, str], today: date) -> Trial:
    """Run the queries of a promise file, as drift would once it is committed; nothing is written.

    Sources and calendars are those of the work tree's settings. Stops: no-such-file, no-indicator, unknown-indicator.
    """
    folder = find_root(directory)
    reading = read("promise", read_input(tried.path, "no-such-file", "name a promise file"))
    rules = load_rulebook(folder.records())
    faults = [
        *(one for one in reading.faults_in(printable(tried.path)) if one.severity == "error"),
        *(one for one in rules.diagnostics if one.location.path == SETTINGS_PATH and one.severity == "error"),
    ]
    if reading.record is None:
        return Trial(tried.path, today, problems=ordered(faults))
    entry = Entry(tried.path, "", facts_of(reading))
    indicators = _wanted(entry, tried)
    events = [
        one for one in events_to_head(folder, today) if one.promise == entry.id and "weakened" in one.kinds
    ]
    sources = indicator_sources(rules, folder.path, environ, tried.seconds)
    observed = tuple(observation(entry, one, sources, events, today) for one in indicators)
    return Trial(tried.path, today, observed, tuple(map(_source, indicators)), ordered(faults))


def _wanted(entry: Entry, tried: TriedFile) -> tuple[Mapping[str, str], ...]:
    found = entry.promise.indicators
    if not found:
        remedy = f'pas-gov amend {entry.id} --indicator "source=..., query=..." adds one'
        raise Stop("no-indicator", f"{printable(tried.path)} has no indicator", remedy, status=2)
    if not tried.name:
        return found
    named = tuple(one for one in found if fold(one["name"]) == fold(tried.name))
    if not named:
        message = f"{printable(tried.path)} has no indicator {printable(tried.name)}"
        raise Stop(
            "unknown-indicator", message, did_you_mean(tried.name, [one["name"] for one in found]), status=2
        )
    return named


def _source(indicator: Mapping[str, str]) -> str:
    """Return a source as a report may name it: an address that stands in a promise is refused, and isn't repeated."""
    name = indicator["source"]
    return "" if "://" in name and not name.startswith("sqlite:///") else name
