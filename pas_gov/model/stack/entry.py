"""An entry of the stack: one promise with its file; its id, layer, status, revision and links without a full parse."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from sys import intern
from typing import Any, cast

from pas_gov.diagnostics import Diagnostic, diagnostic_from_row, diagnostic_row
from pas_gov.foundation.json_text import compact
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.chronology import latest_recorded
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import ENDED, ZONES, Layer, Promise, promise_from
from pas_gov.model.records.reading import Reading
from pas_gov.model.stack.revision import wording_and_revision


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of aligned_to: the target's id, and its revision as recorded at the review, or ""."""

    promise: str
    recorded: str


@dataclass(frozen=True, slots=True)
class Attested:
    """What a zone that delivers a promise says of it: of which wording, on which day, what; "" where it never said."""

    zone: str
    wording: str = ""
    day: str = ""
    reality: str = ""


@dataclass(slots=True)
class Facts:
    """What follows from one blob alone: it can be kept by the blob's id, and read back from ``row``.

    An unreadable file has no text, and an id only where one could be told (``seems`` is what its text seems to give
    where it can't be parsed); the faults of a readable one are
    warnings. ``latest`` is the last day on which something is said to have happened. ``title`` is folded, as titles are
    compared, ``written`` as it stands there; ``zones`` are those that deliver it, in the order of the five. ``promise``
    is built when it is first asked for: of 10,000 promises a run needs the whole record of a few hundred.
    """

    id: str
    layer: str = ""
    status: str = ""
    wording: str = ""
    revision: str = ""
    links: tuple[Link, ...] = ()
    successors: tuple[str, ...] = ()
    title: str = ""
    latest: str = ""
    faults: tuple[Diagnostic, ...] = ()
    text: str = ""
    seems: str = ""
    written: str = ""
    owner: str = ""
    zones: tuple[Attested, ...] = ()
    _promise: Promise | None = field(default=None, compare=False, repr=False)

    @property
    def readable(self) -> bool:
        """Whether the file holds a valid promise."""
        return bool(self.text)

    @property
    def promise(self) -> Promise:
        """The whole record; only of a readable one."""
        if self._promise is None:
            self._promise = promise_from(json.loads(self.text))
        return self._promise

    def row(self) -> list[Any]:
        """Return the facts as JSON data, for a cache; ``facts_from_row`` is the inverse."""
        faults = [*map(diagnostic_row, self.faults)]
        links = [[link.promise, link.recorded] for link in self.links]
        successors = list(self.successors)
        zones = [[one.zone, one.wording, one.day, one.reality] for one in self.zones]
        return [self.id, self.layer, self.status, self.wording, self.revision, links, successors, self.title,
                self.latest, faults, self.seems, self.written, self.owner, zones]  # fmt: skip


def facts_of(reading: Reading) -> Facts:
    """Work out the facts of one file that was read."""
    if reading.record is None:
        return Facts(reading.id, faults=reading.faults, seems=reading.seems)
    data = reading.record
    worded, revised = wording_and_revision(data)
    return Facts(
        id=intern(data["id"]),  # one text of each that other promises say too: of 100,000 these add up
        layer=intern(data["layer"]),
        status=intern(data["status"]),
        wording=worded,
        revision=intern(revised),
        links=tuple(
            Link(intern(link["promise"]), intern(link.get("revision", "")))
            for link in data.get("aligned_to", ())
        ),
        successors=tuple(data.get("ending", {}).get("superseded_by", ())),
        title=fold(data["title"]),
        latest=intern(latest_recorded(data)),
        faults=reading.faults,
        text=compact(data).decode(),
        written=data["title"],
        owner=data["owner"],
        zones=attested_zones(data),
    )


def attested_zones(data: Mapping[str, Any], today: str = "") -> tuple[Attested, ...]:
    """Return what each zone says that delivers the promise of a record; what lies after ``today`` hasn't happened."""
    found = []
    for name, zone in ((name, data["zones"][name]) for name in ZONES if name in data.get("zones", ())):
        said = zone.get("attested")
        if not _has_come(zone.get("left"), today):
            came = said is not None and _has_come(said, today)
            found.append(
                Attested(name, said["wording"], said["date"], said["reality"]) if came else Attested(name)
            )
    return tuple(found)


def _has_come(part: Mapping[str, Any] | None, today: str) -> bool:
    return part is not None and (not today or part["date"] <= today)


def facts_from_row(row: list[Any], text: str) -> Facts:
    """Read facts back from what ``row`` gave, with the record's data as JSON text."""
    (identity, layer, status, worded, revised, links, successors, title, latest, faults, seems,
     written, owner, zones) = row  # fmt: skip
    return Facts(
        intern(identity),
        intern(layer),
        intern(status),
        worded,
        intern(revised),
        tuple([Link(intern(promise), intern(recorded)) for promise, recorded in links]),
        tuple(successors),
        title,
        intern(latest),
        tuple(map(diagnostic_from_row, faults)) if faults else (),
        text,
        seems,
        written,
        owner,
        tuple([Attested(*one) for one in zones]),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One promise of a stack, and the file that holds it."""

    path: str
    blob: str
    facts: Facts

    @property
    def id(self) -> str:
        """The promise's id."""
        return self.facts.id

    @property
    def layer(self) -> Layer:
        """The promise's layer."""
        return cast(Layer, self.facts.layer)

    @property
    def status(self) -> str:
        """The promise's status."""
        return self.facts.status

    @property
    def revision(self) -> str:
        """The promise's revision."""
        return self.facts.revision

    @property
    def wording(self) -> str:
        """The promise's wording."""
        return self.facts.wording

    @property
    def links(self) -> tuple[Link, ...]:
        """The promise's alignments."""
        return self.facts.links

    @property
    def promise(self) -> Promise:
        """The whole record."""
        return self.facts.promise

    @property
    def active(self) -> bool:
        """Whether its status is active."""
        return self.facts.status == "active"

    @property
    def ended(self) -> bool:
        """Whether it was superseded or retired."""
        return self.facts.status in ENDED


Known = Mapping[str, Facts]
