"""A diagnosis: pages read, their commitments grouped, and what comes apart in them, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from pas_gov.diagnosis.commitments.commitment import Commitment, commitments
from pas_gov.diagnosis.commitments.likeness import Likeness
from pas_gov.diagnosis.findings.contradictions import contradictions, differing_pairs, pairs_among
from pas_gov.diagnosis.findings.dated import passed_days
from pas_gov.diagnosis.findings.experiments import forgotten_betas, retired_elsewhere, settled_experiments
from pas_gov.diagnosis.findings.finding import KINDS, LEAST, Finding
from pas_gov.diagnosis.findings.slips import slips
from pas_gov.diagnosis.history.slips import HistoricSlip
from pas_gov.diagnosis.page import Page
from pas_gov.diagnosis.statements.facets import NAME
from pas_gov.diagnosis.statements.names import KnownNames, known_names
from pas_gov.diagnosis.statements.reading import Names, PagesRead, once_each, pages_read
from pas_gov.diagnosis.statements.statement import Statement
from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.drift.survey.scan import UNREAD
from pas_gov.drift.zones.concentration import zones_holding_most
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import ZONES


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with the id of the commitment that it is about."""

    finding: Finding
    commitment: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What texts come to: commitments in the order of their texts, findings worst first, and what wasn't read.

    ``pages``, ``sentences`` and ``claims`` count what was read; ``places`` are where a reader finds each path, where that
    is another place than the path.
    """

    commitments: tuple[Commitment, ...]
    findings: tuple[Told, ...]
    problems: tuple[Diagnostic, ...]
    pages: int
    sentences: int
    claims: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    def doubts(self, commitment: Commitment) -> tuple[str, ...]:
        """Return what comes apart in a commitment, in sentences, worst first."""
        return tuple(one.finding.why for one in self.findings if one.commitment == commitment.id)

    @property
    def by_zone(self) -> dict[str, int]:
        """How many findings each zone has a part in, zones in their order."""
        counts = Counter(zone for one in self.findings for zone in one.finding.zones)
        return {zone: counts[zone] for zone in ZONES if counts[zone]}

    @property
    def gap(self) -> tuple[str, ...]:
        """The two or three zones where the gap lies."""
        return zones_holding_most(self.by_zone)


def diagnosis(
    pages: Iterable[Page],
    today: date,
    history: Iterable[HistoricSlip] = (),
    problems: Sequence[Diagnostic] = (),
) -> Diagnosis:
    """Return the diagnosis of pages as of a day; ``history`` and ``problems`` come from their source, when pages are read."""
    days: dict[str, date] = {}
    places: dict[str, str] = {}
    read = pages_read(_noted(pages, days, places))
    names = known_names(read.names)
    statements = once_each([_named(one, names) for one in read.statements])
    likeness = Likeness(statements)
    pairs = differing_pairs(statements, likeness)
    slipped, more = slips(history, read, statements)
    mentioned = _mentions(read, names)
    found = [
        *contradictions(statements, pairs),
        *settled_experiments(statements, today),
        *forgotten_betas(statements, mentioned, len(read.paths), days, today),
        *retired_elsewhere(statements),
        *passed_days(statements, today),
        *slipped,
    ]
    told = [one for one in found if one.certainty >= LEAST]
    numbers = {id(one): number for number, one in enumerate(statements)}
    spoken = {numbers[id(each)] for one in told for each in one.statements if id(each) in numbers}
    grouped = commitments(statements, likeness, pairs_among(pairs), spoken)
    return Diagnosis(
        tuple(grouped),
        tuple(_ordered(told, grouped)),
        (*problems, *_untold(more), *read.problems),
        len(set(read.paths) - _unread(read.problems)),
        read.sentences,
        read.claims,
        dict(read.left_out),
        places,
    )


def _unread(problems: Iterable[Diagnostic]) -> set[str]:
    """Return the paths of the texts that couldn't be read."""
    return {one.location.path for one in problems if one.severity == "error" or one.code in UNREAD}


def _untold(more: int) -> Iterator[Diagnostic]:
    if more:
        message = f"{more:,} further slips, less sure than those that are told"
        yield Diagnostic(
            "too-many-slips", message, Location("."), "diagnose a part of the repository", "warning"
        )


def _noted(pages: Iterable[Page], days: dict[str, date], places: dict[str, str]) -> Iterator[Page]:
    """Yield pages, and note their days and places."""
    for one in pages:
        if one.day:
            days[one.path] = one.day
        if one.place and one.place != one.path:
            places[one.path] = one.place
        yield one


def _named(one: Statement, names: KnownNames) -> Statement:
    """Return a statement with the names of things among its facets, those in its heading where it has none."""
    told = names.told(one.names)
    if not told:
        return one
    values = tuple(replace(each, facets={**each.facets, NAME: told}) for each in one.values)
    return replace(one, facets={**one.facets, NAME: told}, values=values)


def _mentions(read: PagesRead, names: KnownNames) -> dict[str, int]:
    """Return on how many pages each name of a thing stands."""
    counts: Counter[str] = Counter()
    for page in read.names:
        counts.update(_on_page(page, names))
    return counts


def _on_page(page: Names, names: KnownNames) -> frozenset[str]:
    return names.told(name for name, _ in page)


def _ordered(found: Sequence[Finding], grouped: Sequence[Commitment]) -> Iterator[Told]:
    """Yield findings worst first: the surest, contradictions before slips and orphans, more zones before fewer."""
    of = {id(one): each.id for each in grouped for one in each.statements}
    for one in sorted(found, key=_weight):
        yield Told(one, next((of[id(each)] for each in one.statements if id(each) in of), ""))


def _weight(one: Finding) -> tuple[float, int, int, str, int, str]:
    first = one.statements[0].sentence
    return -one.certainty, KINDS.index(one.kind), -len(one.zones), first.path, first.line, one.how
