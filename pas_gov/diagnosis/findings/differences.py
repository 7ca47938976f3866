"""Two statements side by side: whether one says otherwise than the other, in what, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pas_gov.diagnosis.commitments.apart import narrower_plan, relation
from pas_gov.diagnosis.statements.facets import CHANNEL, PLAN
from pas_gov.diagnosis.statements.measures import HOURS, NONE
from pas_gov.diagnosis.statements.statement import EVERYBODY, ONLY, RETIRED, Statement, Value
from pas_gov.drift.matching import amount_relations
from pas_gov.drift.matching.amounts import Amount
from pas_gov.drift.matching.denials import denied, same_root, telling_senses
from pas_gov.drift.matching.stated import stated
from pas_gov.drift.matching.topics import topics
from pas_gov.foundation.values import dataclass

GENERAL = frozenset(
    ("how long data is kept", "how long it takes to set up", "how long a contract runs", "how often it is released",
     "how often it is reviewed", "how often a report comes", "how often status is told", "opening hours",
     "how soon it is delivered", "how soon an answer comes", "how soon it is solved", "discount", "transaction fee", "service credit",
     "until when a return is taken", "how soon an update is given")
)  # fmt: skip
"""Measures of many things: what is measured has to be told by the other words, too."""
LIKE_MEASURED, LIKE_GENERAL, LIKE_UNKNOWN = 0.08, 0.16, 0.5
"""How like two statements have to be where their measure is known, where it is one of many things, and where it isn't."""
LIKE_DENIED, LIKE_COST, LIKE_CONDITION, LIKE_CHANNEL = 0.3, 0.3, 0.45, 0.15


@dataclass(frozen=True, slots=True)
class Difference:
    """In what two statements differ: how, about what, what each says in a few words, and how sure it is (0 to 1).

    ``keys`` are the same where two say the same in other words ("24 hours", "one day").
    """

    how: str
    about: str
    said: tuple[str, str]
    certainty: float
    keys: tuple[str, str]


def differences(one: Statement, other: Statement, like: float, shared: int) -> Iterator[Difference]:
    """Yield in what two statements differ; ``like`` is their likeness, ``shared`` how many telling words they share."""
    found = False
    for mine in one.values:
        for theirs in other.values:
            for each in _values(one, mine, other, theirs, like, shared):
                found = True
                yield each
    if found:
        return
    agreed = _agreeing(one, other)
    yield from _cost(one, other, like)
    if not agreed:
        yield from _denial(one, other, like)
        yield from _denial(other, one, like, turned=True)
        yield from _condition(one, other, like, shared)


def _values(  # noqa: PLR0913  (two values, each with its statement, and how like they are)
    one: Statement, mine: Value, other: Statement, theirs: Value, like: float, shared: int
) -> Iterator[Difference]:
    if mine.measure != theirs.measure or not _comparable(mine, theirs):
        return
    priced = mine.sort == "money"
    how = relation(mine.facets, theirs.facets, priced=priced)
    if how in ("apart", "narrower"):
        return
    least = LIKE_UNKNOWN if not mine.measure else LIKE_GENERAL if mine.measure in GENERAL else LIKE_MEASURED
    if like < least or (not mine.measure and shared < 3):
        return
    if not _differ(one, mine, other, theirs):
        return
    certainty = (0.62 if mine.measure else 0.42) + 0.35 * min(like, 0.8)
    certainty += 0.06 if mine.measure and mine.measure not in GENERAL else 0.0
    certainty -= 0.1 if how == "nearly" else 0.0
    certainty -= 0.08 * (one.soft != other.soft)
    certainty -= 0.15 * (not one.claim and not other.claim) + 0.04 * (one.claim != other.claim)
    about = mine.measure or "the same figure"
    yield Difference(
        HOURS if mine.sort == HOURS else "quantity",
        about,
        (mine.text, theirs.text),
        certainty,
        (_key(one, mine), _key(other, theirs)),
    )


def _comparable(mine: Value, theirs: Value) -> bool:
    if NONE in (mine.sort, theirs.sort):
        return mine.sort != theirs.sort and "time" in (mine.sort, theirs.sort)
    return mine.sort == theirs.sort


def _differ(one: Statement, mine: Value, other: Statement, theirs: Value) -> bool:
    if NONE in (mine.sort, theirs.sort):
        return True
    if mine.sort == HOURS:
        first, second = stated(one.text).reading.coverage, stated(other.text).reading.coverage
        if first is None or second is None or first.agrees(second):
            return False
        return (first.told and second.told) or (first.always or second.always)
    first_amount, second_amount = _amount(one, mine), _amount(other, theirs)
    if first_amount is None or second_amount is None:
        return False
    both = {
        amount_relations.relation(first_amount, second_amount),
        amount_relations.relation(second_amount, first_amount),
    }
    return both <= {"other", "incomparable"} and not _beside(one, first_amount, second_amount) and not _beside(
        other, second_amount, first_amount
    )  # fmt: skip


