"""Answers held against the wordings that were asked: one to another wording than the present one isn't taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pas_gov.drift.zones.audit import Question
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.events import Event
from pas_gov.model.records.audit_answers import Answer
from pas_gov.model.records.promise import Promise
from pas_gov.model.stack.differences import wording_lines
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack


@dataclass(frozen=True, slots=True)
class StaleAnswer:
    """An answer that isn't taken: to another wording than the present one, or to one that its file doesn't name.

    ``changed`` are lines that say what differs between the two, where that is known.
    """

    answer: Answer
    entry: Entry
    changed: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """Why it isn't taken, in one sentence."""
        if not self.entry.active:
            return f"the promise is {self.entry.status}, so nothing is asked of it"
        if self.answer.zone not in self.entry.promise.zones_kept:
            return "the zone doesn't deliver it any more"
        if not self.answer.wording:
            return "the file doesn't say which wording was asked, as worksheets do now"
        return "it was asked under another wording" + ("" if self.changed else ", which isn't in the history")


def split_answers(
    given: Iterable[Answer], questions: Iterable[Question], stack: Stack
) -> tuple[tuple[Answer, ...], tuple[StaleAnswer, ...], tuple[Answer, ...]]:
    """Return the answers to present wordings; those that came too late; and those to what was never asked.

    Too late is an answer to another wording, or of a worksheet from before a promise ended or a zone left it.
    """
    asked = {(one.entry.id, one.zone): one.entry.wording for one in questions}
    current, stale, strange = [], [], []
    for one in given:
        entry = stack.get(one.promise)
        wording = asked.get((one.promise, one.zone))
        if wording is not None and wording == one.wording:
            current.append(one)
        elif entry is not None and (wording is not None or _was_asked(one, entry)):
            stale.append(StaleAnswer(one, entry))
        else:
            strange.append(one)
    return tuple(current), tuple(stale), tuple(strange)


def _was_asked(answer: Answer, entry: Entry) -> bool:
    """Tell whether a worksheet may have asked this: it names a wording, and only what it asked about has ended."""
    zones = entry.promise.zones
    over = not entry.active or (answer.zone in zones and zones[answer.zone].left is not None)
    return bool(answer.wording) and over


def explained(stale: StaleAnswer, events: Sequence[Event]) -> StaleAnswer:
    """Return the answer with what changed since it was asked, as far as the events show the wording of then."""
    asked = _record(events, stale.answer)
    lines = wording_lines(asked, stale.entry.promise) if asked is not None else ()
    return StaleAnswer(stale.answer, stale.entry, lines)


def _record(events: Sequence[Event], answer: Answer) -> Promise | None:
    for event in events:
        if event.promise == answer.promise:
            for entry in (event.after, event.before):
                if entry is not None and entry.facts.readable and entry.wording == answer.wording:
                    return entry.promise
    return None
