"""The values of a sentence: its figures with what they measure, and of whom and of what they are said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.diagnosis.statements.facets import PLAN, REGION, THING, facets
from pas_gov.diagnosis.statements.measures import (
    HOURS,
    NONE,
    OF_MANY_THINGS,
    PLACE,
    UNLIMITED,
    measure_of,
    no_notice,
)
from pas_gov.diagnosis.statements.regions import kept_in
from pas_gov.diagnosis.statements.statement import Value
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.claims.clauses import plain_words
from pas_gov.drift.matching.amounts import Amount
from pas_gov.drift.matching.side_by_side import clause_of, header_of
from pas_gov.drift.matching.stated import Stated
from pas_gov.drift.matching.words import senses
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.foundation.patterns import late_pattern

_BESIDES = late_pattern(
    r"\b(?:another|an additional|additional|a further|further|an extra|extra|more than|any|each|per) (?:up to )?$",
    re.IGNORECASE,
)
_ARTICLE = late_pattern(r"(?:an?|the|next|following|same)\b", re.IGNORECASE)
_AMOUNT_OF = late_pattern(
    r"\s?(?:of|worth of) (?:\w+ ){0,2}(?:time|support|help|training|work|consulting|coaching|sessions?)\b",
    re.IGNORECASE,
)
_RATE = late_pattern(r"\b(?:\w+s in|per|each|every|of|times)\s*$", re.IGNORECASE)


def _is_loose(before: str, words: str) -> bool:
    """Say whether an amount adds to another one ("for another 30 days"), or only says of what time a figure is ("in a day")."""
    return bool(_BESIDES.search(before)) or bool(_ARTICLE.match(words) and _RATE.search(before))


def values_of(
    sentence: Sentence, said: Stated, found: dict[str, frozenset[str]], limit: str
) -> Iterator[Value]:
    """Yield the values of a sentence whose facets are found; those of its condition (``limit``) aren't what is promised."""
    whole = plain_words(said.text)
    around = plain_words(f"{sentence.lead} {sentence.heading}")
    claim = _bare_claim(sentence)
    for one in said.amounts:
        if one.said.standing != "said" or one.sort == "date" or _in_condition(said, one, limit):
            continue
        if _is_loose(said.text[: one.place[0]], one.text):
            continue
        header = header_of(claim, one)
        clause = plain_words(f"{clause_of(said, one)} {header}")
        measure = measure_of(one.sort, clause, whole, around) or (
            f"how many: {one.thing}" if one.sort in ("count", "bytes") and one.thing else ""
        )
        if measure.startswith("how soon") and _AMOUNT_OF.match(said.text[one.place[1] :]):
            continue  # "10 hours of support"
        of = _of_measure(_of_cell(found, header), measure)
        yield Value(measure, one.sort, one.text, one.place[0], of)
    where, at = kept_in(whole)
    if where:
        yield Value(
            "where data is kept",
            PLACE,
            where,
            at,
            {facet: names for facet, names in found.items() if facet != REGION},
        )
    if none := no_notice(whole):
        yield Value("notice to cancel", NONE, none, whole.find(none), found)
    yield from _unlimited(said, found)
    covers = said.reading.coverage
    if covers and (measure := measure_of(HOURS, whole, whole, around)):
        yield Value(measure, HOURS, covers.text, covers.start, _of_measure(found, measure))


def _in_condition(said: Stated, one: Amount, limit: str) -> bool:
    """Say whether an amount belongs to the condition ("if uptime falls below 99%"): it isn't what is promised."""
    at = said.text.lower().find(limit.lower()) if limit else -1
    return 0 <= at <= one.place[0] < at + len(limit)


_UNLIMITED = late_pattern(
    r"\bunlimited (?:number of )?(?P<what>[a-z-]+)|\bno limits? (?:on|to) (?:the (?:number|amount) of )?(?P<of>[a-z-]+)|\bas (?:many|much) (?P<many>[a-z-]+) as you\b"
)


def _unlimited(said: Stated, found: dict[str, frozenset[str]]) -> Iterator[Value]:
    """Yield what there is as much of as one likes, as a value of the thing."""
    for one in _UNLIMITED.finditer(plain_words(said.text)):
        thing = " ".join(senses(one["what"] or one["of"] or one["many"]))
        yield Value(f"how many: {thing}", UNLIMITED, one[0], one.start(), found)


def _of_measure(found: dict[str, frozenset[str]], measure: str) -> dict[str, frozenset[str]]:
    """Return facets without the thing, where the measure says itself what it is of (backups, exports)."""
    if not measure or measure in OF_MANY_THINGS or THING not in found:
        return found
    return {facet: names for facet, names in found.items() if facet != THING}


def _of_cell(found: dict[str, frozenset[str]], header: str) -> dict[str, frozenset[str]]:
    """Return the facets of a cell: where its header is a plan's name, that plan's."""
    if not header:
        return found
    named = facets(Sentence("", 0, 0, "sentence", "", "", f"{header}: "))
    return {**found, PLAN: named[PLAN]} if PLAN in named else found


def _bare_claim(sentence: Sentence) -> Claim:
    return Claim(sentence, "hard", "", "", (), 0.0, ())
