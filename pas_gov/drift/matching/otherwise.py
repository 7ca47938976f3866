"""What a text says otherwise than a promise: quantities, denials, exceptions, to whom; each as a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pas_gov.drift.matching.denials import denied, opposite, telling_senses
from pas_gov.drift.matching.marks import Mark
from pas_gov.drift.matching.phrases import amount_text, of_text
from pas_gov.drift.matching.quantity_comparison import QuantityDifference
from pas_gov.drift.matching.reach import reach_differences
from pas_gov.drift.matching.scopes import ScopeDifference, names_any, plan_name, scope_of
from pas_gov.drift.matching.side_by_side import SideBySide
from pas_gov.ledger.events.known_wordings import Wording
from pas_gov.model.quantities.numerals import NUMBER, number_value

_OUTSIDE = re.compile(r"\boutside (?:of )?(?:the |our )?(?P<what>[\w'-]+(?: [A-Z][\w'-]+)*)")
_DAY_NUMBER = re.compile(rf"\bday (?P<number>{NUMBER})\b", re.IGNORECASE)


def said_otherwise(pair: SideBySide) -> Iterator[str]:
    """Yield a sentence on each thing that the text says otherwise, a denial aside."""
    yield from _quantities(pair)
    yield from _limits(pair)
    yield from _scope(pair)
    for one in reach_differences(pair):
        if one.sure:
            yield f'The text speaks of "{one.said}", and "{pair.wording.promise}" of "{one.promised}".'


def _quantities(pair: SideBySide) -> Iterator[str]:
    name = f'"{pair.wording.promise}"'
    if differs := pair.amounts.differs:
        yield difference_text(differs, name)
    for one in pair.amounts.shares:
        yield f"The text says {of_text(one.text, one.thing)} only, and {name} makes no such exception."
    mine, theirs = pair.mine.reading.coverage, pair.theirs.said.reading.coverage
    if (
        mine
        and theirs
        and not mine.agrees(theirs)
        and (mine.always or theirs.always or (mine.told and theirs.told))
    ):
        yield f'The text says "{mine.text}", and {name} says "{theirs.text}".'
    elif (
        mine
        and not theirs
        and not mine.always
        and any(one.dimension == "elapsed" for one in pair.theirs.amounts)
    ) and {"time"} & pair.amounts.met:
        yield f'The text counts the time only "{mine.text}", and {name} says so at any time.'
    yield from _cost(pair, name)
    yield from _day(pair, name)


def _day(pair: SideBySide, name: str) -> Iterator[str]:
    mine, theirs = (_DAY_NUMBER.search(one.text) for one in (pair.mine, pair.theirs.said))
    if mine and theirs and number_value(mine["number"]) != number_value(theirs["number"]):
        yield f'The text says "{mine[0]}", and {name} says "{theirs[0]}".'


def _cost(pair: SideBySide, name: str) -> Iterator[str]:
    paid, free = (
        [one for one in some if one.sort == "money"] for some in (pair.mine.amounts, pair.theirs.amounts)
    )
    if pair.mine.reading.free and free and not paid and not pair.theirs.said.reading.free:
        yield f'The text says "{pair.mine.reading.free}", and {name} says {free[0].text}.'
    if pair.theirs.said.reading.free and paid and not free and not pair.mine.reading.free:
        yield f'The text says {paid[0].text}, and {name} says "{pair.theirs.said.reading.free}".'


def denial_text(pair: SideBySide) -> str:
    """Return a sentence on what the text denies, or says though it is denied; "" where it doesn't."""
    name = f'"{pair.wording.promise}"'
    if pair.amounts.differs and pair.amounts.differs.how in ("rejected", "past"):
        return ""
    found = denied(pair.whole.text, pair.whole.denials, pair.words, pair.theirs.said.denials)
    if found is not None and found.words:
        return f'The text denies it ("{found.words}"), and {name} promises it.'
    if found is not None:
        return f"The text says so, and {name} says that it is not so."
    if word := _outside(pair):
        return f'The text says "{word}", and {name} says inside.'
    if word := opposite(pair.whole.text, pair.theirs.telling, pair.words, pair.whole.denials):
        return f'The text says "{word}", and {name} says the opposite.'
    return ""


def _outside(pair: SideBySide) -> str:
    """Return the words by which a text places outside of something what the promise places in it, or ""."""
    found = _OUTSIDE.search(pair.mine.text)
    places = telling_senses(found["what"]) if found else ()
    inside = places and set(places) <= set(pair.words) and "outside" not in pair.theirs.said.text.lower()
    return found[0].strip() if found and inside else ""


def _limits(pair: SideBySide) -> Iterator[str]:
    name = f'"{pair.wording.promise}"'
    if pair.whole.exception and not pair.theirs.said.exception and not pair.wording.condition:
        yield f'The text makes an exception ("{pair.whole.exception}"), and {name} makes none.'
    if pair.whole.only and not pair.theirs.said.only and scope_of(pair.wording) is None:
        yield f'The text keeps it to some ("{pair.whole.only}"), and {name} doesn\'t.'


def _scope(pair: SideBySide) -> Iterator[str]:
    found = pair.scope
    if found and (found.kind != "dropped" or found.scope.stated):
        yield scope_text(found, pair.wording)


def marks_otherwise(pair: SideBySide, marked: Iterable[Mark]) -> Iterator[str]:
    """Yield what a table of who has what says otherwise: a no where it is promised, a yes where it isn't."""
    scope, name = scope_of(pair.wording), f'"{pair.wording.promise}"'
    for one in marked:
        whom = one.who if plan_name(one.who) else one.row
        if scope is None or names_any(f"{one.who} {one.row}", scope.named_by):
            if not one.yes:
                yield f'The table says no for "{whom}", and {name} promises it.'
        elif one.yes and plan_name(whom):
            yield f'The table says yes for "{whom}", and {name} holds only for: {scope.words.strip().rstrip(".")}.'


def difference_text(differs: QuantityDifference, name: str) -> str:
    """Return a sentence on two amounts that don't agree."""
    said, promised_ = differs.said.text, amount_text(differs.promised)
    if differs.how == "rejected":
        return f"The text says that it isn't {said}, and {name} says {promised_}."
    if differs.how == "past":
        return f"The text says that it was {said}, and {name} says {promised_}."
    if differs.how == "direction":
        return f'The text says "{differs.said.said.words} {said}", and {name} says {promised_}.'
    sort = ", and business time isn't elapsed time" if differs.how == "incomparable" else ""
    return f"The text says {said}, and {name} says {promised_}{sort}."


def scope_text(found: ScopeDifference, wording: Wording) -> str:
    """Return a sentence on a condition or cohort that a text drops, or has otherwise."""
    name, held = f'"{wording.promise}"', found.scope.words.strip().rstrip(".")
    if found.kind == "everybody":
        return f'The text speaks to everybody ("{found.said}"), and {name} holds only for: {held}.'
    if found.kind == "other":
        return f'The text speaks of "{found.said}", and {name} holds only for: {held}.'
    return f"The text doesn't say for whom or when it holds, and {name} holds only for: {held}."
