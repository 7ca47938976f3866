"""One change as a whole: two stacks, what differs, and how each alignment fares between them (SPEC 2 to 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property

from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import Alignment
from pas_gov.model.stack.change import Change, changes, with_last_readable
from pas_gov.model.stack.entry import Entry, Link
from pas_gov.model.stack.on_day import stack_on_day
from pas_gov.model.stack.stack import LinkState, Stack, link_state, with_all_dependents


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths that a change touches, sorted, by what they hold (a README isn't a record)."""

    promises: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """One alignment of one promise in a change.

    ``state`` is after the change and ``was`` before it ("" for a new link). ``affected`` says that the change
    asks for a review of this link. ``index`` is the entry's place in aligned_to, None for a dropped one.
    ``target`` is the promise as it is now or last was; None where there never was one.
    """

    written: Alignment
    state: LinkState
    was: LinkState | str
    affected: bool
    target: Entry | None
    index: int | None


@dataclass(frozen=True)
class Transition:
    """A change to be judged, or with ``standing`` one stack as if all of it had just been asked about."""

    before: Stack
    after: Stack
    changes: tuple[Change, ...]
    paths: Paths = field(default=Paths())
    bootstrap: bool = False
    everything: bool = False

    @cached_property
    def changed(self) -> dict[str, Change]:
        """The changes by promise."""
        return {change.id: change for change in self.changes}

    @cached_property
    def in_question(self) -> tuple[str, ...]:
        """The changed promises that still exist and all that reach a changed one, sorted by id."""
        if not self.changes:
            return ()
        reached = with_all_dependents(self.after, frozenset(self.changed))
        return tuple(sorted(identity for identity in reached if identity in self.after))

    @property
    def dependents_before(self) -> Mapping[str, tuple[str, ...]]:
        """Who was aligned to each promise before."""
        return self.before.dependents

    @property
    def dependents_after(self) -> Mapping[str, tuple[str, ...]]:
        """Who is aligned to each promise now."""
        return self.after.dependents


def transition(  # noqa: PLR0913  (two stacks, and what is known beside them)
    before: Stack,
    after: Stack,
    paths: Paths = Paths(),  # noqa: B008  (a value, which can't be changed)
    *,
    bootstrap: bool = False,
    ids: Iterable[str] | None = None,
    today: date | None = None,
) -> Transition:
    """Compare two stacks; a record that became unreadable stands as it last was.

    ``ids`` are all that may differ, where that is known: only they are compared. ``today`` is the day of the change:
    what is said to have happened on a later one isn't there yet.
    """
    if today is not None:
        ids = None if ids is None else frozenset(ids)
        before, after = stack_on_day(before, today, ids), stack_on_day(after, today, ids)
    stands = with_last_readable(before, after)
    return Transition(before, stands, changes(before, stands, ids, today), paths, bootstrap)


def before_alone(change: Transition) -> Transition:
    """Return the base alone, every link in it asked about: what a finding must be new against."""
    return Transition(change.before, change.before, (), everything=True)


def link_facts(change: Transition, entry: Entry) -> Iterator[LinkFacts]:
    """Yield the facts of every alignment of a promise after the change, and of those that it dropped."""
    before = change.before.get(entry.id)
    for index, link in enumerate(entry.promise.aligned_to):
        yield _kept(change, entry, before, index, link)
    if before is not None and not change.everything:
        kept = {link.promise for link in entry.links}
        for written in before.promise.aligned_to if entry.id in change.changed else ():
            if written.promise not in kept and _dropped(change, written.promise):
                was = link_state(change.before, Link(written.promise, written.revision))
                yield LinkFacts(written, "dropped", was, True, change.after.get(written.promise), None)


def _kept(
    change: Transition, entry: Entry, before: Entry | None, index: int, written: Alignment
) -> LinkFacts:
    earlier = (
        next((link for link in before.promise.aligned_to if link.promise == written.promise), None)
        if before
        else None
    )
    return LinkFacts(
        written=written,
        state=link_state(change.after, Link(written.promise, written.revision)),
        was=link_state(change.before, Link(earlier.promise, earlier.revision)) if earlier else "",
        affected=change.everything or _affected(change, entry, before, written, earlier),
        target=change.after.get(written.promise) or change.before.get(written.promise),
        index=index,
    )


def _affected(
    change: Transition, entry: Entry, before: Entry | None, written: Alignment, earlier: Alignment | None
) -> bool:
    newly_active = entry.active and (before is None or not before.active)
    return newly_active or before is None or earlier != written or has_changed(change, written.promise)


def _dropped(change: Transition, target: str) -> bool:
    after = change.after.get(target)
    return after is not None and after.active and has_changed(change, target)


def has_changed(change: Transition, identity: str) -> bool:
    """Tell whether a promise's revision or status changed, or it appeared or disappeared."""
    before, after = change.before.get(identity), change.after.get(identity)
    if before is None or after is None:
        return before is not after
    return before.revision != after.revision or before.status != after.status
