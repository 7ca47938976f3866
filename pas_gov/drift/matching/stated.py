"""A text, and a wording, as they are compared: amounts with their directions, denials, hedges, exceptions, what is unread."""

from __future__ import annotations

import re
from functools import lru_cache

from pas_gov.drift.claims.clauses import CONTRACTIONS
from pas_gov.drift.matching.amount_relations import merged_amounts
from pas_gov.drift.matching.amounts import Amount, amount_of_term, amounts_of_text, last_day
from pas_gov.drift.matching.denials import Denial, denials, telling_senses
from pas_gov.drift.matching.double_negations import Turn, turns
from pas_gov.drift.matching.limits import exception_of, hedges, only_for
from pas_gov.drift.matching.similarity import sentences_of
from pas_gov.drift.matching.words import APOSTROPHES, MOST, words
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.known_wordings import Wording
from pas_gov.model.quantities.reading import QuantityReading, numbers_read, quantity_reading

_PLAIN = {**APOSTROPHES, ord("\u00a0"): ord(" ")}
_SHORT = tuple((re.compile(pattern.pattern, re.IGNORECASE), instead) for pattern, instead in CONTRACTIONS)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text says, as it is compared. ``text`` has its contractions written out; places are counted in it."""

    text: str
    amounts: tuple[Amount, ...]
    reading: QuantityReading
    denials: tuple[Denial, ...]
    turns: tuple[Turn, ...]
    hedges: tuple[str, ...]
    exception: str
    only: str


@lru_cache(maxsize=8192)
def stated_amounts(text: str) -> tuple[Amount, ...]:
    """Return the amounts of :func:`stated` alone, which are read sooner."""
    plain = written_out(text[:MOST])
    return amounts_of_text(plain, numbers_read(plain))


@lru_cache(maxsize=4096)
def stated(text: str) -> Stated:
    """Return what a text says; its first 4,000 characters are read."""
    plain = written_out(text[:MOST])
    reading = quantity_reading(plain)
    amounts = stated_amounts(text)
    spent = tuple(one.said.spent for one in amounts if one.said.spent)
    return Stated(
        plain,
        amounts,
        reading,
        denials(plain, spent),
        turns(plain, spent),
        tuple(dict.fromkeys(hedges(plain))),
        exception_of(plain),
        only_for(plain),
    )


def forget_texts() -> None:
    """Let go of what single texts state, as no later one asks for it: :func:`promised` keeps what wordings do."""
    stated.cache_clear()
    stated_amounts.cache_clear()
    telling_senses.cache_clear()


def written_out(text: str) -> str:
    """Return a text with plain apostrophes and without contractions."""
    found = text.translate(_PLAIN)
    if "'" in found or "annot" in found:
        for pattern, instead in _SHORT:
            found = pattern.sub(instead, found)
    return found


@dataclass(frozen=True, slots=True)
class Promised:
    """What a wording says, as it is compared: its statement and what its zones say as one text, and its amounts.

    ``telling`` are all of its words, ``words`` their senses; ``passages`` each text and each of its sentences as words.
    """

    said: Stated
    amounts: tuple[Amount, ...]
    telling: str
    words: tuple[str, ...]
    passages: frozenset[tuple[str, ...]]


@lru_cache(maxsize=8192)
def promised_amounts(wording: Wording) -> tuple[Amount, ...]:
    """Return the amounts of :func:`promised` alone, which are read sooner."""
    each = [
        amount
        for one in wording.passages
        for amount in stated_amounts(one.text)
        if amount.said.standing == "said"
    ]
    each += [last_day(day) for day in (wording.ends, wording.honoured_until, wording.decide_by) if day]
    return merged_amounts((amount_of_term(term) for term in wording.terms), iter(each))


@lru_cache(maxsize=4096)
def promised(wording: Wording) -> Promised:
    """Return what a wording says."""
    texts = [one.text for one in wording.passages if one.place != "condition"]
    whole = stated(
        " \n".join(text if text.rstrip().endswith((".", "!", "?")) else f"{text}." for text in texts)
    )
    measures = ". ".join(term.measure for term in wording.terms)
    telling = f"{wording.title}. {whole.text} {wording.condition}. {measures}"
    said = (each for each in wording.passages if each.place != "condition")
    passages = frozenset(words(written_out(one.text)) for each in said for one in (each, *sentences_of(each)))
    return Promised(whole, promised_amounts(wording), telling, telling_senses(telling), passages)
