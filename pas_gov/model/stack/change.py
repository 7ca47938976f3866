"""What a change does to each promise: two stacks compared by id (SPEC 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from pas_gov.foundation.values import dataclass
from pas_gov.model.stack.comparisons import record_kinds
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack

KINDS = (
    "made", "erased", "moved", "activated", "superseded", "retired", "reinstated", "relayered", "reworded",
    "weakened", "strengthened", "terms-changed", "narrowed", "widened", "condition-changed", "zone-entered",
    "zone-left", "zone-reworded", "extended", "shortened", "ending-changed", "reowned", "realigned", "attested",
    "noticed", "edited",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One changed promise; ``before`` or ``after`` is None where it was made or erased.

    ``kinds`` are in the order of KINDS; ``material`` says that what is promised differs, not only its record.
    """

    id: str
    before: Entry | None
    after: Entry | None
    kinds: tuple[str, ...]
    material: bool

    @property
    def entry(self) -> Entry:
        """The promise as it is now, or as it last was."""
        entry = self.after or self.before
        assert entry is not None  # noqa: S101  (one of the two always stands)
        return entry


def changes(
    before: Stack, after: Stack, ids: Iterable[str] | None = None, today: date | None = None
) -> tuple[Change, ...]:
    """Return every promise that differs between two stacks, sorted by id; of ``ids`` alone, where they are given.

    ``today`` tells an experiment that had begun from one that is planned; without it, an active one has begun.
    """
    known = before.entries.keys() | after.entries.keys() if ids is None else ids
    found = (
        _change(identity, before.get(identity), after.get(identity), today or date.max)
        for identity in sorted(known)
        if not _same(before.get(identity), after.get(identity))
    )
    return tuple(change for change in found if change is not None)


def with_last_readable(before: Stack, after: Stack) -> Stack:
    """Return the stack after, with the last readable state of each record that the change made unreadable.

    An unreadable file is known by its path, and by the id that it still names: but what was unreadable before,
    there or under another path, can claim nothing, else it would hide an erasure.
    """
    if not after.unreadable:
        return after
    kept = dict(after.entries)
    barred = set(before.unreadable.values())
    at_path = {entry.path: entry for entry in before.entries.values()}
    for path, identity in after.unreadable.items():
        claimed = before.get(identity) if path not in before.unreadable and identity not in barred else None
        for entry in (claimed, at_path.get(path)):
            if entry is not None:
                kept.setdefault(entry.id, entry)
    return (
        after if kept.keys() == after.entries.keys() else replace(after, entries=dict(sorted(kept.items())))
    )


def _same(before: Entry | None, after: Entry | None) -> bool:
    return before is after or (
        before is not None and after is not None and before.blob == after.blob and before.path == after.path
    )


def _change(identity: str, before: Entry | None, after: Entry | None, today: date) -> Change | None:
    if before is None or after is None:
        return Change(identity, before, after, ("made" if before is None else "erased",), material=True)
    kinds = set(_kinds(before, after, today))
    if not kinds:
        return None
    material = before.wording != after.wording or before.status != after.status
    return Change(identity, before, after, tuple(kind for kind in KINDS if kind in kinds), material)


def _kinds(before: Entry, after: Entry, today: date) -> Iterator[str]:
    if before.path != after.path:
        yield "moved"
    if before.blob != after.blob:
        yield from record_kinds(before.promise, after.promise, today)
