"""What a change does to each promise: two stacks compared by id (SPEC 3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from pas_gov.foundation.values import dataclass
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import (
    ENDED,
    FOREVER,
    Alignment,
    Attestation,
    Ending,
    Notice,
    Promise,
    Zone,
    ZoneStop,
)
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.revision import condition
from pas_gov.model.stack.stack import Stack
from pas_gov.model.stack.terms import term_kinds

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
        yield from _started(before.promise, after.promise, today)
        for compare in COMPARISONS:
            yield from compare(before.promise, after.promise)


def _status(before: Promise, after: Promise) -> Iterator[str]:
    if before.status == after.status:
        return
    if after.status in ENDED:
        yield after.status
    elif before.status in ENDED:
        yield "reinstated"
    else:
        yield "activated" if after.status == "active" else "edited"


def _layer(before: Promise, after: Promise) -> Iterator[str]:
    if before.layer != after.layer:
        yield "relayered"


def _statement(before: Promise, after: Promise) -> Iterator[str]:
    yield from _text(before.statement, after.statement, "reworded")


Row = TypeVar("Row", Alignment, Attestation, Notice, ZoneStop)


def normal_row(row: Row) -> Row:
    """Return the same row with every text in normal form."""
    texts: dict[str, Any] = {
        f.name: fold(value) for f in fields(row) if isinstance(value := getattr(row, f.name), str)
    }
    return replace(row, **texts)


def _text(before: str, after: str, kind: str) -> Iterator[str]:
    """Yield the kind where two texts say different things, edited where they differ in white space alone."""
    if before != after:
        yield "edited" if fold(before) == fold(after) else kind


def _terms(before: Promise, after: Promise) -> Iterator[str]:
    yield from term_kinds(before.terms, after.terms)


def _audience(before: Promise, after: Promise) -> Iterator[str]:
    earlier, later = ({fold(name) for name in promise.audience} for promise in (before, after))
    if earlier - later:
        yield "narrowed"
    if later - earlier:
        yield "widened"
    if earlier == later and before.audience != after.audience:
        yield "edited"


def _condition(before: Promise, after: Promise) -> Iterator[str]:
    yield from _text(before.applies_when.says, after.applies_when.says, "condition-changed")
    if before.applies_when.cel != after.applies_when.cel:
        yield "edited" if condition(before) == condition(after) else "condition-changed"
    yield from _text(before.experiment.cohort, after.experiment.cohort, "condition-changed")
    yield from _text(before.legacy.made_to, after.legacy.made_to, "condition-changed")


def _zones(before: Promise, after: Promise) -> Iterator[str]:
    for name in before.zones.keys() | after.zones.keys():
        earlier, later = before.zones_kept.get(name), after.zones_kept.get(name)
        if earlier is None and later is None:
            if before.zones.get(name) != after.zones.get(name):
                yield "edited"
        elif earlier is None or later is None:
            yield "zone-entered" if earlier is None else "zone-left"
        else:
            yield from _zone(earlier, later)


def _zone(before: Zone, after: Zone) -> Iterator[str]:
    yield from _text(before.says, after.says, "zone-reworded")
    if before.surfaces != after.surfaces:
        yield "edited"


def _attestations(before: Promise, after: Promise) -> Iterator[str]:
    for name, zone in after.zones.items():
        earlier = before.zones[name].attested if name in before.zones else None
        if zone.attested == earlier:
            continue
        said_anew = zone.attested is not None and (
            earlier is None or normal_row(zone.attested) != normal_row(earlier)
        )
        yield "attested" if said_anew else "edited"


def _periods(before: Promise, after: Promise) -> Iterator[str]:
    yield from _later(before.experiment.decide_by, after.experiment.decide_by)
    yield from _later(before.legacy.honour_until, after.legacy.honour_until)
    if before.legacy.lives_in != after.legacy.lives_in:
        yield "edited"


def _started(before: Promise, after: Promise, today: date) -> Iterator[str]:
    """Yield extended where an experiment that had begun starts later, so that it may go on for longer."""
    earlier, later = before.experiment.started, after.experiment.started
    if earlier == later:
        return
    had_begun = before.status == "active" and earlier is not None and earlier <= today
    yield (
        "extended"
        if had_begun and later is not None and earlier is not None and later > earlier
        else "edited"
    )


def _later(before: date | str | None, after: date | str | None) -> Iterator[str]:
    if before == after:
        return
    if before is None or after is None:
        yield "edited"
    elif isinstance(before, date) and isinstance(after, date):
        yield "extended" if after > before else "shortened"
    else:
        yield "extended" if after == FOREVER else "shortened"


def _owner(before: Promise, after: Promise) -> Iterator[str]:
    yield from _text(before.owner, after.owner, "reowned")


def _alignments(before: Promise, after: Promise) -> Iterator[str]:
    earlier, later = ({normal_row(link) for link in promise.aligned_to} for promise in (before, after))
    if earlier != later:
        yield "realigned"
    elif before.aligned_to != after.aligned_to:
        yield "edited"


def _notices(before: Promise, after: Promise) -> Iterator[str]:
    if before.notices == after.notices:
        return
    added = notices_added(before, after)
    if added:
        yield "noticed"
    if _had_ended(before, after) and notices_lost(before, after):
        return  # that is told of the ending
    if (
        len(after.notices) - len(added) != len(before.notices)
        or after.notices[: len(before.notices)] != before.notices
    ):
        yield "edited"


def notices_added(before: Promise | None, after: Promise) -> tuple[Notice, ...]:
    """Return the notices that are new: for each audience as many as it gained, those that weren't there.

    An earlier notice that was altered or replaced is no new one.
    """
    earlier = [normal_row(notice) for notice in before.notices] if before else []
    fresh = [notice for notice in after.notices if normal_row(notice) not in earlier]
    gained = Counter(fold(notice.audience) for notice in after.notices)
    gained.subtract(notice.audience for notice in earlier)
    found = []
    for notice in reversed(fresh):
        if gained[fold(notice.audience)] > 0:
            gained[fold(notice.audience)] -= 1
            found.append(notice)
    return tuple(reversed(found))


def _ending(before: Promise, after: Promise) -> Iterator[str]:
    had_ended = _had_ended(before, after)
    if had_ended and (_outcome(before) != _outcome(after) or notices_lost(before, after)):
        yield "ending-changed"
    ends = before.status != after.status and after.status in ENDED
    if before.ending == after.ending or (ends and not had_ended):
        return
    if not had_ended or _outcome(before) == _outcome(after) or _reasons(before) != _reasons(after):
        yield "edited"


def _had_ended(before: Promise, after: Promise) -> bool:
    return before.status in ENDED and after.status in ENDED


def _outcome(promise: Promise) -> tuple[object, ...]:
    """Return what an ending means to those who relied on the promise: its day, what follows, which zones stopped."""
    ending = promise.ending or Ending()
    stops = {zone: normal_row(stop) for zone, stop in ending.zones.items()}
    return ending.date, frozenset(ending.superseded_by), stops


def _reasons(promise: Promise) -> tuple[str, str]:
    ending = promise.ending or Ending()
    return ending.why, ending.decided_by


def notices_lost(before: Promise, after: Promise) -> tuple[Notice, ...]:
    """Return the notices that are no longer there as they were."""
    kept = Counter(normal_row(notice) for notice in after.notices)
    lost = []
    for notice in before.notices:
        kept[normal_row(notice)] -= 1
        if kept[normal_row(notice)] < 0:
            lost.append(notice)
    return tuple(lost)


def _rest(before: Promise, after: Promise) -> Iterator[str]:
    if _remainder(before) != _remainder(after):
        yield "edited"


def _remainder(promise: Promise) -> tuple[object, ...]:
    return (promise.title, promise.made, promise.indicators, promise.review_by, promise.tags, promise.notes)


Comparison = Callable[[Promise, Promise], Iterable[str]]
COMPARISONS: tuple[Comparison, ...] = (
    _status, _layer, _statement, _terms, _audience, _condition, _zones, _attestations, _periods, _owner,
    _alignments, _notices, _ending, _rest,
)  # fmt: skip
