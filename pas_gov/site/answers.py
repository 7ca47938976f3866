"""The three questions of leadership, each answered in a sentence from the state of the stack and its changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pas_gov.drift.state.promise_state import STATES, State, worst
from pas_gov.drift.state.stack_state import Numbers, StackState
from pas_gov.drift.zones.drift_items import held_in
from pas_gov.drift.zones.gaps import LEVELS
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.propagation.core_change import CoreChange
from pas_gov.model.records.promise import ZONES
from pas_gov.report.layout import count, joined
from pas_gov.site.words import STANDING_WORDS

NAMED = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question: how it stands, the word that counts, and what is behind it."""

    state: State
    word: str
    text: str


def kept_answer(state: StackState) -> Answer:
    """Return whether the organisation keeps what it promised, by all that was looked at."""
    numbers = state.numbers
    whole = sum(numbers.values())
    if not whole:
        told = _unfinished(state)
        return Answer("unverified", "Nothing is promised now." if told else "Nothing is promised yet.", told)
    told = joined(f"{number} {STANDING_WORDS[one]}" for one, number in numbers.items())
    found = {*numbers, *(one.state for one in state.still_promised)}
    how = next(one for one in STATES if one in found)
    word = {"broken": "No.", "drifting": "Not quite.", "unverified": "Nobody can tell.", "kept": "Yes."}[how]
    if how == "kept":
        word = word if state.observed.texts is not None else "Yes, say the zones."
    return Answer(how, word, f"Of {count(whole, 'active promise')}: {told}.{_unfinished(state)}")


def _unfinished(state: StackState) -> str:
    """Return what is still found of promises that have ended, a sentence behind the others; "" for nothing."""
    stated = len(state.still_promised)
    others = len(state.unfinished) - stated
    told = [
        f"{number} that {'has' if number == 1 else 'have'} ended {said[number != 1]}"
        for number, said in (
            (stated, ("is still promised", "are still promised")),
            (others, ("isn't known to have stopped", "aren't known to have stopped")),
        )
        if number
    ]
    return f" And {joined(told)}." if told else ""


def apart_answer(state: StackState) -> Answer:
    """Return in which zones it comes apart: the two or three that hold most of the gap."""
    items, named = state.items, state.living_in
    if not items:
        return Answer("kept", "Nowhere", "that was looked at.")
    level = items[0].level
    if not named:
        return Answer(level, "In no zone.", f"{count(len(items), 'finding')}, about promises themselves.")
    held = len(held_in(items, named))
    own = len(state.by_zone.get("", ()))
    if own > held:
        told = f"{own} of {count(len(items), 'finding')} concern promises themselves, {held} {_named(named)}."
        return Answer(level, "In no one zone.", told)
    rest = f"; {own} concern{'s' if own == 1 else ''} promises themselves" if own else ""
    return Answer(
        level,
        f"{_named(named)[:1].upper()}{_named(named)[1:]}.",
        f"{held} of {count(len(items), 'finding')}{rest}.",
    )


def _named(zones: Iterable[str]) -> str:
    return f"in {joined(ZONES[zone] for zone in zones)}"


def in_no_zone(state: StackState) -> Numbers:
    """Return how many active promises come apart in no zone, and how far: by what they rest on, or by their dates."""
    levels = [
        worst(item for item in one.items if not item.zone)
        for one in state.promises.values()
        if one.entry.active
    ]
    return {level: levels.count(level) for level in LEVELS if level in levels}


def reached_answer(changes: Iterable[CoreChange]) -> Answer:
    """Return whether every change of a Core has gone through the whole stack and all five zones."""
    everything = tuple(changes)
    waiting = [one for one in everything if not one.executed]
    if not everything:
        return Answer(
            "kept", "There is no change to reach them.", "No Core has changed since the first promises."
        )
    if not waiting:
        return Answer("kept", "Yes.", f"{count(len(everything), 'change')} of a Core, all executed.")
    of = f"{len(waiting)} of {len(everything)} changes" if len(everything) > 1 else "1 change"
    told = f"{of} of a Core {'is' if len(waiting) == 1 else 'are'} not executed."
    return Answer("drifting", "Not yet.", told)


@dataclass(frozen=True, slots=True)
class Execution:
    """How far one change of a Core is executed: who has answered, what is verified, and for whom it waits.

    ``owners`` and ``zones`` are those who are waited for, with how many answers or confirmations, the most first: an
    ending that has its day waits for nobody. ``people`` are who answers for what zones haven't confirmed.
    """

    change: CoreChange
    answered: int
    asked: int
    verified: int
    delivered: int
    owners: tuple[tuple[str, int], ...]
    zones: tuple[tuple[str, int], ...]
    people: tuple[tuple[str, int], ...] = ()


def execution(change: CoreChange) -> Execution:
    """Return how far a change is executed."""
    owners = Counter(one.entry.promise.owner for one in change.unanswered)
    open_in = [(zone.zone, gap) for zone in change.zones for gap in zone.missing if gap.why != "stops-later"]
    zones = Counter(zone for zone, _ in open_in)
    people = Counter(gap.entry.promise.owner for _, gap in open_in)
    return Execution(
        change,
        answered=len(change.answers),
        asked=len(change.answers) + len(change.unanswered),
        verified=sum(zone.verified for zone in change.zones),
        delivered=sum(zone.total for zone in change.zones),
        owners=tuple(owners.most_common()),
        zones=tuple(zones.most_common()),
        people=tuple(people.most_common()),
    )
