"""What of a text couldn't be compared with a promise: words that weren't read, and what they leave open; as phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.drift.matching.added_conditions import added_conditions
from pas_gov.drift.matching.denials import same_root, telling_senses
from pas_gov.drift.matching.double_negations import Turn, denied_twice, governed
from pas_gov.drift.matching.narrowings import narrowings
from pas_gov.drift.matching.other_times import other_times
from pas_gov.drift.matching.phrases import amount_text, of_text
from pas_gov.drift.matching.reach import reach_differences
from pas_gov.drift.matching.side_by_side import SideBySide
from pas_gov.model.quantities.numerals import NUMBER
from pas_gov.model.quantities.odd_numbers import is_odd_number

MEASURES = {
    "=answer": "answering",
    "=fix": "fixing",
    "=send": "delivering",
    "=refund": "refunding",
    "restor": "restoring",
}
MEASURED = frozenset(MEASURES)
_BARE = re.compile(NUMBER, re.IGNORECASE)
_GRADE = re.compile(
    r"\b(?:severity|sev|priority|p|tier|level|class|grade) ?-?(?P<number>\d)\b", re.IGNORECASE
)
_ANYTIME = re.compile(r"\b(?:any ?time|always|whenever)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|when|whenever|once|as long as)\b", re.IGNORECASE)
_HEADS = re.compile(
    r"\b(?:times?|uptime|availability|rate|share|number|ratio|percentage|level)\b", re.IGNORECASE
)
_BOUNDLESS = re.compile(
    r"\b(?:unlimited|unmetered|infinite|endless|limitless|as (?:many|much) as you (?:like|want|need))\b",
    re.IGNORECASE,
)
_ENDLESS = re.compile(
    r"\b(?:indefinitely|forever|for ever|permanently|for life|lifetime|always available|never down)\b",
    re.IGNORECASE,
)
_ALWAYS = re.compile(r"\b(?:always|never (?:goes )?down|all the time|at all times|any time)\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:(?:per|a|each|every|of each|of the|last|this) (?P<per>month|year|quarter|week|day)|(?P<ly>monthly|yearly|annual|annually|"
    r"quarterly|weekly|daily))\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:stored|hosted|kept|processed|located|held|stays?|remains?|based|resides?|lives?|servers?|centers?|centres?) (?:\w+ly |only )?"
    r"(?:in|within|inside) (?:the )?(?P<place>[A-Z][\w-]+(?: [A-Z][\w-]+){0,3})"
)
_LY = {
    "monthly": "month",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
    "quarterly": "quarter",
    "weekly": "week",
    "daily": "day",
}
_UNIT = re.compile(
    r"\d|\bhalf\b|third|fraction|^every |\bto be |^TB|[{}<>\[\]%$_?]|\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|nights?)\b|^(?:XX?|N|Y|TBD|tbd)$|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|million|zero)\b",
    re.IGNORECASE,
)


def not_compared(pair: SideBySide) -> Iterator[str]:
    """Yield a phrase on each thing that the text leaves open, with its words."""
    for unread in _unread_words(pair):
        alike = unread in pair.theirs.said.reading.unread or (
            not _BARE.fullmatch(unread)
            and re.search(rf"(?<!\w){re.escape(unread)}(?!\w)", pair.theirs.said.text, re.IGNORECASE)
        )
        if not alike:
            yield f'"{unread}"'
    yield from _unplaced_amounts(pair)
    if not pair.theirs.said.hedges:
        conditional = _CONDITION.search(pair.theirs.telling)
        hedges = [one for one in pair.whole.hedges if not (conditional and _CONDITION.match(one))]
        yield from (f'"{one}", by which it is less firm' for one in hedges)
        if not any(one.said.about for one in pair.theirs.said.amounts):
            yield from (f'"{one.text}", which is only about so much' for one in pair.amounts.about)
    found = pair.scope
    if found and found.kind == "dropped" and not found.scope.stated:
        yield f'for whom it holds ("{found.scope.words}" in the promise)'
    for reach in reach_differences(pair):
        yield f'of which it speaks: the text says "{reach.said}", the promise "{reach.promised}"'
    yield from _unmeasured(pair)
    yield from _another_measure(pair)
    yield from _another_period(pair)
    mine, theirs = (
        {one["number"] for one in _GRADE.finditer(text)} for text in (pair.mine.text, pair.theirs.telling)
    )
    if mine and theirs and not mine & theirs:
        yield f"of which grade: the text says {min(mine)}, the promise {min(theirs)}"
    yield from _elsewhere(pair)
    yield from _limited(pair)
    yield from (f'"{one.words}", by which it may say the opposite' for one in turns_beside(pair))
    yield from (f'"{one}", a condition that the promise has not' for one in added_conditions(pair))
    yield from (f'"{one}", of another time than the promise\'s' for one in other_times(pair))
    yield from (f'"{one}", by which it may say less, or take it back' for one in narrowings(pair))


def turns_beside(pair: SideBySide) -> tuple[Turn, ...]:
    """Return where a text may turn round what it says of the promise, none where the promise is worded like that itself."""
    if pair.theirs.said.turns:
        return ()
    words = frozenset(pair.words)
    found = (
        *pair.whole.turns,
        *denied_twice(pair.whole.denials),
        *governed(pair.mine.text, pair.theirs.said.text),
    )
    return tuple(one for one in found if any(same_root(each, other) for each in one.scope for other in words))


def _unplaced_amounts(pair: SideBySide) -> Iterator[str]:
    """Yield the amounts of which it isn't clear what they measure, or whether they are just what is promised."""
    for one in (*pair.amounts.elsewhere, *pair.amounts.loose):
        if one not in pair.amounts.elsewhere or not {"percent"} & pair.amounts.met:
            yield f'"{of_text(one.text, one.thing)}", of which it isn\'t clear what it measures'
    for one, promised in pair.amounts.inexact:
        yield f'"{one.text}", which may be more or less than {amount_text(promised)}'


