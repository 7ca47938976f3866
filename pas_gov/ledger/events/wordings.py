"""Every wording in a history: the present ones, and those that a commit replaced, worked out from events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.events import UNREAD, UNREADABLE, Event
from pas_gov.ledger.events.known_wordings import Standing, Wording, WordingStep, wording_of
from pas_gov.ledger.replay.origin import Origin
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack


def wordings(stack: Stack, events: Iterable[Event]) -> tuple[Wording, ...]:
    """Return the wordings of every promise that ever was binding, by id; the present one first, then newest first.

    ``stack`` is the one at the tip, ``events`` those of the history that leads to it, newest first. An earlier wording
    counts where the promise was active under it: what was only proposed was never promised. A wording that comes back
    is told once for each time that it stood, but never beside the same present one: then it isn't earlier.
    """
    told: dict[str, list[Event]] = {one: [] for one in stack.entries}
    for event in events:
        if event.promise and not {UNREAD, UNREADABLE} & set(event.kinds):
            told.setdefault(event.promise, []).append(event)
    found = (one for identity in sorted(told) for one in _of(stack.get(identity), told[identity]))
    return tuple(found)


@dataclass(slots=True)
class _Span:
    """The time for which one wording stood without a break, with the last record under it."""

    entry: Entry
    since: Origin | None
    until: Origin | None = None
    ended: Origin | None = None
    binding: bool = False


def _of(entry: Entry | None, events: list[Event]) -> Iterator[Wording]:
    spans = _spans(events)
    standing = spans[-1] if spans and spans[-1].until is None else None
    present = entry or (standing.entry if standing else None)  # unreadable: its last readable state stands
    gone: Standing = "earlier" if present else "erased"
    if present is not None:
        same = standing is not None and standing.entry.wording == present.wording
        yield _told(present, "present", standing if standing and same else _Span(present, None))
    for span in reversed(spans):
        if (
            span.binding
            and span.until is not None
            and not (present and span.entry.wording == present.wording)
        ):
            yield _told(span.entry, gone, span)
            gone = "earlier"


def _spans(events: list[Event]) -> list[_Span]:
    """Return the spans of one promise, oldest first; of its events, the newest comes first."""
    spans: list[_Span] = []
    for event in reversed(events):
        if not spans and event.before is not None:
            spans.append(_Span(event.before, None, binding=event.before.active))
        standing = spans[-1] if spans and spans[-1].until is None else None
        if standing is not None and event.after is not None and event.after.wording == standing.entry.wording:
            standing.ended = _ended(event, standing.ended)
            standing.entry = event.after
            standing.binding |= event.after.active
            continue
        if standing is not None:
            standing.until = event.origin
        if event.after is not None:
            last = _ended(event, standing.ended if standing else None)
            spans.append(_Span(event.after, event.origin, ended=last, binding=event.after.active))
    return spans


def _ended(event: Event, last: Origin | None) -> Origin | None:
    """Return the step that ended a promise which has ended after this one; ``last`` is the one so far."""
    if event.after is None or not event.after.ended:
        return None
    return event.origin if event.before is None or not event.before.ended else last


def _told(entry: Entry, standing: Standing, span: _Span) -> Wording:
    return wording_of(
        entry.promise, entry.wording, standing,
        since=_moment(span.since), until=_moment(span.until), ended=_moment(span.ended),
    )  # fmt: skip


def _moment(origin: Origin | None) -> WordingStep | None:
    return WordingStep(origin.commit, origin.day, origin.author) if origin else None
