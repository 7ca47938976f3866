"""Whether two sentences that are alike speak of different things in the same place: batteries here, frames there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from pas_gov.drift.matching.limits import hedges
from pas_gov.drift.matching.rewording import FILLERS, MARKS
from pas_gov.drift.matching.topics import topics
from pas_gov.drift.matching.words import sense, words
from pas_gov.model.quantities.numerals import NUMBER_WORDS

LIKE = 0.5
"""Share of two sentences' words, in order, that have to be the same for their places to be compared."""
MOST_WORDS = 60
_SAME = (
    "customer user client account member subscriber you everyone everybody people",
    "order parcel package shipment purchase item goods product",
    "ticket request message question email enquiry inquiry case issue query",
    "service platform app application system product site software website",
    "data content information file record document",
    "plan tier subscription edition package",
    "company organisation organization team business workspace",
    "email mail e-mail write",
    "day week month year hour minute second time quarter",
    "cancellation closure termination end leaving purchase order delivery receipt payment",
)
_OF = {sense(word): number for number, group in enumerate(_SAME) for word in group.split()}
_LIGHT = frozenset(
    sense(word)
    for word in (
        "take takes get gets give gives make makes have has come comes receive provide offer include available last lasts run runs valid "
        "typically normally usually approximately maximum minimum least most up working business calendar full business first new free paid "
        "need want like use using work works per each eur usd gbp chf euro euros dollar dollars pound pounds fee fees charge charged cost costs price "
        "extra additional old another existing current every other own"
    ).split()
)


def contrasted(one: str, other: str) -> bool:
    """Say whether two sentences of nearly the same words name different things in the same place."""
    mine, theirs = _telling(one), _telling(other)
    matcher = SequenceMatcher(
        None, [word.sense for word in mine], [word.sense for word in theirs], autojunk=False
    )
    if matcher.ratio() < LIKE:
        return False
    return any(
        tag == "replace" and _differ(mine, (start, end), theirs, (first, last))
        for tag, start, end, first, last in matcher.get_opcodes()
    )


class _Word(NamedTuple):
    """A telling word, its sense, and whether it stands where a thing is named: behind "of", "the", or first."""

    word: str
    sense: str
    named: bool


Span = tuple[int, int]


def _differ(mine: Sequence[_Word], here: Span, theirs: Sequence[_Word], there: Span) -> bool:
    """Say whether the words of one place name things that aren't the same by any list."""
    first, second = _things(mine, here), _things(theirs, there)
    return bool(first) and bool(second) and first.isdisjoint(second)


def _things(those: Sequence[_Word], span: Span) -> frozenset[str]:
    start, end = span
    found = {
        f"group {_OF[one.sense]}" if one.sense in _OF else one.sense
        for one in those[start:end]
        if one.named and one.sense not in _LIGHT
    }
    if not found:
        return frozenset()
    around = those[max(0, start - 1) : end + 1]  # "money back", of which one word is the same
    told = {*topics(" ".join(one.word for one in around))}
    for one in (*those[max(0, start - 1) : start], *those[end : end + 1]):
        told.difference_update(topics(one.word))
    return frozenset({*found, *told})


_FIGURE = re.compile(r"[0-9].*|[$€£¥%]")
_BEFORE_THINGS = frozenset(
    "of on for to in from with about a an the our your any all each every per by and or their its no".split()
)


@lru_cache(maxsize=16384)
def _telling(text: str) -> tuple[_Word, ...]:
    soft = {word for phrase in hedges(text) for word in words(phrase)}
    found, before = list[_Word](), ""
    for word in words(text)[:MOST_WORDS]:
        plain = (
            word in FILLERS or word in MARKS or word in soft or word in _NUMBERS or _FIGURE.fullmatch(word)
        )
        if not plain:
            named = not before or before in _BEFORE_THINGS
            found.append(_Word(word, sense(word), named))
        before = word
    return tuple(found)


_NUMBERS = frozenset(
    (
        *NUMBER_WORDS,
        *"once twice every daily weekly monthly yearly annually hourly percent ahead advance clock night noon am pm cet utc".split(),
        *"second minute hour day week month year seconds minutes hours days weeks months years quarter quarters".split(),
        *"weekday weekdays weekend weekends monday tuesday wednesday thursday friday saturday sunday".split(),
    )
)
"""Words of figures and of times of the day, which other rules compare."""
