"""What a sentence doesn't state at all: it asks, supposes, introduces, orders, or reports what others said or what was.

Such a sentence is no claim because of what it is *about*: whether its own words make it one is the model's to say.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pas_gov.drift.claims.clauses import SOME, plain_words, sentence_forms

_OURS = r"(?:we|our|us|support|the (?:\w+ )?team)"
_SUPPOSED = re.compile(
    r"^(?:and |but |even )?(?:if|had|suppose|supposing|imagine|what if|were) (?:\w+ ){1,6}?\w+.{0,120}? (?:would|could|might) (?:\w+ )?"
    rf"|^{_OURS} (?:would|could) (?!like\b|love\b)(?:not )?(?:\w+ ){{1,12}}if\b",
)
_SUPPOSES_PAST = re.compile(
    r"^(?:and |but |even )?(?:if|suppose|supposing|imagine|what if) (?:\w+ ){1,3}?(?:\w+ed|were|was|had|did|could|kept|gave|took|sent|paid|made|got)\b|^had "
)
_ASKS = re.compile(r"\?\W*$|^(?:q|question)[:.] ")
_INTRODUCES = re.compile(r":\W*$")
_NO_MAIN_CLAUSE = re.compile(
    r"^(?:if|when|whenever|whether|how|what|where|why|unless|in case) (?:(?!\b(?:we|our|is|are|will|stays?|keeps?|gets?|can|may)\b)[^,;:])*$"
)
_READERS_DUTY = re.compile(
    r"^(?:you|customers?|users?|clients?|members?|partners?|agents?|applicants?) (?:must|should(?! (?:hear|receive|get|have|see|expect)\b)|shall|need to|needs to|have to|has to|agree|"
    r"are (?:required|obliged|responsible|expected|asked)|may not|are not allowed)\b"
)
_ORDERS_NOT = re.compile(
    r"^(?:please )?(?:never|do not|avoid|stop|under no circumstances) (?:ever )?(?:\w+ ){0,2}?(?:tell|telling|say|saying|promis\w+|claim\w*|stat(?:e|ing)|"
    r"mention\w*|offer\w*|guarantee\w*|suggest\w*|quot(?:e|ing)|agree\w*|commit\w*|assur\w+|impl(?:y|ying)|answer\w*|repl(?:y|ying)|give|giving|refund\w*)\b"
)
_REPORTED = re.compile(
    r"\b(?:customers?|clients?|users?|reviewers?|someone|somebody|he|she|they|competitors?) (?:also |often |once |then )?"
    r"(?:wrote|said|says|asked|asks|complained|tweeted|told us|claims?|claimed|thought|thinks?|expects?|expected|hoped?|wants?|wanted)\b"
)
_REPORTS_PAST = re.compile(
    r"^(?:last|in the (?:last|past)|over the (?:last|past)|in (?:19|20)\d\d|to date|so far|until now|during (?:19|20)\d\d|yesterday)\b"
    r"(?!.*\bnow\b)(?=.* (?:was|were|had|took|did|have|has|answered|responded|replied|\w+ed)\b)"
)
_WITHDRAWN = re.compile(
    r"\b(?:no longer (?:true|valid|correct|current|in force)|out of date|outdated|obsolete|superseded|withdrawn)\b[\w ]{0,20}: |"
    r"^(?:(?:the )?(?:old|former|previous|earlier) (?:text|wording|version|policy|rule|promise)|formerly|previously|until (?:recently|then))\b.{0,30}: "
)
_WAS_DONE = r"(?:was|were|had|took|did|gave|kept|sent|paid|got|(?:answer|respond|repli|resolv|offer|promis|deliver|includ|charg|refund|provid|us)ed)"
_WAS = re.compile(
    rf"^(?:last (?:year|month|quarter|week)|(?:before|until|up to|till) (?:\w+ ){{0,2}}(?:19|20)\d\d|in (?:\w+ )?(?:19|20)\d\d|yesterday)\b"
    rf"(?!.*\b(?:will|shall|now|today|still|since)\b),? (?:\w+ ){{1,4}}?{_WAS_DONE}\b"
    rf"|^(?!.*\b(?:will|shall|now|today|still|since|promise\w*|guarantee\w*)\b).*\b{_WAS_DONE}\b.*\b(?:last|the past|the previous) (?:month|year|quarter|week)\b\W*$"
    rf"|^historically\b.*\b{_WAS_DONE}\b"
)
_SENDS_ON = re.compile(
    r"^(?:if|when(?:ever)?) you (?:need|want|require|prefer|would like) [^,]{3,100}, (?:please )?(?:call|phone|contact|write|email|ask|see|"
    r"visit|choose|upgrade|open|chat|talk|speak)\b"
)


def past(text: str) -> str:
    """Return the words by which a sentence reports what was once so, or calls itself withdrawn, or ""."""
    plain = plain_words(text)
    found = _WITHDRAWN.search(plain) or _WAS.search(plain)
    return found[0].strip(" :") if found else ""


def supposition(text: str) -> str:
    """Return the words by which a sentence only supposes what it says ("if we answered in an hour, we would"), or ""."""
    plain = plain_words(text)
    found = _SUPPOSES_PAST.search(plain) and _SUPPOSED.search(plain)
    return found[0].strip() if found else ""


@lru_cache(maxsize=SOME)
def unsaid(text: str) -> str:
    """Return the words by which a sentence only supposes what it says, or orders not to say it, or ""."""
    found = _ORDERS_NOT.search(plain_words(text))
    return supposition(text) or (found[0].strip() if found else "")


def asked(text: str) -> str:
    """Return the words by which a sentence asks, sends its reader elsewhere, or orders not to say what it says, or ""."""
    plain = plain_words(text)
    found = _ASKS.search(plain) or _ORDERS_NOT.search(plain) or _SENDS_ON.search(plain)
    return found[0].strip() if found else ""


def unstated(text: str) -> str:
    """Return the words by which a sentence states nothing of what its organisation does now, or ""."""
    plain, main = plain_words(text), sentence_forms(text).main
    found = (
        _INTRODUCES.search(plain)
        or _NO_MAIN_CLAUSE.search(plain)
        or _READERS_DUTY.search(plain)
        or _READERS_DUTY.search(main)
        or _REPORTED.search(plain)
        or _REPORTS_PAST.search(plain)
    )
    return asked(text) or past(text) or supposition(text) or (found[0].strip() if found else "")
