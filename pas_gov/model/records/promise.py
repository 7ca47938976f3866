"""A promise as it is written: frozen data, one class for each mapping of SPEC section 2."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from pas_gov.foundation.values import dataclass

Layer = Literal["core", "supporting", "conditional", "experimental", "legacy"]
Status = Literal["proposed", "active", "superseded", "retired"]
Bound = Literal["at_most", "at_least", "equals"]

LAYERS: tuple[Layer, ...] = ("core", "supporting", "conditional", "experimental", "legacy")
STATUSES: tuple[Status, ...] = ("proposed", "active", "superseded", "retired")
ZONES: Mapping[str, str] = MappingProxyType(
    {
        "sales-marketing": "Sales and Marketing",
        "product-capability": "Product and Capability",
        "delivery-support": "Delivery and Support",
        "documentation-knowledge": "Documentation and Knowledge",
        "ai-automation": "AI and Automation",
    }
)
BOUNDS: tuple[Bound, ...] = ("at_most", "at_least", "equals")
ENDED: frozenset[str] = frozenset({"superseded", "retired"})
FOREVER = "forever"


@dataclass(frozen=True, slots=True)
class Made:
    """When the promise was made, and where that is written."""

    date: date
    source: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """The context of a Conditional promise, in words and as CEL over ``subject``."""

    says: str = ""
    cel: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One measure with its bound; the value is a number, a percentage or a duration as written."""

    measure: str
    bound: Bound
    value: int | float | str


@dataclass(frozen=True, slots=True)
class Alignment:
    """A promise that this one was reviewed against; ``revision`` is "" where none was recorded."""

    promise: str
    revision: str = ""
    date: date | None = None
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Surface:
    """Where a zone states the promise: a path below the root of surfaces, or an address."""

    path: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Attestation:
    """What a zone said it really does, of one wording on one day."""

    wording: str
    date: date
    by: str
    reality: str
    note: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Departure:
    """The day from which a zone no longer delivers the promise."""

    date: date
    by: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """One drift zone in which the promise is delivered."""

    says: str = ""
    surfaces: tuple[Surface, ...] = ()
    attested: Attestation | None = None
    left: Departure | None = None


@dataclass(frozen=True, slots=True)
class Experiment:
    """The bounds of an Experimental promise."""

    cohort: str = ""
    started: date | None = None
    decide_by: date | None = None


@dataclass(frozen=True, slots=True)
class Legacy:
    """What is known of a Legacy promise; ``honour_until`` is a day or FOREVER."""

    made_to: str = ""
    lives_in: tuple[str, ...] = ()
    honour_until: date | str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Who was told what, and when."""

    audience: str
    date: date
    says: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class ZoneStop:
    """The day on which a zone stopped honouring an ended promise."""

    stopped_on: date | None = None
    by: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a superseded or retired promise ended."""

    date: date | None = None
    why: str = ""
    decided_by: str = ""
    superseded_by: tuple[str, ...] = ()
    zones: Mapping[str, ZoneStop] = field(default_factory=dict)


class LazyParts:
    """A record whose parts are worked out of its data when they are first read: of most promises a run reads few."""

    __slots__ = ("_data",)

    if not TYPE_CHECKING:  # else every misspelt name would have a type

        def __getattr__(self, name: str) -> Any:
            """Work a part out, as nothing stands there yet."""
            if name not in PARTS:
                raise AttributeError(f"{type(self).__qualname__!r} object has no attribute {name!r}")
            found = PARTS[name](self._data)
            object.__setattr__(self, name, found)
            return found


@dataclass(frozen=True, slots=True)
class Promise(LazyParts):
    """One promise. Absent optional parts are empty, or None where a part is a mapping or a day."""

    id: str
    title: str
    layer: Layer
    status: Status
    owner: str
    made: Made
    statement: str
    audience: tuple[str, ...]
    applies_when: Condition = Condition()
    terms: tuple[Term, ...] = ()
    aligned_to: tuple[Alignment, ...] = ()
    zones: Mapping[str, Zone] = field(default_factory=dict)
    experiment: Experiment = Experiment()
    legacy: Legacy = Legacy()
    notices: tuple[Notice, ...] = ()
    ending: Ending | None = None
    indicators: tuple[Mapping[str, str], ...] = ()
    review_by: date | None = None
    tags: tuple[str, ...] = ()
    notes: str = ""

    @property
    def zones_kept(self) -> Mapping[str, Zone]:
        """The zones that deliver it still: those that haven't left."""
        return {name: zone for name, zone in self.zones.items() if zone.left is None}

    @property
    def successors(self) -> tuple[str, ...]:
        """The ids of the promises that supersede it."""
        return self.ending.superseded_by if self.ending else ()


def promise_from(data: Mapping[str, Any]) -> Promise:
    """Return the Promise of a mapping that the promise schema accepts, which nobody changes afterwards."""
    promise: Promise = object.__new__(Promise)
    object.__setattr__(promise, "_data", data)
    return promise


Data = Mapping[str, Any]
PARTS: Mapping[str, Callable[[Data], Any]] = {
    **{name: itemgetter(name) for name in ("id", "title", "layer", "status", "owner", "statement")},
    "made": lambda data: Made(**_dated(data["made"])),
    "audience": lambda data: tuple(data["audience"]),
    "applies_when": lambda data: Condition(**data.get("applies_when", {})),
    "terms": lambda data: tuple(map(_term, data.get("terms", ()))),
    "aligned_to": lambda data: tuple(Alignment(**_dated(link)) for link in data.get("aligned_to", ())),
    "zones": lambda data: {name: _zone(zone) for name, zone in data.get("zones", {}).items()},
    "experiment": lambda data: Experiment(**_dated(data.get("experiment", {}))),
    "legacy": lambda data: _legacy(data.get("legacy", {})),
    "notices": lambda data: tuple(Notice(**_dated(notice)) for notice in data.get("notices", ())),
    "ending": lambda data: _ending(data["ending"]) if "ending" in data else None,
    "indicators": lambda data: tuple(data.get("indicators", ())),
    "review_by": lambda data: _day(data.get("review_by")),
    "tags": lambda data: tuple(data.get("tags", ())),
    "notes": lambda data: data.get("notes", ""),
}


DATES = ("date", "started", "decide_by", "stopped_on")


def _dated(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: date.fromisoformat(value) if key in DATES else value for key, value in data.items()}


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _term(data: Mapping[str, Any]) -> Term:
    bound = next(name for name in BOUNDS if name in data)
    return Term(data["measure"], bound, data[bound])


def _zone(data: Mapping[str, Any]) -> Zone:
    return Zone(
        says=data.get("says", ""),
        surfaces=tuple(Surface(**surface) for surface in data.get("surfaces", ())),
        attested=Attestation(**_dated(data["attested"])) if "attested" in data else None,
        left=Departure(**_dated(data["left"])) if "left" in data else None,
    )


def _legacy(data: Mapping[str, Any]) -> Legacy:
    until = data.get("honour_until")
    return Legacy(
        made_to=data.get("made_to", ""),
        lives_in=tuple(data.get("lives_in", ())),
        honour_until=until if until == FOREVER else _day(until),
    )


def _ending(data: Mapping[str, Any]) -> Ending:
    return Ending(
        date=_day(data.get("date")),
        why=data.get("why", ""),
        decided_by=data.get("decided_by", ""),
        superseded_by=tuple(data.get("superseded_by", ())),
        zones={name: ZoneStop(**_dated(stop)) for name, stop in data.get("zones", {}).items()},
    )