def _elsewhere(pair: SideBySide) -> Iterator[str]:
    """Yield where a text places something, where the promise does so elsewhere: nobody here knows which land lies in which."""
    mine, theirs = (
        {found["place"].casefold(): found["place"] for found in _PLACE.finditer(text)}
        for text in (pair.mine.text, pair.theirs.said.text)
    )
    if mine and theirs and not mine.keys() & theirs.keys() and pair.amounts.agreed == 0:
        said, promised = min(mine.values()), min(theirs.values())
        yield f'where: the text says "{said}", the promise "{promised}"'


def _limited(pair: SideBySide) -> Iterator[str]:
    """Yield the figures that a text sets where the promise sets none: "50 members" beside "unlimited", "any time"."""
    endless = _BOUNDLESS.search(pair.theirs.said.text)
    if endless and not _BOUNDLESS.search(pair.mine.text):
        counted = [one.text for one in pair.mine.amounts if one.sort in ("count", "bytes")]
        yield from (f'"{one}", beside "{endless[0]}" in the promise' for one in counted)
    if _ANYTIME.search(pair.theirs.telling):
        limits = [
            one.text
            for one in pair.mine.amounts
            if one.sort in ("time", "frequency") and one.sort not in pair.amounts.met
        ]
        yield from (f'"{one}", beside "any time" in the promise' for one in limits)


def _another_period(pair: SideBySide) -> Iterator[str]:
    """Yield over which time a text measures a percentage, where the promise does so over another."""
    mine, theirs = (_periods(text) for text in (pair.mine.text, pair.theirs.telling))
    if "percent" in pair.amounts.met and mine and theirs and not mine & theirs:
        yield f'over which time: the text says "{min(mine)}", the promise "{min(theirs)}"'


def _another_measure(pair: SideBySide) -> Iterator[str]:
    """Yield what a text measures where that isn't what the promise does: a time to resolve, beside one to answer."""
    if pair.amounts.met & {"time"}:
        said = MEASURED & {*telling_senses(f"{pair.mine.text} {pair.claim.sentence.lead}")}
        theirs = MEASURED & {*pair.words}
        if said and theirs and not said & theirs:
            yield f'what is measured: the text speaks of "{MEASURES[min(said)]}", the promise of "{MEASURES[min(theirs)]}"'


def _unread_words(pair: SideBySide) -> Iterator[str]:
    reading, promised_sorts = pair.mine.reading, {one.sort for one in pair.theirs.amounts}
    timed = promised_sorts & {"time", "frequency"}
    for unread in reading.unread:
        if _of_quantity(unread) or promised_sorts & {"count", "number", "bytes"}:
            yield unread
    if timed and not timed & pair.amounts.met:
        yield from reading.vague
    if promised_sorts & {"count", "number", "bytes"} and not {"count", "number", "bytes"} & pair.amounts.met:
        yield from (found[0] for found in _BOUNDLESS.finditer(pair.mine.text))
    if timed and not timed & pair.amounts.met:
        yield from (found[0] for found in _ENDLESS.finditer(pair.mine.text))
    if "percent" in promised_sorts - pair.amounts.met:
        yield from (found[0] for found in _ALWAYS.finditer(pair.mine.text))
    mine, theirs = reading.coverage, pair.theirs.said.reading.coverage
    if (timed and not timed & pair.amounts.met) or (theirs and not mine):
        yield from (one.text for one in reading.frequencies)
    if mine and theirs and not mine.agrees(theirs):
        yield mine.text


def _unmeasured(pair: SideBySide) -> Iterator[str]:
    """Yield the measure that a text speaks of by name ("our response time") without any quantity."""
    said = telling_senses(f"{pair.mine.text} {pair.claim.sentence.lead}")
    for term in pair.wording.terms:
        names = telling_senses(term.measure)
        heads = _HEADS.search(term.measure), _HEADS.search(pair.mine.text)
        spoken = names and all(any(same_root(name, one) for one in said) for name in names)
        if spoken and all(heads) and not pair.mine.amounts and not pair.mine.reading.unread:
            yield f"how much: it names the {term.measure} without a number"


def _of_quantity(words: str) -> bool:
    """Say whether unread words speak of a number or a time, whatever is promised: "several disks" don't."""
    return bool(_UNIT.search(words)) or is_odd_number(words)


def _periods(text: str) -> set[str]:
    return {
        found["per"].lower() if found["per"] else _LY[found["ly"].lower()] for found in _PERIOD.finditer(text)
    }
