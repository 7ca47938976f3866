"""The life of a promise on a line: wordings, reviews and confirmations, its end or what is next, with coordinates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from pas_gov.drift.state.promise_state import STATES, State
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.events import Event
from pas_gov.model.records.promise import ZONES, Promise
from pas_gov.model.stack.entry import Entry
from pas_gov.report.layout import count
from pas_gov.site.words import STANDING_MARKS, day_words

WIDTH, SIDE, LANE, BAR, AXIS = 560, 8, 58, 16, 24
NARROW, NEAR = 14, 14  # what a number needs; signs that are nearer to each other are one
MARK, BELOW = 36, 17  # how far below the top of its lane a mark stands, and how far below that its day
DAY, EDGE = 110, 60  # what two days beside each other need, and half of one day at an edge
TOLD = 2  # events from which on a picture tells more than the page beside it
ROWS = 200  # of the table beside a picture
REALITY: Mapping[str, State] = {
    "kept": "kept",
    "drifting": "drifting",
    "broken": "broken",
    "unknown": "unverified",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened on a day, in words; ``promise`` is another one that it is about, "" for none.

    ``kind`` is "wording", "review", "confirmation", "end" or "ahead"; ``state`` what a zone said, None of the others.
    """

    day: date
    kind: str
    says: str
    promise: str = ""
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time of one wording: where it is drawn, and the number that stands in it, "" where there is no room."""

    x: int
    width: int
    number: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """A text at a place; ``kind`` is a state, or "" of what is only written; ``title`` says more of a sign."""

    x: int
    y: int
    text: str
    anchor: str
    kind: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """The dot of a review at a place, with its day and who reviewed in ``title``."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Life:
    """A picture in units of its own size, with the same in a sentence (``said``) and as a table (``moments``).

    ``today`` and ``end`` are the lines of today and of a promise's last day, "" where there is none.
    """

    height: int
    stretches: tuple[Stretch, ...]
    reviews: tuple[Review, ...]
    today: str
    end: str
    signs: tuple[Sign, ...]
    said: str
    moments: tuple[Moment, ...]
    width: int = WIDTH
    bar: int = BAR


Renamed = Callable[[str, date], str]
"""Gives the title that a promise, named by its id, had on a day; "" where it is still called so."""


def life(
    entry: Entry, events: Sequence[Event], today: date, renamed: Renamed = lambda _, __: ""
) -> Life | None:
    """Return the picture of a promise from its events, newest first; None where the record was written once only."""
    if len(events) < TOLD:
        return None
    moments = sorted(_moments(entry, events, today, renamed), key=lambda one: one.day)
    return _drawn(moments, today)


def _moments(entry: Entry, events: Sequence[Event], today: date, renamed: Renamed) -> Iterator[Moment]:
    """Yield all that happened, and what comes next; the end of a promise that was erased is the day it went."""
    entries = [event.after for event in reversed(events) if event.after] or [entry]
    yield from _wordings(events, entries[0])
    yield from dict.fromkeys(one for each in entries for one in _answers(each.promise, renamed))
    gone = next((event.origin.day for event in events if "erased" in event.kinds), None)
    if events[0].after is None and gone:
        yield Moment(gone, "end", "erased from the stack")
    elif entry.ended and entry.promise.ending and entry.promise.ending.date:
        yield Moment(entry.promise.ending.date, "end", f"{entry.status}: it ends")
    else:
        yield from _ahead(entry.promise, today)


def _wordings(events: Sequence[Event], first: Entry) -> Iterator[Moment]:
    """Yield the day from which each wording stood; the first one's is that on which the promise was made."""
    made, number, last = first.promise.made, 1, first.wording
    began = min(made.date, events[-1].origin.day)
    yield Moment(began, "wording", f"made{f', {made.source}' if made.source else ''}: wording 1")
    for event in reversed(events):
        if event.after and event.after.wording != last:
            number, last = number + 1, event.after.wording
            yield Moment(event.origin.day, "wording", f"{', '.join(event.kinds)}: wording {number}")


def _answers(promise: Promise, renamed: Renamed) -> Iterator[Moment]:
    """Yield the reviews and the confirmations that stand in one state of the record."""
    for link in promise.aligned_to:
        if link.date:
            who = f" by {link.by}" if link.by else ""
            earlier = renamed(link.promise, link.date)
            against = f'against "{earlier}", now' if earlier else "against"
            yield Moment(link.date, "review", f"reviewed{who} {against}", link.promise)
    for name, zone in promise.zones.items():
        if zone.attested:
            told = zone.attested
            says = f"{ZONES[name]} says: {told.reality}, {told.by}"
            yield Moment(told.date, "confirmation", says, state=REALITY.get(told.reality, "unverified"))


def _ahead(promise: Promise, today: date) -> Iterator[Moment]:
    """Yield the next day that the record itself names."""
    days = [(promise.review_by, "review by"), (promise.experiment.decide_by, "to be decided by")]
    until = promise.legacy.honour_until
    days += [(until, "honoured until")] if isinstance(until, date) else []
    to_come = sorted((day, says) for day, says in days if day and day > today)
    yield from (Moment(day, "ahead", says) for day, says in to_come[:1])


