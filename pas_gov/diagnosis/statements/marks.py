"""Marks of a sentence: that it speaks of a beta, of something that is gone, to everybody, or to some alone."""

from __future__ import annotations

from pas_gov.diagnosis.statements.days import promised_day
from pas_gov.diagnosis.statements.statement import BETA, COMMITS, DATED, EVERYBODY, ONLY, RETIRED
from pas_gov.drift.claims.clauses import plain_words
from pas_gov.drift.matching import scopes
from pas_gov.drift.matching.limits import only_for
from pas_gov.foundation.patterns import late_pattern

_BETA = late_pattern(
    r"\b(?:in|into|a|an|our|the|is|are|still|private|public|closed|open|limited|early|currently|as(?: an?)?) ?-?(?:private |public |closed |open |limited |free )?"
    r"(?:beta|alpha|preview|early access|pilot|technical preview|developer preview|experiment)s?\b(?! (?:of|the|your|a|in your)\b)|"
    r"\bbeta (?:customers?|users?|testers?|features?|program(?:me)?|phase|version|period|test|stage|group)|\(beta\)|\bbeta:|\bearly[- ]access\b|\bexperimental\b|\bpilot (?:customers?|programme?|phase|group)"
)
_SUPPOSED = late_pattern(
    r"\b(?:after|before|left|leaves|leaving|out of|no longer in|end of|since the) (?:the |its |our )?(?:beta|alpha|preview|pilot)\b|\bgenerally available\b"
)
_RETIRED = late_pattern(
    r"\b(?:was|were|has been|have been|is|are|got|being) (?:now |finally |already |officially |permanently )?"
    r"(?:retired|discontinued|withdrawn|shut down|shut off|switched off|turned off|sunset(?:ted)?|phased out|decommissioned|end-of-life)\b|"
    r"\b(?:is|are|was|were) no longer (?:available|offered|sold|supported|maintained|part of)\b|\b(?:reached|reaches|has reached) (?:its |the )?end[- ]of[- ](?:life|support|sale)\b|"
    r"\bwe (?:have )?(?:retired|discontinued|withdrew|shut down|switched off|sunset|decommissioned|stopped (?:selling|offering|supporting))\b|"
    r"\b(?:does not|do not) exist any ?more\b|\bsaid goodbye to\b|\b(?:gone|retired|discontinued) (?:since|as of|on|in)\b"
)
_EVERYBODY = late_pattern(
    r"\b(?:every (?:one of )?(?:\w+ )?(?:customer|user|plan|workspace|account|team|client|member|subscriber|tier|subscription|company|ticket|visitor|guest|order|purchase)s?|"
    r"all (?:of )?(?:our |the )?(?:\w+ )?(?:customers|users|plans|workspaces|accounts|teams|clients|members|subscribers|tiers|subscriptions|companies)|"
    r"everyone|everybody|anyone|anybody|any (?:plan|customer|user|account|tier)|whatever (?:the|your) \w+|regardless of|no matter (?:what|which|who)|across all|"
    r"for all|each (?:customer|user|plan|workspace|account|team|client))\b"
)
_ALONE = late_pattern(r"\b(?:exclusively|solely|nowhere else|never leaves?|only (?:in|on|at|within))\b")
_COMMITS = late_pattern(
    r"\b(?:we|our|us|you|your|customers?|users?|everyone|everybody|guarantee\w*|included?|includes|comes? with|free|every|always|never)\b"
)


def marks_of(text: str) -> frozenset[str]:
    """Return the marks of a sentence."""
    plain = plain_words(text)
    found = set()
    if _BETA.search(plain) and not _SUPPOSED.search(plain):
        found.add(BETA)
    if _RETIRED.search(plain):
        found.add(RETIRED)
    if _EVERYBODY.search(plain) or scopes.EVERYBODY.search(plain):
        found.add(EVERYBODY)
    if only_for(text) or _ALONE.search(plain):
        found.add(ONLY)
    if promised_day(text):
        found.add(DATED)
    if _COMMITS.search(plain):
        found.add(COMMITS)
    return frozenset(found)


def trial_of(name: str, text: str) -> bool:
    """Say whether it is this (a name in lower case) that a sentence calls a beta or the like: just before, or behind "beta of"."""
    plain = plain_words(text)
    found = _BETA.search(plain)
    last = name.rpartition(" ")[2]
    at = plain.find(name)
    at = at + len(name) - len(last) if at >= 0 else plain.find(last)
    if found is None or at < 0:
        return False
    end = at + len(name.rpartition(" ")[2])
    if end <= found.start():
        return _IS_ONE.fullmatch(plain, end, found.start()) is not None
    return _OF_IT.fullmatch(plain, found.end(), at) is not None


_IS_ONE = late_pattern(
    r"(?:'s)?(?:,? ?\(?(?: ?(?:is|are|remains?|was|were|has been|have been|will be|stays?|feature|currently|still|now|available|available as|"
    r"also|only|going|entering|entered|enters|into|as|our|an?|the|new|[a-z]+ly))*)\s*"
)
_OF_IT = late_pattern(
    r":? ?(?:(?:version|phase|release|programme|program|test) )?(?:of |for )?(?:the |our )?(?:\w+ )?"
)


def retired_before(text: str) -> int:
    """Return where the words stand by which a sentence says that something is gone, -1 for none."""
    found = _RETIRED.search(plain_words(text))
    return found.start() if found else -1
