"""A stack and its promises as policies read them: the values of variables, each worked out when it is first read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from typing import Any

from pas_gov.cel.evaluating.values import Map
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.quarrels import quarrel_rows
from pas_gov.judging.policies.record_view import RecordView, Row, RowView, row_fields, row_without_blanks
from pas_gov.model.records.chronology import happened
from pas_gov.model.records.normal import fold
from pas_gov.model.records.placeholders import is_placeholder, tells
from pas_gov.model.records.promise import FOREVER, LAYERS, Ending, Notice, Promise, Term, Zone
from pas_gov.model.stack.entry import Entry, Link
from pas_gov.model.stack.revision import condition
from pas_gov.model.stack.stack import Stack, link_state
from pas_gov.model.stack.terms import magnitude


@dataclass(frozen=True, eq=False)
class StackView:
    """One stack as policies read it on a day, perhaps after an earlier one.

    Each promise is made a CEL value once: all evaluations of a run share it, and what they have read of it.
    """

    stack: Stack
    today: date
    earlier: Stack | None = None
    _views: dict[str, Map] = field(default_factory=dict)

    def record(self, entry: Entry) -> Promise:
        """Return the record of a promise, without what it says has happened on a day that is still to come."""
        ahead = entry.facts.latest > self.today.isoformat()
        return happened(entry.promise, self.today) if ahead else entry.promise

    def named(self, entry: Entry) -> str:
        """Return the title in quotes, with the id beside it where several promises have that title."""
        title = f'"{entry.facts.title}"'
        return f"{title} ({entry.id})" if entry.facts.title in self.stack.shared_titles else title

    def promise(self, entry: Entry) -> Map:
        """Return a promise of this stack, as CEL reads it."""
        if entry.id not in self._views:
            self._views[entry.id] = Map(RecordView(PROMISE_BUILDERS, (self, entry)))
        return self._views[entry.id]

    @property
    def dependents(self) -> Mapping[str, tuple[str, ...]]:
        """Who is aligned to each promise."""
        return self.stack.dependents

    @property
    def predecessors(self) -> Mapping[str, tuple[str, ...]]:
        """What each promise supersedes."""
        return self.stack.predecessors

    @cached_property
    def view(self) -> Map:
        """The variable ``stack``, as CEL reads it."""
        return Map(RecordView({"promises": _layers, "counts": _counts}, self))


def _layers(book: StackView) -> RecordView:
    return RecordView({layer: _layer(layer) for layer in LAYERS}, book)


def _layer(layer: str) -> Callable[[StackView], list[Map]]:
    return lambda book: [book.promise(entry) for entry in book.stack.by_layer.get(layer, ())]


def _counts(book: StackView) -> Row:
    return {layer: _count(book.stack.statuses.get(layer, {})) for layer in LAYERS}


def _count(statuses: Mapping[str, int]) -> Row:
    named = ("proposed", "active", "superseded", "retired")
    return {"all": sum(statuses.values()), **{status: statuses.get(status, 0) for status in named}}


def unknown_promise(identity: str) -> Row:
    """Return what stands in for the target of a link to a promise that never was: its id, and nothing else."""
    empty: Row = {key: [] for key in ("audience", "terms", "aligned_to", "notices", "indicators", "tags")}
    empty |= {key: [] for key in ("zones_kept", "successors", "supersedes", "dependents", "quarrels")}
    empty |= {key: {} for key in ("made", "applies_when", "zones", "experiment", "legacy")}
    empty |= {"ending": RowView({}, superseded_by=[], zones={}), "has_ending": False}
    empty |= dict.fromkeys(
        ("layer", "status", "owner", "statement", "notes", "path", "revision", "wording"), ""
    )
    return {**empty, "id": identity, "title": identity, "named": f'"{identity}"', "reaches_core": False}


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


def _term(term: Term) -> Row:
    measured = magnitude(term.value)
    return {
        "measure": fold(term.measure),
        "bound": term.bound,
        term.bound: term.value,
        "amount": float(measured.amount),
        "dimension": measured.dimension,
    }


def _rows(row: Row, **empty: list[Any] | Row) -> RowView:
    """Return a row in which an empty list or mapping counts as absent, as it does in a promise."""
    return RowView({key: value for key, value in row.items() if value or key not in empty}, **empty)


def zone_row(zone: Zone) -> Row:
    """Return one zone of a promise as CEL sees it."""
    row: Row = {"says": zone.says}
    if zone.surfaces:
        row["surfaces"] = [row_without_blanks(surface, "path", "url") for surface in zone.surfaces]
    if zone.attested:
        row["attested"] = row_fields(zone.attested)
    if zone.left:
        row["left"] = row_fields(zone.left)
    return RowView(row, surfaces=[], attested={}, left={})


def notice_row(notice: Notice) -> Row:
    """Return one notice as CEL sees it."""
    return {**row_fields(notice), "audience": fold(notice.audience)}


def _alignments(source: tuple[StackView, Entry]) -> list[Row]:
    book, entry = source
    return [_alignment(book.stack, link, entry.id) for link in book.record(entry).aligned_to]


def _alignment(stack: Stack, link: Any, source: str) -> Row:
    target = stack.get(link.promise)
    after = target.facts.successors if target is not None and target.ended else ()
    return {
        **row_fields(link),
        "state": link_state(stack, Link(link.promise, link.revision)),
        "layer": target.layer if target else "",
        "status": target.status if target else "",
        "followed_by": [one for one in after if _may_rest_on(stack, source, one)],
    }


def _may_rest_on(stack: Stack, source: str, target: str) -> bool:
    """Tell whether a promise can be reviewed against another one: an active one, that doesn't rest on it itself."""
    aimed = stack.get(target)
    return aimed is not None and aimed.active and target not in (source, *stack.dependents.get(source, ()))


