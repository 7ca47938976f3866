"""An entry of the stack: one promise with its file; its id, layer, status, revision and links without a full parse."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from typing import Any, cast

from pas_gov.diagnostics import Diagnostic, diagnostic_from_row, diagnostic_row
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.chronology import latest_recorded
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import ENDED, Layer, Promise, promise_from
from pas_gov.model.records.reading import Reading
from pas_gov.model.stack.revision import wording_and_revision

_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of aligned_to: the target's id, and its revision as recorded at the review, or ""."""

    promise: str
    recorded: str


@dataclass(slots=True)
class Facts:
    """What follows from one blob alone: it can be kept by the blob's id, and read back from ``row``.

    An unreadable file has no text, and an id only where one could be told (``seems`` is what its text seems to give
    where it can't be parsed); the faults of a readable one are
    warnings. ``latest`` is the last day on which something is said to have happened. ``promise`` is built when
    it is first asked for: of 10,000 promises a run needs the whole record of a few hundred.
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
        return [self.id, self.layer, self.status, self.wording, self.revision, links, successors, self.title,
                self.latest, faults, self.seems]  # fmt: skip


def facts_of(reading: Reading) -> Facts:
    """Work out the facts of one file that was read."""
    if reading.record is None:
        return Facts(reading.id, faults=reading.faults, seems=reading.seems)
    data = reading.record
    worded, revised = wording_and_revision(data)
    return Facts(
        id=data["id"],
        layer=data["layer"],
        status=data["status"],
        wording=worded,
        revision=revised,
        links=tuple(Link(link["promise"], link.get("revision", "")) for link in data.get("aligned_to", ())),
        successors=tuple(data.get("ending", {}).get("superseded_by", ())),
        title=fold(data["title"]),
        latest=latest_recorded(data),
        faults=reading.faults,
        text=_json(data),
    )


def facts_from_row(row: list[Any], text: str) -> Facts:
    """Read facts back from what ``row`` gave, with the record's data as JSON text."""
    identity, layer, status, worded, revised, links, successors, title, latest, faults, seems = row
    return Facts(
        identity,
        layer,
        status,
        worded,
        revised,
        tuple(Link(promise, recorded) for promise, recorded in links),
        tuple(successors),
        title,
        latest,
        tuple(map(diagnostic_from_row, faults)),
        text,
        seems,
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
