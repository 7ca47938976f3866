"""Two statements side by side: whether one says otherwise than the other, in what, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnosis.commitments.apart import narrower_plan, relation
from pas_gov.diagnosis.commitments.contrast import contrasted
from pas_gov.diagnosis.findings.denial import denial
from pas_gov.diagnosis.findings.difference import Difference, of_whom
from pas_gov.diagnosis.statements.facets import PLAN
from pas_gov.diagnosis.statements.measures import HOURS, NONE, PLACE, UNLIMITED
from pas_gov.diagnosis.statements.regions import areas
from pas_gov.diagnosis.statements.statement import DENIES, EVERYBODY, FREE, ONLY, PRICED, Statement, Value
from pas_gov.drift.matching import amount_relations
from pas_gov.drift.matching.amounts import Amount
from pas_gov.drift.matching.denials import telling_senses
from pas_gov.drift.matching.stated import stated
from pas_gov.drift.matching.words import sense
from pas_gov.foundation.patterns import late_pattern

GENERAL = frozenset(
    (
        "how long data is kept", "how long it takes to set up", "how long a contract runs", "how often it is released",
        "how often it is reviewed", "how often a report comes", "how often status is told", "opening hours",
        "how soon it is delivered", "how soon an answer comes", "how soon it is solved", "discount", "transaction fee",
        "service credit", "how long a return is taken", "how soon an update is given",
    )
)  # fmt: skip
"""Measures of many things: what is measured has to be told by the other words, too."""
PLAIN_ENOUGH = frozenset(
    (
        "how soon it is delivered",
        "how soon an answer comes",
        "how long a return is taken",
        "when support is there",
    )
)
"""Those of them that a short sentence without any condition says of all that there is."""
SHORT = 16
"""Words of a sentence that is short."""
LEAST_SURE = 0.12
"""How sure both have to be to commit where it isn't known what their figures measure."""
LIKE_MEASURED, LIKE_GENERAL, LIKE_UNKNOWN, LIKE_SUBJECT, LIKE_PLAIN = 0.06, 0.16, 0.5, 0.25, 0.0
"""How like two statements have to be where their measure is known, where it is one of many things, where it isn't, where at
least they begin with the same thing, and where both are short and plain."""
LIKE_COST, LIKE_COST_BRIEF, LIKE_CONDITION, LIKE_UNLIMITED = 0.3, 0.18, 0.4, 0.1


def may_differ(one: Statement, other: Statement) -> bool:
    """Say whether two statements can differ at all, which is soon told."""
    mine, theirs = one.marks, other.marks
    if DENIES in mine | theirs or (FREE in mine | theirs and PRICED in mine | theirs):
        return True
    if (EVERYBODY in mine | theirs or ONLY in mine | theirs) and (PLAN in one.facets) != (
        PLAN in other.facets
    ):
        return True
    return any(each.measure == value.measure for each in one.values for value in other.values)


def differences(one: Statement, other: Statement, like: float, shared: int) -> Iterator[Difference]:
    """Yield in what two statements differ; ``like`` is their likeness, ``shared`` how many telling words they share."""
    found = False
    for mine in one.values:
        for theirs in other.values:
            if mine.measure == theirs.measure and _comparable(mine, theirs):
                for each in _values(one, mine, other, theirs, like, shared):
                    found = True
                    yield each
    if found:
        return
    if FREE in one.marks | other.marks and PRICED in one.marks | other.marks:
        yield from _cost(one, other, like, shared)
    if not _share_a_measure(one, other):
        yield from denial(one, other, like)
        yield from (each.turned() for each in denial(other, one, like))
        yield from _condition(one, other, like, shared)


