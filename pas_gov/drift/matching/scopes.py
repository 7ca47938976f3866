"""For whom a promise holds, and for whom a text says so: cohorts and conditions that were dropped, or are others'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.people import CUSTOMERS, PLANS, SOMEBODY
from pas_gov.drift.matching.words import COMMON_SENSES, sense, senses, words
from pas_gov.drift.texts.sentence import CELL
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.known_wordings import Wording

EVERYBODY = re.compile(
    r"\b(?:everyone|everybody|anyone|anybody|for all(?=$| of (?:you|them|our))|to all$|all of you|"
    rf"(?:all|every|each|any)(?: of)?(?: our| the)?(?: \w+)? (?:{SOMEBODY}))\b"
)
_WHOEVER = re.compile(
    r"\b(?:(?:on|in|with) (?:any|every|all|each|whatever)(?: of our)? plans?|regardless of|whatever (?:the|your) plan|no matter|"
    r"whether or not|or not\b|not (?:just|only|merely) (?:for )?|irrespective of|independent of)"
)
_STRANGERS = re.compile(rf"\b(?:new|other|future|remaining|newer) (?:{CUSTOMERS}|teams?)\b")
PLAN_NAMES = (
    "free basic starter start lite standard pro professional plus premium business growth scale enterprise platinum gold "
    "silver bronze trial personal individual startup startups smb nonprofit education team teams essential advanced "
    "ultimate self-service beta alpha"
).split()
_PLAN = "|".join(PLAN_NAMES)
# No teams: "our business team" is one of ours.
_BEHIND = rf"(?:{CUSTOMERS}|{PLANS}|subscriptions?|editions?|packages?)"
_NAMED_PLAN = re.compile(
    rf"\b(?P<plan>{_PLAN})(?=(?:,? (?:and|or|&) (?:{_PLAN})| (?:{_PLAN}))*[ -]{_BEHIND}\b)|"
    rf"\b(?:plan|tier|on(?: the)?|edition):? (?P<after>{_PLAN})\b(?! (?:day|hour|week|month)s?\b)",
    re.IGNORECASE,
)
# "Enterprise customers have", "Customers in Europe get", "Customers signed before 2021 keep": for whom, in a statement.
_SEVERAL = "customers|users|accounts|clients|members|subscribers|teams|companies"
_QUALIFIED = re.compile(
    r"\b(?P<before>(?!(?:all|every|each|any|our|the|your|these|those|most|some|affected)\b)[\w'-]+) "
    rf"(?:{_SEVERAL})\b|\b(?:{_SEVERAL}|who|those) "
    r"(?P<after>(?:on|in|with|who|whose|signed|that|of|under|from) .{3,60}?)"
    r"(?=,| (?:get|gets|have|has|keep|keeps|receive|are|is|can|may|will|pay|stay|see|reach)\b)",
    re.IGNORECASE,
)
_NO_QUALIFIER = frozenset(
    "unlimited customer existing affected other former per of many more to from one two three than for".split()
)
_GENERIC = frozenset(
    sense(word)
    for word in (
        "customer customers user users account accounts plan plans team teams client company companies member members "
        "subscriber subscription tier person people organisation organization signed sign who that made service record "
        "edition package make made before after since until on by"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom or when a promise holds: ``words`` as its record has them, the senses that name it, and the plan, if it is one.

    ``stated`` tells whether both the record has it as a condition or cohort and the statement says it too: then a text
    that leaves it out has dropped it; else it may well have been left out because the promise's own words do so.
    """

    words: str
    named_by: frozenset[str]
    plans: frozenset[str]
    stated: bool


@dataclass(frozen=True, slots=True)
class ScopeDifference:
    """How a text's reach differs from the promise's: ``dropped`` (it names none), ``everybody``, or ``other`` (another one)."""

    kind: str
    said: str
    scope: Scope


