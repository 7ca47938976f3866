"""What one customer is owed: the conditions of Conditional promises evaluated over facts, and nothing guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from pas_gov.foundation.values import dataclass
from pas_gov.judging.explaining.explanation import Expression
from pas_gov.judging.owed.conditions import ConditionEvaluator
from pas_gov.judging.owed.misfits import FactMisfit
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack

Applies = Literal["yes", "no", "undecidable", "unknown"]


@dataclass(frozen=True, slots=True)
class Owed:
    """One promise, and whether it is owed to the subject.

    ``unknown`` stands for Legacy and Experimental promises: whom they were made to is in words, which no fact
    decides. ``why`` gives the reason. ``missing`` are the facts for want of which a condition is undecidable,
    ``absent`` those that a condition which was decided asked for by has() and that aren't there, ``doubts`` what it
    compared that is never equal, such as a text and a number, ``misfits`` the facts that are of another kind than the
    condition needs. ``until`` is the last day of a promise that has ended
    and is still owed. ``condition`` is what the condition came to, part by part, where that was asked for.
    """

    entry: Entry
    applies: Applies
    why: str
    missing: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    misfits: tuple[FactMisfit, ...] = ()
    until: date | None = None
    condition: Expression | None = None


def owed(stack: Stack, facts: Mapping[str, object], day: date, *, explain: bool = False) -> tuple[Owed, ...]:
    """Return every promise that stands on a day, by id, held against a subject's facts.

    A promise stands while it is active, and once ended until the last day of its ending. Only an exact boolean of
    CEL decides a condition; whatever else comes of it is undecidable, never "no". Facts are plain data.
    """
    holding = ConditionEvaluator(facts, day, explain=explain)
    found = ((entry, _until(entry, day)) for entry in stack.entries.values())
    return tuple(
        replace(one, until=until) if until else one
        for entry, until in found
        if entry.active or until
        for one in [ANSWERS[entry.layer](entry, holding)]
    )


def _until(entry: Entry, day: date) -> date | None:
    ending = entry.promise.ending.date if entry.ended and entry.promise.ending else None
    return ending if ending is not None and ending >= day else None


def _everyone(entry: Entry, _holding: ConditionEvaluator) -> Owed:
    return Owed(entry, "yes", f"made to {', '.join(entry.promise.audience)}")


def _legacy(entry: Entry, holding: ConditionEvaluator) -> Owed:
    legacy = entry.promise.legacy
    until = legacy.honour_until
    if isinstance(until, date):
        told = _day("to be honoured until", "was to be honoured until", until, holding.day)
    else:
        told = "to be honoured for ever" if until else "until when it is honoured is not recorded"
    return Owed(entry, "unknown", f"{_made_to(legacy.made_to)}; {told}")


def _experimental(entry: Entry, holding: ConditionEvaluator) -> Owed:
    experiment = entry.promise.experiment
    began = f"since {experiment.started}" if experiment.started else ""
    if experiment.started and experiment.started > holding.day:
        began = f"from {experiment.started}"
    ends = experiment.decide_by
    told = _day("to be decided by", "was to be decided by", ends, holding.day) if ends else ""
    dates = ", ".join(filter(None, [began, told])) or "when it began and ends is not recorded"
    return Owed(entry, "unknown", f"{_made_to(experiment.cohort)}; {dates}")


def _made_to(whom: str) -> str:
    return f"made to {whom}" if whom.strip() else "whom it was made to is not recorded"


def _day(coming: str, passed: str, until: date, day: date) -> str:
    return f"{coming} {until}" if until >= day else f"{passed} {until}, which has passed"


def _conditional(entry: Entry, holding: ConditionEvaluator) -> Owed:
    found = holding.answer(entry.promise.applies_when)
    return Owed(
        entry,
        found.holds,
        found.why,
        found.missing,
        found.absent,
        found.doubts,
        found.misfits,
        condition=found.traced,
    )


ANSWERS: Mapping[str, Callable[[Entry, ConditionEvaluator], Owed]] = {
    "core": _everyone,
    "supporting": _everyone,
    "conditional": _conditional,
    "experimental": _experimental,
    "legacy": _legacy,
}