def _values(  # noqa: PLR0913  (two values, each with its statement, and how like they are)
    one: Statement, mine: Value, other: Statement, theirs: Value, like: float, shared: int
) -> Iterator[Difference]:
    how = relation(mine.facets, theirs.facets, priced=mine.sort == "money")
    if how in ("apart", "narrower") or not _sure_enough(one, mine, other, like):
        return
    unlimited = UNLIMITED in (mine.sort, theirs.sort)
    if not _about_the_same(one, other, mine.measure, like, shared, unlimited=unlimited) or not _differ(
        one, mine, other, theirs
    ):
        return
    if (mine.sort != PLACE and contrasted(one.text, other.text)) or _other_cases(one, other):
        return
    certainty = (0.62 if mine.measure else 0.42) + 0.35 * min(like, 0.8)
    certainty += 0.06 if mine.measure and mine.measure not in GENERAL else 0.0
    certainty -= 0.1 if how == "nearly" else 0.0
    certainty -= 0.08 * (one.soft != other.soft)
    certainty -= 0.15 * (not one.claim and not other.claim) + 0.04 * (one.claim != other.claim)
    way = mine.sort if mine.sort in (HOURS, PLACE) else "quantity"
    about = mine.measure or "what seems to be one matter"
    yield Difference(way, about, (mine.text, theirs.text), certainty, (_key(one, mine), _key(other, theirs)))


def _sure_enough(one: Statement, mine: Value, other: Statement, like: float) -> bool:
    """Say whether two statements commit surely enough for their figures to be held against each other."""
    known = bool(mine.measure) and mine.measure not in GENERAL
    if not (one.claim or other.claim) and not (known and like >= LIKE_GENERAL):
        return False
    return _is_named(mine.measure) or mine.sort == UNLIMITED or min(one.score, other.score) >= LEAST_SURE


def _is_named(measure: str) -> bool:
    """Say whether a measure is one of the list: of a count it is only known what is counted."""
    return bool(measure) and not measure.startswith("how many")


def _about_the_same(  # noqa: PLR0913  (two statements, and how like they are)
    one: Statement, other: Statement, measure: str, like: float, shared: int, *, unlimited: bool
) -> bool:
    """Say whether two statements are alike enough for figures of a measure to be of the same thing."""
    if unlimited:
        return like >= LIKE_UNLIMITED
    if not _is_named(measure):
        alike = like >= LIKE_SUBJECT and _subject(one) == _subject(other)
        return (like >= LIKE_UNKNOWN and shared >= 3) or (
            alike and shared >= (1 if like >= 1.5 * LIKE_SUBJECT else 2)
        )
    if measure not in GENERAL:
        return like >= LIKE_MEASURED
    plain = measure in PLAIN_ENOUGH and all(not each.condition and _is_short(each) for each in (one, other))
    return like >= (LIKE_PLAIN if plain else LIKE_GENERAL)


def _is_short(one: Statement) -> bool:
    return len(one.text.split()) <= SHORT


def _subject(one: Statement) -> str:
    """Return the sense of the first telling word of a sentence: what it is about."""
    return next(iter(telling_senses(one.text)), "")


def _comparable(mine: Value, theirs: Value) -> bool:
    """Say whether two values of one measure are of one sort; no notice is a time, and "unlimited" a number."""
    sorts = {mine.sort, theirs.sort}
    if NONE in sorts:
        return sorts == {NONE, "time"}
    return len(sorts) == 2 if UNLIMITED in sorts else len(sorts) == 1


def _differ(one: Statement, mine: Value, other: Statement, theirs: Value) -> bool:
    if mine.sort != theirs.sort:
        return True  # no notice, or no limit, beside a figure
    if mine.sort == PLACE:
        alone = {ONLY, EVERYBODY} & (one.marks | other.marks)
        return bool(alone) and not areas(mine.text) & areas(theirs.text)
    if mine.sort == HOURS:
        return _other_hours(one, other)
    first, second = _amount(one, mine), _amount(other, theirs)
    if first is None or second is None:
        return False
    both = {amount_relations.relation(first, second), amount_relations.relation(second, first)}
    return both <= {"other", "incomparable"} and not (
        _has_too(one, first, second) or _has_too(other, second, first)
    )


def _other_hours(one: Statement, other: Statement) -> bool:
    first, second = stated(one.text).reading.coverage, stated(other.text).reading.coverage
    if first is None or second is None or first.agrees(second):
        return False
    return (first.told and second.told) or first.always or second.always