def _drawn(moments: Sequence[Moment], today: date) -> Life:
    ends = next((one for one in moments if one.kind == "end"), None)
    line = _Line(moments[0].day, max(today, moments[-1].day))
    lanes = [kind for kind in ("wording", "review", "confirmation") if _of(moments, kind)]
    middle = {kind: LANE * at + MARK for at, kind in enumerate(lanes)}
    height = LANE * len(lanes) + AXIS
    until = min(ends.day, line.last) if ends else today
    x = line.x(today)
    return Life(
        height=height,
        stretches=tuple(_stretches(_of(moments, "wording"), line, until)),
        reviews=tuple(
            Review(f"M{line.x(one.day)} {middle['review']}h0", _title(one)) for one in _of(moments, "review")
        ),
        today=f"M{x} 18V{height - AXIS + 4}" if line.last > today else "",
        end=f"M{line.x(ends.day)} 18V{height - AXIS + 4}" if ends else "",
        signs=(
            *(Sign(0, LANE * at + 20, LANES[kind], "start", "name") for at, kind in enumerate(lanes)),
            *_confirmed(_of(moments, "confirmation"), line, middle.get("confirmation", 0) + 5),
            *(
                sign
                for kind in ("review", "confirmation")
                for sign in _first_and_last(_of(moments, kind), line, middle.get(kind, 0) + BELOW)
            ),
            *_days(moments, line, today, height),
        ),
        said=_said(moments, ends),
        moments=tuple(moments[-ROWS:]),
    )


LANES = {"wording": "Wordings", "review": "Reviews", "confirmation": "What zones say"}


def _of(moments: Iterable[Moment], kind: str) -> list[Moment]:
    return [one for one in moments if one.kind == kind]


@dataclass(frozen=True, slots=True)
class _Line:
    """From days to places."""

    first: date
    last: date

    def x(self, day: date) -> int:
        inside = min(max(day, self.first), self.last)
        span = (self.last - self.first).days or 1
        return SIDE + round((WIDTH - 2 * SIDE) * (inside - self.first).days / span)


def _stretches(wordings: Sequence[Moment], line: _Line, until: date) -> Iterator[Stretch]:
    """Yield the time of each wording, up to the next one or to the end; at least wide enough to be seen."""
    edges = [*(line.x(one.day) for one in wordings), line.x(max(until, wordings[-1].day))]
    for number, (begin, end) in enumerate(pairwise(edges), start=1):
        width = max(end - begin, 2)
        yield Stretch(begin, width, str(number) if width >= NARROW else "", _title(wordings[number - 1]))


def _confirmed(found: Iterable[Moment], line: _Line, y: int) -> Iterator[Sign]:
    """Yield a sign for what zones said; of those that would cover each other the worst one."""
    places: list[tuple[int, State, str]] = []
    for one in found:
        x, state = line.x(one.day), one.state or "unverified"
        if places and x - places[-1][0] < NEAR:
            at, other, titles = places[-1]
            places[-1] = (at, min(other, state, key=STATES.index), f"{titles}; {_title(one)}")
        else:
            places.append((x, state, _title(one)))
    yield from (Sign(x, y, STANDING_MARKS[state], "middle", state, title) for x, state, title in places)


def _title(one: Moment) -> str:
    return f"{day_words(one.day)}: {one.says}{f' {one.promise}' if one.promise else ''}"


def _first_and_last(found: Sequence[Moment], line: _Line, y: int) -> Iterator[Sign]:
    """Yield the days under the first and the last mark of a lane; where both have no room, under the last alone."""
    if not found:
        return
    ends = [found[-1].day]
    if line.x(found[-1].day) - line.x(found[0].day) >= DAY:
        ends.insert(0, found[0].day)
    yield from (_day_at(line.x(day), y, day_words(day), "name") for day in ends)


def _day_at(x: int, y: int, text: str, kind: str = "") -> Sign:
    """Return a text in the middle below or above a place, or beside it where an edge is near."""
    anchor = "start" if x < EDGE else "end" if x > WIDTH - EDGE else "middle"
    return Sign(x, y, text, anchor, kind)


def _days(moments: Sequence[Moment], line: _Line, today: date, height: int) -> Iterator[Sign]:
    """Yield what is written below: the first day, and the last with what it is; above, where today or its end lies."""
    last, y = moments[-1], height - 6
    ends = next((one for one in moments if one.kind == "end"), None)
    yield Sign(0, y, day_words(line.first), "start")
    named = {"end": "ended" if last.day <= today else "ends", "ahead": f"next: {last.says}"}.get(
        last.kind, ""
    )
    if line.last > today:
        yield Sign(WIDTH, y, f"{named} {day_words(line.last)}".strip(), "end")
        yield _day_at(min(max(line.x(today), 160), WIDTH), 12, f"today, {day_words(today)}")
    else:
        yield Sign(WIDTH, y, f"today, {day_words(today)}", "end")
        if ends is not None:
            yield _day_at(min(max(line.x(ends.day), 160), WIDTH), 12, f"ended {day_words(ends.day)}")


def _said(moments: Sequence[Moment], ends: Moment | None) -> str:
    """Return the picture in a sentence."""
    wordings, reviews = _of(moments, "wording"), _of(moments, "review")
    confirmations, ahead = _of(moments, "confirmation"), _of(moments, "ahead")
    told = [f"Made on {day_words(wordings[0].day)}", count(len(wordings), "wording")]
    if len(wordings) > 1:
        told[-1] += f", the last since {day_words(wordings[-1].day)}"
    if reviews:
        told.append(f"{count(len(reviews), 'review')}, the last on {day_words(reviews[-1].day)}")
    if confirmations:
        last = day_words(confirmations[-1].day)
        told.append(f"{count(len(confirmations), 'answer')} of zones, the last on {last}")
    told += [f"{one.says}, {day_words(one.day)}" for one in ahead]
    told += [f"{ends.says} on {day_words(ends.day)}"] if ends else []
    return "; ".join(told)
