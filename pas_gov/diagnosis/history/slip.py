"""One sentence before and after a change: whether it promises something else, and in which direction."""

from __future__ import annotations

from typing import Literal

from pas_gov.diagnosis.statements.measures import HOURS
from pas_gov.diagnosis.statements.statement import DENIES, Statement, Value
from pas_gov.drift.matching.amounts import Amount
from pas_gov.drift.matching.rewording import rewording
from pas_gov.drift.matching.stated import stated
from pas_gov.foundation.values import dataclass
from pas_gov.model.quantities.numerals import NUMBER_WORDS

Direction = Literal["weaker", "stronger", "different"]

MORE_IS_BETTER = frozenset(
    (
        "how long a refund is given", "how long a return is taken", "how soon a price change is told",
        "how soon maintenance is told", "how soon the end of a feature is told", "how soon a new subprocessor is told",
        "how soon a change of terms is told", "how long a trial lasts", "how long a warranty lasts",
        "how long data can be taken out after the end", "how long a version is supported", "when invoices are due",
        "availability", "service credit", "discount", "commission", "refunded share", "share answered in time",
    )
)  # fmt: skip
"""Measures of which the reader has more where the figure is larger."""
LESS_IS_BETTER = frozenset(
    (
        "how soon a breach is told", "when a refund arrives", "notice to cancel", "how long an export takes", "recovery time",
        "recovery point", "how long it takes to set up", "how soon an update is given", "how soon a flaw is patched",
        "how soon it is solved", "how soon it is delivered", "how soon an answer comes", "transaction fee",
        "how often backups are taken", "how often restores are tried", "how often security is tested", "how often it is reviewed",
        "how often a report comes", "how often status is told", "how often staff is trained", "how often keys change",
    )
)  # fmt: skip
"""Measures of which the reader has more where the figure, or the time from one to the next, is smaller."""
LEAST = 0.08
"""How sure a sentence has to be to commit where no measure of its is known."""


@dataclass(frozen=True, slots=True)
class Slip:
    """How one sentence became another: in which direction, in what ("quantity", "verb", "condition", "words"), and the words."""

    direction: Direction
    aspect: str
    before: str
    after: str


def slip_between(before: Statement | None, after: Statement | None, was: str, now: str) -> Slip | None:
    """Return how a commitment changed between two wordings, None where it is the same promise or none.

    ``was`` and ``now`` are the sentences; of those that say nothing the statement is None.
    """
    if not _commits(before) and not _commits(after):
        return None
    if before and after and (told := _of_values(before, after)):
        return told
    found = rewording(now, was)
    if found.kind != "material" or _figures_alone(f"{found.said} {found.instead}"):
        return None
    if before is not None and after is not None:
        if before.soft != after.soft:
            return Slip("weaker" if after.soft else "stronger", "verb", found.instead, found.said)
        if bool(before.condition) != bool(after.condition):
            added = bool(after.condition)
            return Slip("weaker" if added else "stronger", "condition", before.condition, after.condition)
    return Slip("different", "words", found.instead, found.said)


def _figures_alone(words: str) -> bool:
    """Say whether words are figures and nothing else: the same amount written otherwise ("two", "2")."""
    return all(word in NUMBER_WORDS or word[0].isdigit() for word in words.split())


def _commits(one: Statement | None) -> bool:
    """Say whether a sentence promises something: by its words, by what it measures, or by what it denies."""
    if one is None:
        return False
    named = any(value.measure and not value.measure.startswith("how many") for value in one.values)
    return one.claim or named or (one.score >= LEAST and bool(one.values or DENIES in one.marks))


def _of_values(before: Statement, after: Statement) -> Slip | None:
    """Return the change of a figure: of each measure the first, in the direction that it has for the reader."""
    for was in before.values:
        for now in after.values:
            if was.sort != now.sort or (was.measure and now.measure and was.measure != now.measure):
                continue
            told = (
                _of_hours(before, was, after, now)
                if was.sort == HOURS
                else _of_amounts(before, was, after, now)
            )
            if told:
                return told
    return None


def _of_amounts(before: Statement, was: Value, after: Statement, now: Value) -> Slip | None:
    """Return the change of one figure to another, where neither stands in the other sentence as well."""
    first, second = _amount(before, was), _amount(after, now)
    if first is None or second is None or _has(after, first) or _has(before, second):
        return None
    return Slip(_direction(first, second, was.measure or now.measure), "quantity", was.text, now.text)


def _has(one: Statement, amount: Amount) -> bool:
    return any(
        (each.dimension, each.ends) == (amount.dimension, amount.ends) for each in stated(one.text).amounts
    )


def _of_hours(before: Statement, was: Value, after: Statement, now: Value) -> Slip | None:
    first, second = stated(before.text).reading.coverage, stated(after.text).reading.coverage
    if first is None or second is None or first.agrees(second):
        return None
    if first.always or second.always:
        return Slip("weaker" if first.always else "stronger", "quantity", was.text, now.text)
    if first.hours and second.hours and first.days == second.days:
        wide, next_wide = (one[1] - one[0] for one in (first.hours, second.hours))
        direction: Direction = (
            "weaker" if next_wide < wide else "stronger" if next_wide > wide else "different"
        )
        return Slip(direction, "quantity", was.text, now.text)
    return Slip("different", "quantity", was.text, now.text)


def _amount(one: Statement, value: Value) -> Amount | None:
    return next((each for each in stated(one.text).amounts if each.place[0] == value.start), None)


def _direction(was: Amount, now: Amount, measure: str) -> Direction:
    if was.dimension != now.dimension or was.ends[-1] == now.ends[-1]:
        return "different"
    more = now.ends[-1] > was.ends[-1]
    if measure in MORE_IS_BETTER or now.said.direction == was.said.direction == "at_least":
        return "stronger" if more else "weaker"
    if measure in LESS_IS_BETTER or (now.said.direction == was.said.direction == "at_most" and not measure):
        return "weaker" if more else "stronger"
    return "different"