def _amount(one: Statement, value: Value) -> Amount | None:
    return next((each for each in stated(one.text).amounts if each.place[0] == value.start), None)


def _has_too(one: Statement, mine: Amount, theirs: Amount) -> bool:
    """Say whether a sentence has the other's amount as well, of something else: "30 days, and 60 days from backups"."""
    those = stated(one.text).amounts
    return any(each is not mine and amount_relations.relation(each, theirs) == "same" for each in those)


def _other_cases(one: Statement, other: Statement) -> bool:
    """Say whether both hold under a condition with a figure, and the figures aren't the same: steps of a scale."""
    mine, theirs = (
        [each.ends for each in stated(of.condition).amounts] if of.condition else [] for of in (one, other)
    )
    return bool(mine) and bool(theirs) and mine != theirs


def _share_a_measure(one: Statement, other: Statement) -> bool:
    mine, theirs = ({(each.measure, each.sort) for each in of.values if each.measure} for of in (one, other))
    return bool(mine & theirs)


def _cost(one: Statement, other: Statement, like: float, shared: int) -> Iterator[Difference]:
    brief = (one.claim or other.claim) and _is_short(one) and _is_short(other) and shared >= 1
    if like < (LIKE_COST_BRIEF if brief else LIKE_COST) or contrasted(one.text, other.text):
        return
    if relation(of_whom(one), of_whom(other)) in ("apart", "narrower") or not _share_a_thing(one, other):
        return
    certainty = 0.5 + 0.5 * min(like, 0.8)
    for free, paid in ((one, other), (other, one)):
        words, price = stated(free.text).reading.free, _price(paid)
        if words and price is not None and _price(free) is None and not stated(paid.text).reading.free:
            key = ("free", price.text.lower())
            found = Difference("cost", "what it costs", (words, price.text), certainty, key)
            yield found if free is one else found.turned()


def _share_a_thing(one: Statement, other: Statement) -> bool:
    """Say whether two sentences name a thing in common, beside that it costs."""
    return bool({*telling_senses(one.text)} & {*telling_senses(other.text)} - _COSTS)


_COSTS = frozenset(
    sense(word)
    for word in "cost costs free price fee charge pay bill additional extra include included month year user offer available plan".split()
)


_NO_PRICE = late_pattern(
    r"\b(?:sav(?:es?|ed|ings?)|worth|rais(?:e|ed)|revenue|funding|liab\w+|damages|fines?|penalt\w+)\b"
)


def _price(one: Statement) -> Amount | None:
    """Return what a sentence says that something costs, None for nothing: what is saved or raised is no price."""
    if _NO_PRICE.search(one.text.lower()):
        return None
    said = (
        each for each in stated(one.text).amounts if each.sort == "money" and each.said.standing == "said"
    )
    return next((each for each in said if each.ends[-1][1]), None)


def _condition(one: Statement, other: Statement, like: float, shared: int) -> Iterator[Difference]:
    """Yield that one keeps to some what the other promises to all."""
    if like < LIKE_CONDITION or shared < 2 or not (one.claim or other.claim):
        return
    for narrow, wide in ((one, other), (other, one)):
        if not narrower_plan(of_whom(narrow), of_whom(wide)) or EVERYBODY in narrow.marks:
            continue
        firm = (EVERYBODY in wide.marks) + (ONLY in narrow.marks)
        if not firm or stated(wide.text).denials or stated(narrow.text).denials:
            continue
        some = ", ".join(sorted(narrow.facets[PLAN]))
        whom = "for everybody" if EVERYBODY in wide.marks else "without a condition"
        certainty = 0.3 + 0.35 * min(like, 0.8) + 0.14 * firm
        found = Difference(
            "condition", "to whom it is given", (f"for {some}", whom), certainty, (some, "all")
        )
        yield found if narrow is one else found.turned()


def _key(one: Statement, value: Value) -> str:
    if value.sort == HOURS:
        covers = stated(one.text).reading.coverage
        return str((covers.always, covers.days, covers.hours)) if covers else value.text.lower()
    amount = _amount(one, value)
    return f"{amount.dimension} {amount.ends}" if amount else value.text.lower()