def _amount(one: Statement, value: Value) -> Amount | None:
    return next((each for each in stated(one.text).amounts if each.place[0] == value.start), None)


def _beside(one: Statement, mine: Amount, theirs: Amount) -> bool:
    """Say whether a sentence has the other's amount as well, of something else: "30 days, and 60 days from backups"."""
    return any(
        each is not mine and amount_relations.relation(each, theirs) == "same"
        for each in stated(one.text).amounts
    )


def _agreeing(one: Statement, other: Statement) -> bool:
    return any(
        mine.measure == theirs.measure and mine.measure and mine.sort == theirs.sort
        for mine in one.values
        for theirs in other.values
    )


def _cost(one: Statement, other: Statement, like: float) -> Iterator[Difference]:
    if like < LIKE_COST or relation(one.facets, other.facets) in ("apart", "narrower"):
        return
    first, second = stated(one.text), stated(other.text)
    for free, paid, turned in ((first, second, False), (second, first, True)):
        money = next(
            (each for each in paid.amounts if each.sort == "money" and each.said.standing == "said"), None
        )
        if (
            free.reading.free
            and money
            and not paid.reading.free
            and not any(each.sort == "money" for each in free.amounts)
        ):
            said = (free.reading.free, money.text)
            yield _turned(
                Difference(
                    "cost", "what it costs", said, 0.5 + 0.5 * min(like, 0.8), ("free", money.text.lower())
                ),
                turned,
            )


def _denial(one: Statement, other: Statement, like: float, *, turned: bool = False) -> Iterator[Difference]:
    """Yield that the first denies what the second says."""
    mine, theirs = stated(one.text), stated(other.text)
    if not mine.denials or theirs.denials or RETIRED in one.marks | other.marks:
        return
    how = relation(one.facets, other.facets)
    if how == "apart" or (how == "narrower" and not narrower_plan(other.facets, one.facets)):
        return
    words = telling_senses(theirs.text)
    found = denied(mine.text, mine.denials, words, theirs.denials)
    if found is None:
        channel = one.facets.get(CHANNEL, frozenset()) & other.facets.get(CHANNEL, frozenset())
        if channel and how == "alike" and EVERYBODY in other.marks and like >= LIKE_CHANNEL:
            said = (f'no: "{mine.denials[0].words}"', "yes")
            yield _turned(Difference("denial", "whether it is so", said, 0.6, ("no", "yes")), turned)
        return
    if not found.words or not (one.claim or other.claim or like > 0.5):
        return
    about = set(topics(mine.text)) & set(topics(theirs.text))
    covered = [one for one in found.scope[:4] if any(same_root(one, word) for word in words)]
    share = len(covered) / max(1, len(found.scope[:4]))
    if like < LIKE_DENIED or share < 0.5 or (len(covered) < 2 and not about):
        return
    certainty = 0.32 + 0.45 * min(like, 0.8) + 0.2 * share - (0.12 if how == "narrower" else 0.0)
    certainty -= 0.1 * (not one.claim and not other.claim)
    said = (f'no: "{found.words}"', "yes")
    yield _turned(Difference("denial", "whether it is so", said, certainty, ("no", "yes")), turned)


def _condition(one: Statement, other: Statement, like: float, shared: int) -> Iterator[Difference]:
    """Yield that one keeps to some what the other promises to all."""
    if like < LIKE_CONDITION or shared < 2 or not (one.claim or other.claim):
        return
    for narrow, wide, turned in ((one, other, False), (other, one, True)):
        if not narrower_plan(narrow.facets, wide.facets) or EVERYBODY in narrow.marks:
            continue
        if (
            not (EVERYBODY in wide.marks or ONLY in narrow.marks)
            or stated(wide.text).denials
            or stated(narrow.text).denials
        ):
            continue
        firm = (EVERYBODY in wide.marks) + (ONLY in narrow.marks)
        some = ", ".join(sorted(narrow.facets[PLAN]))
        said = (f"for {some}", "for everybody" if EVERYBODY in wide.marks else "without a condition")
        certainty = 0.3 + 0.35 * min(like, 0.8) + 0.14 * firm
        yield _turned(Difference("condition", "to whom it is given", said, certainty, (some, "all")), turned)


def _turned(one: Difference, turned: bool) -> Difference:
    return replace(one, said=one.said[::-1], keys=one.keys[::-1]) if turned else one


def _key(one: Statement, value: Value) -> str:
    if value.sort == HOURS:
        covers = stated(one.text).reading.coverage
        return str((covers.always, covers.days, covers.hours)) if covers else value.text.lower()
    amount = _amount(one, value)
    return f"{amount.dimension} {amount.ends}" if amount else value.text.lower()