def _experiment(source: tuple[StackView, Entry]) -> Row:
    """Return the bounds of an experiment; ``began`` is the earliest start that it has or had before."""
    book, entry = source
    before = book.earlier.get(entry.id) if book.earlier else None
    starts = [one.promise.experiment.started for one in (entry, before) if one]
    known = [day for day in starts if day]
    began = {"began": min(known)} if known else {}
    return row_without_blanks(entry.promise.experiment, "cohort") | began


def _made(source: tuple[StackView, Entry]) -> Row:
    book, entry = source
    row = row_fields(entry.promise.made)
    return row if row["date"] <= book.today else {key: value for key, value in row.items() if key != "date"}


def _ending(promise: Promise) -> Row:
    row: Row = {}
    if promise.ending is not None:
        row = row_without_blanks(promise.ending, "why", "decided_by")
        row = {key: value for key, value in row.items() if not _stands_for_none(key, value)}
        row["superseded_by"] = list(promise.ending.superseded_by)
        row["zones"] = {name: row_fields(stop) for name, stop in promise.ending.zones.items()}
    return _rows(row, superseded_by=[], zones={})


def _stands_for_none(key: str, value: object) -> bool:
    """Tell whether a reason, or who decided, is only a word for one still to come: it counts as absent (SPEC 2)."""
    return key in ("why", "decided_by") and is_placeholder(str(value).strip().removeprefix("@"))


def _successors(source: tuple[StackView, Entry]) -> list[Row]:
    book, entry = source
    found = [(identity, book.stack.get(identity)) for identity in entry.facts.successors]
    return [
        {"id": i, "title": e.promise.title, "layer": e.layer, "status": e.status, "revision": e.revision}
        if e
        else {"id": i, "title": i, "layer": "", "status": "", "revision": ""}
        for i, e in found
    ]


def _legacy(promise: Promise) -> Row:
    legacy = promise.legacy
    until = {"honour_until": legacy.honour_until} if isinstance(legacy.honour_until, date) else {}
    row = row_without_blanks(legacy, "made_to") | {
        "lives_in": list(legacy.lives_in),
        "forever": legacy.honour_until == FOREVER,
    }
    return _rows({key: value for key, value in row.items() if key != "honour_until"} | until, lives_in=[])


def _of(build: Callable[[Promise], Any]) -> Callable[[tuple[StackView, Entry]], Any]:
    return lambda source: build(source[0].record(source[1]))


PROMISE_BUILDERS: Mapping[str, Callable[[tuple[StackView, Entry]], Any]] = {
    "id": lambda source: source[1].id,
    "title": lambda source: source[1].facts.title,
    "named": lambda source: source[0].named(source[1]),
    "layer": lambda source: source[1].layer,
    "status": lambda source: source[1].status,
    "owner": _of(lambda p: fold(p.owner)),
    "made": _made,
    "statement": _of(lambda p: p.statement),
    "audience": _of(lambda p: [fold(name) for name in p.audience]),
    "applies_when": _of(
        lambda p: row_without_blanks(replace(p.applies_when, cel=condition(p)), "says", "cel")
    ),
    "terms": _of(lambda p: [_term(term) for term in p.terms]),
    "aligned_to": _alignments,
    "zones": _of(lambda p: {name: zone_row(zone) for name, zone in p.zones.items()}),
    "experiment": _experiment,
    "legacy": _of(_legacy),
    "notices": _of(lambda p: [notice_row(notice) for notice in p.notices if tells(notice)]),
    "ending": _of(_ending),
    "has_ending": _of(lambda p: p.ending not in (None, Ending())),
    "indicators": _of(lambda p: [dict(indicator) for indicator in p.indicators]),
    "review_by": _of(lambda p: p.review_by),
    "tags": _of(lambda p: list(p.tags)),
    "notes": _of(lambda p: p.notes),
    "path": lambda source: source[1].path,
    "revision": lambda source: source[1].revision,
    "wording": lambda source: source[1].wording,
    "zones_kept": _of(lambda p: list(p.zones_kept)),
    "successors": _successors,
    "supersedes": lambda source: list(source[0].predecessors.get(source[1].id, ())),
    "dependents": lambda source: list(source[0].dependents.get(source[1].id, ())),
    "quarrels": lambda source: quarrel_rows(source[1].promise),
    "reaches_core": lambda source: reaches_core(source[0].stack, source[1]),
}
