"""The values behind the variables of variables.py, each worked out when an expression first reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any

from pas_gov.records.normal import fold
from pas_gov.records.promise import FOREVER, LAYERS, Attestation, Notice, Promise, Term, Zone
from pas_gov.stack.change import Change, notices_added
from pas_gov.stack.entry import Entry, Link
from pas_gov.stack.stack import Stack, reverse_links, state
from pas_gov.stack.terms import quantity
from pas_gov.stack.transition import LinkFacts, Transition

Row = dict[str, Any]


class View(Mapping[str, Any]):
    """A record for CEL whose fields are worked out on demand.

    An absent list or mapping is empty when it is read, and ``in`` (CEL's has()) is false for it, as it is for
    an absent text or day, which can't be read.
    """

    __slots__ = ("_builders", "_made", "_source")

    def __init__(self, builders: Mapping[str, Callable[[Any], Any]], source: object) -> None:
        """Take a function for each field, and what it is given."""
        self._builders, self._source = builders, source
        self._made: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        """Return a field; KeyError where the record lacks it."""
        if key not in self._made:
            self._made[key] = self._builders[key](self._source)
        if self._made[key] is None:
            raise KeyError(key)
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        """Tell whether a field is there and isn't an empty list or mapping."""
        if key not in self._builders:
            return False
        found = self.get(str(key))
        return found is not None and not (isinstance(found, (list, Mapping)) and not found)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the fields that can be read."""
        return (key for key in self._builders if self.get(key) is not None)

    def __len__(self) -> int:
        """Count the fields that can be read."""
        return sum(1 for _ in self)


@dataclass(frozen=True, eq=False)
class Book:
    """One stack as policies read it: a view of each promise, made once."""

    stack: Stack
    _views: dict[str, View] = field(default_factory=dict)

    def promise(self, entry: Entry) -> View:
        """Return the view of a promise of this stack."""
        if entry.id not in self._views:
            self._views[entry.id] = View(PROMISE_BUILDERS, (self, entry))
        return self._views[entry.id]

    @cached_property
    def by_layer(self) -> dict[str, list[Entry]]:
        """The promises of each layer, by id."""
        found: dict[str, list[Entry]] = {layer: [] for layer in LAYERS}
        for entry in self.stack.entries.values():
            found[entry.layer].append(entry)
        return found

    @cached_property
    def dependents(self) -> dict[str, tuple[str, ...]]:
        """Who is aligned to each promise."""
        return reverse_links(self.stack)

    @cached_property
    def view(self) -> View:
        """The variable ``stack``."""
        return View({"promises": _layers, "counts": _counts}, self)


def _layers(book: Book) -> View:
    return View({layer: _layer(layer) for layer in LAYERS}, book)


def _layer(layer: str) -> Callable[[Book], list[View]]:
    return lambda book: [book.promise(entry) for entry in book.by_layer[layer]]


def _counts(book: Book) -> Row:
    return {layer: _count(entries) for layer, entries in book.by_layer.items()}


def _count(entries: list[Entry]) -> Row:
    statuses = [entry.status for entry in entries]
    return {
        "all": len(statuses),
        **{status: statuses.count(status) for status in ("proposed", "active", "superseded", "retired")},
    }


def unknown_promise(identity: str) -> Row:
    """Return what stands in for the target of a link to a promise that never was: its id, and nothing else."""
    empty: Row = {key: [] for key in ("audience", "terms", "aligned_to", "notices", "indicators", "tags")}
    empty |= {key: [] for key in ("zones_kept", "successors", "dependents")}
    empty |= {key: {} for key in ("made", "applies_when", "zones", "experiment", "legacy", "ending")}
    empty |= dict.fromkeys(
        ("layer", "status", "owner", "statement", "notes", "path", "revision", "wording"), ""
    )
    return {**empty, "id": identity, "title": identity, "reaches_core": False}


def reaches_core(stack: Stack, entry: Entry) -> bool:
    """Tell whether a promise reaches an active Core through active promises (a Core reaches itself)."""
    seen, waiting = {entry.id}, [entry]
    while waiting:
        current = waiting.pop()
        if not current.active:
            continue
        if current.layer == "core":
            return True
        fresh = [link.promise for link in current.links if link.promise not in seen]
        seen.update(fresh)
        waiting.extend(target for identity in fresh if (target := stack.get(identity)) is not None)
    return False


def plain(row: Any) -> Row:
    """Return a row of a record as a mapping, without what is absent."""
    return {f.name: value for f in fields(row) if (value := getattr(row, f.name)) is not None}


def said(row: Any, *names: str) -> Row:
    """Return a row as a mapping without what is absent; of the named texts, without the empty ones."""
    return {key: value for key, value in plain(row).items() if key not in names or value != ""}


def _term(term: Term) -> Row:
    measured = quantity(term.value)
    return {
        "measure": fold(term.measure),
        "bound": term.bound,
        term.bound: term.value,
        "amount": float(measured.amount),
        "dimension": measured.dimension,
    }


def zone_row(zone: Zone) -> Row:
    """Return one zone of a promise as CEL sees it."""
    return {
        "says": zone.says,
        "surfaces": [said(surface, "path", "url") for surface in zone.surfaces],
        "attested": plain(zone.attested) if zone.attested else {},
        "left": plain(zone.left) if zone.left else {},
    }


def _notice(notice: Notice) -> Row:
    return {**plain(notice), "audience": fold(notice.audience)}


def _alignments(source: tuple[Book, Entry]) -> list[Row]:
    book, entry = source
    return [_alignment(book.stack, link) for link in entry.promise.aligned_to]


def _alignment(stack: Stack, link: Any) -> Row:
    target = stack.get(link.promise)
    return {
        **plain(link),
        "state": state(stack, Link(link.promise, link.revision)),
        "layer": target.layer if target else "",
        "status": target.status if target else "",
    }


def _ending(promise: Promise) -> Row:
    if promise.ending is None:
        return {}
    row = said(promise.ending, "why", "decided_by")
    row["superseded_by"] = list(promise.ending.superseded_by)
    row["zones"] = {name: plain(stop) for name, stop in promise.ending.zones.items()}
    return row


def _successors(source: tuple[Book, Entry]) -> list[Row]:
    book, entry = source
    found = [(identity, book.stack.get(identity)) for identity in entry.facts.successors]
    return [
        {"id": i, "title": e.promise.title, "layer": e.layer, "status": e.status}
        if e
        else {"id": i, "title": i, "layer": "", "status": ""}
        for i, e in found
    ]


def _legacy(promise: Promise) -> Row:
    legacy = promise.legacy
    until = {"honour_until": legacy.honour_until} if isinstance(legacy.honour_until, date) else {}
    row = said(legacy, "made_to") | {
        "lives_in": list(legacy.lives_in),
        "forever": legacy.honour_until == FOREVER,
    }
    return {key: value for key, value in row.items() if key != "honour_until"} | until


def _of(build: Callable[[Promise], Any]) -> Callable[[tuple[Book, Entry]], Any]:
    return lambda source: build(source[1].promise)


PROMISE_BUILDERS: Mapping[str, Callable[[tuple[Book, Entry]], Any]] = {
    "id": lambda source: source[1].id,
    "title": _of(lambda p: fold(p.title)),
    "layer": lambda source: source[1].layer,
    "status": lambda source: source[1].status,
    "owner": _of(lambda p: fold(p.owner)),
    "made": _of(lambda p: plain(p.made)),
    "statement": _of(lambda p: p.statement),
    "audience": _of(lambda p: [fold(name) for name in p.audience]),
    "applies_when": _of(lambda p: said(p.applies_when, "says", "cel")),
    "terms": _of(lambda p: [_term(term) for term in p.terms]),
    "aligned_to": _alignments,
    "zones": _of(lambda p: {name: zone_row(zone) for name, zone in p.zones.items()}),
    "experiment": _of(lambda p: said(p.experiment, "cohort")),
    "legacy": _of(_legacy),
    "notices": _of(lambda p: [_notice(notice) for notice in p.notices]),
    "ending": _of(_ending),
    "indicators": _of(lambda p: [dict(indicator) for indicator in p.indicators]),
    "review_by": _of(lambda p: p.review_by),
    "tags": _of(lambda p: list(p.tags)),
    "notes": _of(lambda p: p.notes),
    "path": lambda source: source[1].path,
    "revision": lambda source: source[1].revision,
    "wording": lambda source: source[1].wording,
    "zones_kept": _of(lambda p: list(p.zones_kept)),
    "successors": _successors,
    "dependents": lambda source: list(source[0].dependents.get(source[1].id, ())),
    "reaches_core": lambda source: reaches_core(source[0].stack, source[1]),
}


def change_view(transition: Transition, change: Change) -> View:
    """Return the variable ``change``."""
    return View(CHANGE_BUILDERS, (transition, change))


def _fields(source: tuple[Transition, Change]) -> list[str]:
    change = source[1]
    if change.before is None or change.after is None:
        return []
    before, after = change.before.promise, change.after.promise
    return [f.name for f in fields(Promise) if getattr(before, f.name) != getattr(after, f.name)]


def _notices_added(source: tuple[Transition, Change]) -> list[Row]:
    change = source[1]
    if change.after is None:
        return []
    return [
        _notice(one)
        for one in notices_added(change.before.promise if change.before else None, change.after.promise)
    ]


def _dependents(source: tuple[Transition, Change]) -> list[str]:
    transition, change = source
    earlier = transition.dependents_before.get(change.id, ())
    return sorted({*earlier, *transition.dependents_after.get(change.id, ())})


CHANGE_BUILDERS: Mapping[str, Callable[[tuple[Transition, Change]], Any]] = {
    "id": lambda source: source[1].id,
    "kinds": lambda source: list(source[1].kinds),
    "material": lambda source: source[1].material,
    "fields": _fields,
    "notices_added": _notices_added,
    "dependents": _dependents,
}


def link_row(link: LinkFacts) -> Row:
    """Return the variable ``link``."""
    written = link.written
    day = {"date": written.date} if written.date else {}
    return {
        "promise": written.promise, "state": link.state, "was": link.was, "affected": link.affected,
        "recorded": written.revision, "by": written.by, "note": written.note, **day,
    }  # fmt: skip


def zone_entry(entry: Entry, zone: Zone, today: date) -> Row:
    """Return the variable ``entry``: a zone with the state and the age in days of its attestation."""
    attested = zone.attested
    age = {"age": (today - attested.date).days} if attested else {}
    return {
        **zone_row(zone),
        "state": _attested(entry, attested),
        "reality": attested.reality if attested else "",
        **age,
    }


def _attested(entry: Entry, attested: Attestation | None) -> str:
    if attested is None:
        return "missing"
    return "current" if attested.wording == entry.wording else "outdated"
