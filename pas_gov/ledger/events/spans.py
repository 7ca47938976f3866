"""Spans of time: each promise as it stood from one day to another, worked out from events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.events import Event
from pas_gov.model.stack.entry import Entry


@dataclass(frozen=True, slots=True)
class Span:
    """A promise as it stood from the end of one day to the end of another; ``until`` is None where it stands so still.

    What changed more than once on a day counts as it was at that day's end.
    """

    entry: Entry
    since: date
    until: date | None
    commit: str


def spans(events: Iterable[Event]) -> Iterator[Span]:
    """Yield the spans of every promise, by id and then by day, from events that come oldest first."""
    last: dict[str, list[tuple[date, Entry | None, str]]] = {}
    for event in events:
        if not event.promise or (event.before is None and event.after is None):
            continue
        rows = last.setdefault(event.promise, [])
        if rows and rows[-1][0] == event.origin.day:
            rows.pop()
        rows.append((event.origin.day, event.after, event.origin.commit))
    for identity in sorted(last):
        rows = last[identity]
        ends = [*(day for day, _, _ in rows[1:]), None]
        for (since, entry, commit), until in zip(rows, ends, strict=True):
            if entry is not None:
                yield Span(entry, since, until, commit)
