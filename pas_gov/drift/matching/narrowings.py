"""What a text makes less of a promise without denying it, or takes back behind it; named as what couldn't be compared.

Others do it ("read by a bot"), it may be done, only a part is denied ("we never knowingly sell"), or "that policy is over".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pas_gov.drift.matching.denials import clause_until, own_clause, same_root, telling_senses
from pas_gov.drift.matching.side_by_side import SideBySide

_NEVER = re.compile(r"(?:[\w'-]+ ){1,4}(?:never|not|no longer)\b|no\b|nobody\b|none\b", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"\b(?:\w+n't|no|not|never|only|solely|exclusively|just|free|private(?:ly)?|confidential|secret|stays?|remains?|keeps?|kept|un\w+ed|without|but|"
    r"except|zero|protect\w*|safe|secure\w*|belongs?|yours|refus\w+|reject\w*|forbid\w*|forbidden|prohibit\w*|ban(?:ned|s)?|avoid\w*|exclu\w+|ended|stopped)\b",
    re.IGNORECASE,
)
"""Words by which a text may say that something isn't so."""
_BY = re.compile(
    r"\bby (?!(?:default|design|then|the (?:end|time|way)|means|using|\w+ing)\b)(?P<who>(?:[A-Za-z'-]+ ?)+)",
    re.IGNORECASE,
)
_BY_ENDS = re.compile(
    r"\b(?:before|after|within|in|on|at|for|from|when|if|who|that|which|with|without|to|via|not|as|who)\b",
    re.IGNORECASE,
)
_NOT_BY = re.compile(
    r"\b(?:not|never|nor|no longer|instead of|rather than|without) (?:just |only |merely |being \w+ )?$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\bby (?:an?|one of our|our|some) \w+", re.IGNORECASE)
_QUALITIES = frozenset(
    ("real", "live", "actual", "team", "member", "experienc", "trained", "train", "own", "one")
)
"""Words that say no more than that somebody does it."""
_MAY_BE = re.compile(r"\b(?:may|can) (?:also )?be (?:\w+ly )?(?P<verb>\w{3,})", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:may|can|could|might|able|allowed?|entitled|possible)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|gets?|be|been|being) (?:\w+ly |always )?(?P<verb>\w{3,})", re.IGNORECASE)
_BUT_A_PART = re.compile(
    r"\b(?:knowingly|intentionally|deliberately|wil+fully|willingly|actively|directly|voluntarily|purposely|on purpose)\b|"
    r"\b(?:never|not|no longer) (?:\w+ ){0,2}(?:all|every|everything|the (?:whole|entire)|always)\b",
    re.IGNORECASE,
)
_MADE = r"(?:promise|pledge|commitment|policy|rule|principle|practice|guarantee|assurance|option|offer|service|feature|right|statement|claim)s?"
_IS_OVER = (
    r"(?:(?:has|have) (?:since |now )?(?:ended|expired|lapsed)|(?:is|are|was|were) (?:now |all |long )?(?:over|history|gone|ended|false|untrue|obsolete|void|"
    r"not true|a (?:lie|myth|joke|thing of the past)|no longer \w+)|no longer \w+|(?:does|do) not (?:hold|apply|count)\b|"
    r"(?:(?:has|have) been|was|were|is|are) (?:now |since )?(?:withdrawn|revoked|repealed|rescinded|cancell?ed|suspended|dropped|abolished|retired|"
    r"discontinued|scrapped|abandoned|lifted|reversed))"
)
_TAKEN_BACK = re.compile(
    rf"(?:^|[,;:.()\u2013\u2014-]|\b(?:and|but|because|since|although|though|as))\s*(?:(?:and|but|yet|though|however),? )?"
    rf"(?:(?:that|this|these|those|such a) (?:(?:old|former|same|very) )?(?:{_MADE} )?|(?:our|the) (?:promise|pledge|commitment|assurance) |"
    rf"it |which |all (?:of )?(?:that|this) ){_IS_OVER}",
    re.IGNORECASE,
)
_NOT_KEPT = re.compile(
    r"\b(?:not|never|no longer|hardly|rarely|seldom) (?:\w+ly |been |being )?(?:kept|honou?red|followed|upheld|respected|observed|enforced|maintained|"
    r"implemented|carried out)\b",
    re.IGNORECASE,
)

