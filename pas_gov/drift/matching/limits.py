"""Words that take something away from what a sentence promises: hedges, exceptions, "only", conditions of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.drift.matching.people import SOMEBODY

_FOR_SOMEBODY = rf"(?:{SOMEBODY}|those)"

_HEDGE = re.compile(
    r"\b(?:aim(?:s|ing)?(?= to| for| at|\b)|tr(?:y|ies|ying)(?: our best)?(?= (?:never |not |always )?to)|striv(?:e|es|ing)|hopes?(?= to)|intends?|"
    r"endeavou?rs?|do our best|best[- ]efforts?|reasonable (?:efforts?|endeavou?rs)|usually|generally|normally|typically|"
    r"typical|at best|(?:on )?average|median|mostly|often|sometimes|occasionally|ideally|probably|possibly|perhaps|likely|in most cases|in many cases|"
    r"most of the time|as far as|as much as|where(?:ver)? (?:possible|practical|practicable|feasible|available)|"
    r"(?:if|when(?:ever)?) (?:at all )?(?:possible|available|feasible)|target(?:s|ed|ing)?|goal|objective|plans? to|"
    r"expect(?:s|ed)? to|should|could|might|ought to|supposed to|meant to|subject to (?:availability|capacity)|"
    r"may (?:also |even )?be able to|(?:almost|nearly|practically|virtually|as good as|pretty much|largely)(?= (?:never|always|all|every|each|no|any|none|everything|\w+ed)\b)|"
    r"more or less|partial(?:ly)?|partly|weakly|loosely|superficially|halfway|to some extent|only in part|in theory|theoretically|in principle|on paper|"
    r"nominally|supposedly|allegedly|eventually|p(?:50|75|90|95|99)|percentiles?|some(?= (?:\w+ )?(?:data|information|content|mail|traffic|storage)\b)|"
    r"some(?= (?:of |\w+s\b|\w+ \w+s\b))|certain(?= \w+s\b)|selected(?= \w+s\b))\b",
    re.IGNORECASE,
)
_FIRM = re.compile(r"\b(?:will|shall|always|guarantee[sd]?|promises?)\b(?! not\b)", re.IGNORECASE)
_MAY = re.compile(r"(?P<who>\b[\w']+(?: [\w']+)?) (?P<said>may)\b(?! (?:\d|2))", re.IGNORECASE)
_MAY_GRANTED = re.compile(
    rf"\b(?:you|who|anyone|everyone|everybody|they|(?:each|every|any|the) \w+|{SOMEBODY}|owners?|admins?|key)$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    rf"(?:(?:all|our|every|each|any|the|existing|former|new|only) ){{0,2}}(?:[\w-]+ )?{_FOR_SOMEBODY}\b",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"(?<!at )(?<!the )(?<!at the )\b(?:most|many|much|part) (?:of )?(?:our |the |all |your )?(?:\w+ )?"
    r"(?:\w+s|data|content|information|mail|traffic|storage)\b",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(
    r"\b(?:except(?:ing|ed)?(?: for| in| at| on| when| if)?|excluding|exclud(?:es?|ed)|unless|other than|apart from|aside from|"
    r"with the exception of|but not|not including|(?:does|do) not (?:include|apply|cover)|barring|save for|minus|"
    r"outside (?:of )?(?:the )?(?:\w+ )?(?:maintenance|peak)\b|without (?:\w+ ){0,3}(?:consent|permission|approval|agreement|say-so))\b",
    re.IGNORECASE,
)
_ONLY = re.compile(
    rf"\b(?:only|solely|exclusively|just)\b(?: [\w'-]+){{0,3}}? {_FOR_SOMEBODY}\b|"
    r"\b(?:only|solely|exclusively) (?:(?:available|included|offered|provided) )?(?:for|to|on|in|if|when|with|at|during|as part of)\b|"
    r"\bonly(?: [\w'-]+){1,4} (?:while|during|until|once|as long as|if|when)\b|"
    r"\bonly (?:[\w'-]+ ){1,2}(?:above|over|below|under|worth|from|with|without|that|which|made|placed|bought)\b|"
    rf"\b{_FOR_SOMEBODY}(?: [\w'-]+){{0,3}} (?:only|exclusively)\b|\bpaid (?:add-?on|extra|option)\b|"
    r"\b(?!(?:you|we|i|they|it|this|that)\b)[\w'-]+(?: [\w'-]+){0,2} alone(?= (?:are|is|get|gets|have|has|will|can)\b)",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(r"\b(?:not|is not|isn't|never) (?:only|just|solely)\b", re.IGNORECASE)
_OUR_CONDITION = re.compile(
    r"\b(?:if|when(?:ever)?|as long as|so long as|provided(?: that)?|assuming|once|where) (?:we|our|the (?:team|staff|queue|"
    r"workload)|staff|capacity|time|resources|volume|it is (?:convenient|possible))\b|\bat our (?:sole )?discretion\b|\buntil (?:we|further notice)\b|"
    r"\bsubject to\b",
    re.IGNORECASE,
)


def hedges(text: str) -> Iterator[str]:
    """Yield the words that make a promise less firm, or leave open for how many it holds."""
    for found in _HEDGE.finditer(text):
        yield found[0]
    for found in _MOST.finditer(text):
        yield found[0]
    for found in () if _FIRM.search(text) else _MAY.finditer(text):
        clause = re.split("[,;.:]", text[: found.start("said")])[-1].strip()
        if not (_MAY_GRANTED.search(found["who"]) or _PEOPLE.match(clause)):
            yield found["said"]
    for found in _OUR_CONDITION.finditer(text):
        yield found[0]


def exception_of(text: str) -> str:
    """Return the words by which a text takes something away ("except at weekends"), or ""."""
    found = _EXCEPTION.search(text)
    return _with_rest(text, found) if found else ""


def only_for(text: str) -> str:
    """Return the words that keep what a text promises to some ("only Enterprise customers"), or ""."""
    found = _ONLY.search(text)
    if found is None or _NOT_ONLY.search(text, max(0, found.start() - 8), found.end()):
        return ""
    return found[0]


def _with_rest(text: str, found: re.Match[str]) -> str:
    """Return the words of a match and up to five behind it, within its clause."""
    rest = re.split(r"[.;,:!?()]", text[found.end() :], maxsplit=1)[0].split()[:5]
    return " ".join((found[0], *rest))