@lru_cache(maxsize=4096)
def scope_of(wording: Wording) -> Scope | None:
    """Return for whom or when a promise holds, None where it holds for all that it speaks to."""
    written = wording.condition or (wording.made_to if wording.layer == "legacy" else "")
    told = _SUBJECT.sub("", written) or written or " ".join(_qualifiers(wording.statement))
    named = frozenset(_telling(told)) or frozenset(_telling(written))
    if not names_any(
        wording.statement, named
    ):  # "An incident is open", and the statement says "During an incident"
        whole = frozenset(_telling(written))
        named = frozenset(one for one in whole if names_any(wording.statement, frozenset((one,)))) or named
    if not named:
        return None
    return Scope(
        written or told, named, frozenset(_plans(told)), bool(written) and names_any(wording.statement, named)
    )


def _qualifiers(statement: str) -> Iterator[str]:
    for found in _QUALIFIED.finditer(statement):
        said = found["before"] or found["after"]
        if said.lower() not in _NO_QUALIFIER and sense(said.lower()) not in COMMON_SENSES:
            yield said


def plan_name(text: str) -> str:
    """Return the plan whose name a text, a cell or a heading, is ("The Enterprise plan": enterprise), or ""."""
    alone = re.sub(r"\W+|\b(?:the|plan|tier|edition|customers?|accounts?)\b", " ", text.lower()).strip()
    return alone if alone in PLAN_NAMES else ""


def names_any(text: str, named: frozenset[str]) -> bool:
    """Say whether a text has one of the senses, or years, that name a scope."""
    return not named.isdisjoint({*senses(text), *_YEAR.findall(text)})


_SUBJECT = re.compile(
    r"^(?:the|an?|any|each) (?:[\w'-]+ ){1,3}?(?:is|are|was|were|has|have)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _telling(text: str) -> Iterator[str]:
    yield from _YEAR.findall(text)
    for one in senses(text):
        if one not in COMMON_SENSES and one not in _GENERIC and one[0] != "#":
            yield one


def _plans(text: str) -> Iterator[str]:
    for found in _NAMED_PLAN.finditer(text):
        yield (found["plan"] or found["after"]).lower()


def scope_difference(claim: Claim, wording: Wording) -> ScopeDifference | None:
    """Return how a text's reach differs from that of a promise, None where it names the same.

    What the text says of its reach may stand in the heading, the lead-in, or another cell. A surface of the promise
    needn't say it again, but mustn't name everybody or another plan.
    """
    scope = scope_of(wording)
    if scope is None:
        return None
    sentence = claim.sentence
    around = f"{sentence.heading} . {sentence.lead} . {sentence.text}"
    low = " ".join(words(sentence.text))
    said = {*senses(f"{around} {claim.condition}"), *_YEAR.findall(around)}
    names = bool(said & scope.named_by)
    others = [
        plan for plan in _plans_said(claim) if plan not in scope.plans and sense(plan) not in scope.named_by
    ]
    if scope.plans and others:
        return ScopeDifference("other", others[0].capitalize(), scope)
    if not names and (strangers := _STRANGERS.search(low)):
        return ScopeDifference("other", strangers.group(), scope)
    everybody = _WHOEVER.search(low) or (None if names else EVERYBODY.search(low))
    if everybody:
        return ScopeDifference("everybody", everybody.group().strip(), scope)
    if names or sentence.path in wording.surfaces:
        return None
    return ScopeDifference("dropped", "", scope)


def _plans_said(claim: Claim) -> Iterator[str]:
    """Yield the plans that a text names: beside a word for those who have it, alone in a cell, or as its heading."""
    sentence = claim.sentence
    yield from _plans(sentence.text)
    cells = sentence.text.split(CELL) if CELL in sentence.text else [sentence.text.partition(":")[0]]
    for part in (*cells, sentence.heading, sentence.lead):
        if plan_name(part):
            yield plan_name(part)
        elif CELL not in part and part is not sentence.text:
            yield from _plans(part)
