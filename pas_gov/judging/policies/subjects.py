"""The subjects in a change for which a policy of each scope is evaluated, with the variables that they give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import Any

from pas_gov.cel.evaluating.values import Map, timestamp
from pas_gov.diagnostics import printable
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.change_view import ChangeContext, change_view, link_row, zone_entry
from pas_gov.judging.policies.stack_view import StackView, unknown_promise
from pas_gov.model.records.policy import Match, Scope
from pas_gov.model.records.settings import Settings
from pas_gov.model.stack.change import Change
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.transition import LinkFacts, Transition, before_alone, link_facts


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that a policy is evaluated for.

    ``promise`` is "" for the whole stack. ``values`` are its variables; those that hold records are CEL values, which
    all rules share. ``cause`` is what, beside the message, tells one finding about an alignment from the next: the
    target's revision and status. ``pointer`` is the place of the link or zone.
    """

    promise: str
    values: Mapping[str, Any]
    sides: tuple[Entry, ...] = ()
    kinds: tuple[str, ...] = ()
    target: Entry | None = None
    target_id: str | None = None
    zone: str | None = None
    cause: str = ""
    pointer: str = ""


@dataclass(frozen=True, eq=False)
class DatedChange:
    """A change with the day on which it is judged; the subjects of each scope are listed once.

    ``compared`` says that its findings are only held against others, so that nobody reads their remedies.
    """

    transition: Transition
    today: date
    only: frozenset[str] | None = None
    settings: Settings = field(default_factory=Settings)
    compared: bool = False
    _listed: dict[str, tuple[Subject, ...]] = field(default_factory=dict)

    @cached_property
    def before(self) -> StackView:
        """The stack before, as policies read it."""
        return StackView(self.transition.before, self.today)

    @cached_property
    def after(self) -> StackView:
        """The stack after, as policies read it."""
        same = self.transition.after is self.transition.before
        return self.before if same else StackView(self.transition.after, self.today, self.transition.before)

    @cached_property
    def context(self) -> ChangeContext:
        """What the views of all changes share."""
        return ChangeContext(self.transition, self.settings)

    def before_alone(self, only: frozenset[str]) -> DatedChange:
        """Return the base with all of it asked about, for these promises; its stack is read through the same view."""
        stood = DatedChange(before_alone(self.transition), self.today, only, compared=True)
        stood.__dict__["before"] = self.before
        return stood

    def subjects(self, scope: Scope) -> tuple[Subject, ...]:
        """Return every subject of a scope, in the order of their ids."""
        if scope not in self._listed:
            self._listed[scope] = tuple(LISTS[scope](self))
        return self._listed[scope]

    @cached_property
    def everywhere(self) -> Mapping[str, Any]:
        """The variables that every scope has, but for the parameters."""
        today = timestamp(self.today)
        return {"stack": self.after.view, "today": today, "bootstrap": self.transition.bootstrap}

    def in_question(self) -> Iterator[Entry]:
        """Yield the promises in question; with ``only``, these."""
        ids = self.transition.in_question if self.only is None else sorted(self.only)
        stack = self.transition.after
        return (entry for identity in ids if (entry := stack.get(identity)) is not None)

    def kinds(self, identity: str) -> tuple[str, ...]:
        """Return the kinds of change of a promise, none where it didn't change."""
        change = self.transition.changed.get(identity)
        return change.kinds if change else ()


def matches(match: Match, subject: Subject) -> bool:
    """Tell whether a subject meets every condition that the match sets.

    For a change, layer and status may be those before or after it.
    """
    zones = (
        {subject.zone}
        if subject.zone
        else {zone for side in subject.sides for zone in side.promise.zones}
        if match.zone
        else set()
    )
    return (
        (not match.layer or any(side.layer in match.layer for side in subject.sides))
        and (not match.status or any(side.status in match.status for side in subject.sides))
        and (not match.kinds or any(kind in match.kinds for kind in subject.kinds))
        and (
            not match.target_layer
            or (subject.target is not None and subject.target.layer in match.target_layer)
        )
        and (not match.zone or not zones.isdisjoint(match.zone))
    )


def _promises(dated: DatedChange) -> Iterator[Subject]:
    for entry in dated.in_question():
        yield Subject(entry.id, {"promise": dated.after.promise(entry)}, (entry,), dated.kinds(entry.id))


def _changes(dated: DatedChange) -> Iterator[Subject]:
    return (_changed(dated, change) for change in dated.transition.changes)


def _changed(dated: DatedChange, change: Change) -> Subject:
    values = {
        "before": dated.before.promise(change.before) if change.before else None,
        "after": dated.after.promise(change.after) if change.after else None,
        "change": change_view(dated.context, change),
    }
    sides = tuple(side for side in (change.before, change.after) if side is not None)
    return Subject(change.id, values, sides, change.kinds, target_id=None)


def _alignments(dated: DatedChange) -> Iterator[Subject]:
    for entry in dated.in_question():
        for link in link_facts(dated.transition, entry):
            yield _aligned(dated, entry, link)


def _aligned(dated: DatedChange, entry: Entry, link: LinkFacts) -> Subject:
    target = link.target
    book = dated.after if target and target.id in dated.transition.after else dated.before
    seen = book.promise(target) if target else Map(unknown_promise(link.written.promise))
    return Subject(
        promise=entry.id,
        values={"promise": dated.after.promise(entry), "target": seen, "link": link_row(link)},
        sides=(entry,),
        kinds=dated.kinds(entry.id),
        target=target,
        target_id=link.written.promise,
        cause=f"{target.revision} {target.status}" if target and link.state != "missing" else "missing",
        pointer="/aligned_to" if link.index is None else f"/aligned_to/{link.index}",
    )


def _zones(dated: DatedChange) -> Iterator[Subject]:
    for entry in dated.in_question():
        for name, zone in sorted(dated.after.record(entry).zones_kept.items()):
            values = {
                "promise": dated.after.promise(entry),
                "zone": name,
                "entry": zone_entry(entry, zone, dated.today),
            }
            yield Subject(
                entry.id, values, (entry,), dated.kinds(entry.id), zone=name, pointer=f"/zones/{name}"
            )


def _stack(dated: DatedChange) -> Iterator[Subject]:
    paths = dated.transition.paths
    yield Subject(
        "",
        {
            "changes": [change_view(dated.context, change) for change in dated.transition.changes],
            "paths": {
                "promises": [printable(path) for path in paths.promises],
                "policies": [printable(path) for path in paths.policies],
                "settings": [printable(path) for path in paths.settings],
            },
        },
    )


LISTS: Mapping[Scope, Callable[[DatedChange], Iterator[Subject]]] = {
    "promise": _promises,
    "change": _changes,
    "alignment": _alignments,
    "zone": _zones,
    "stack": _stack,
}