_STOPPED = re.compile(
    r"\b(?:(?:has|have) been (?:cancell?ed|removed|disabled|deactivated|revoked|terminated|halted|paused|stopped|closed|cut|taken away|shut down)|"
    r"(?:has been|have been|is|are|was|were) (?:(?:switched|turned) off|disabled|deactivated|broken|out of order)|"
    r"(?<!have )(?<!has )(?:ended|expired|ceased)(?= (?:last|this|in|on|years?|months?|long|with)\b|\s*(?:[.!;]|$)))(?!\w)",
    re.IGNORECASE,
)


def narrowings(pair: SideBySide) -> Iterator[str]:
    """Yield the words by which a text may say less than a promise, or takes back what it said."""
    text, theirs = pair.mine.text, pair.theirs.said.text
    yield from _by_others(pair)
    may_be = [*_MAY_BE.finditer(text)]
    if may_be and not _MODAL.search(theirs):
        done = {one["verb"].lower() for one in _PASSIVE.finditer(theirs)}
        yield from (found[0] for found in may_be if found["verb"].lower() in done)
    if pair.theirs.said.denials and not _BUT_A_PART.search(theirs):
        yield from (found[0] for found in _BUT_A_PART.finditer(text))
    yield from _nothing_denied(pair)
    yield from _stopped(pair)
    if (taken := _taken_back(text)) and not _taken_back(theirs):
        yield from taken


@lru_cache(maxsize=4096)
def _taken_back(text: str) -> tuple[str, ...]:
    found = (one for pattern in (_TAKEN_BACK, _NOT_KEPT) for one in pattern.finditer(text))
    return tuple(one[0].strip(" ,;:.()\u2013\u2014-") for one in found)


def _stopped(pair: SideBySide) -> Iterator[str]:
    """Yield the words by which what is promised was stopped ("has been switched off"), where the promise has none such."""
    if _STOPPED.search(pair.theirs.said.text):
        return
    for found in _STOPPED.finditer(pair.mine.text):
        own = telling_senses(own_clause(clause_until(pair.mine.text, found.start())))
        if any(same_root(one, each) for one in own for each in pair.words):
            yield found[0]


def _nothing_denied(pair: SideBySide) -> Iterator[str]:
    """Yield a text that denies nothing, where the promise says never so of nearly the same words: "we monetise customer data"."""
    said = pair.wording.statement
    if pair.whole.denials or not _NEVER.match(said) or _OTHERWISE.search(pair.mine.text):
        return
    mine, theirs = telling_senses(pair.mine.text), telling_senses(said)
    shared = sum(any(same_root(one, each) for each in mine) for one in theirs)
    if pair.amounts.agreed == 0 and shared >= _SEVERAL and shared * 2 > len(theirs):
        yield pair.mine.text.strip()[:80]


_SEVERAL = 3
"""Words that two sentences share only where they speak of the same thing."""


def _by_others(pair: SideBySide) -> Iterator[str]:
    """Yield by whom a text says that it is done, where the promise names others: "by a bot", "by a human or a bot"."""
    if " by " not in pair.mine.text or not _PERSON.search(pair.theirs.said.text):
        return
    for found in _BY.finditer(pair.mine.text):
        if _NOT_BY.search(pair.mine.text[: found.start()]):
            continue
        who = _BY_ENDS.split(found["who"])[0]
        if any(
            one not in _QUALITIES and not any(same_root(one, each) for each in pair.words)
            for one in telling_senses(who)
        ):
            yield f"by {who.strip()}"
