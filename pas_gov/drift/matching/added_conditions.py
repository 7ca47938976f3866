"""Conditions that a text adds to what is promised without any: "on request", "during office hours", "if you have a contract".

Whether a condition takes anything away isn't known here, so it is named as what couldn't be compared. What is only the occasion of a
promise ("if you have a question", "whenever you like") adds none, nor does a condition whose words the promise has itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pas_gov.drift.matching.denials import same_root, telling_senses
from pas_gov.drift.matching.side_by_side import SideBySide
from pas_gov.drift.matching.stated import written_out
from pas_gov.drift.matching.words import sense

_ASKED = (
    r"(?:up)?on (?:[\w']+ )?(?:request|demand|application|inquiry|enquiry|invitation)|"
    r"(?:by|with|after|upon|at|subject to|against|following|pending|through|under) (?:(?:an?|the|your|our|prior|previous|written|special|"
    r"individual|separate|explicit|proven|valid|annual|yearly|paid|\w+'s|(?!without|not)[\w-]{3,12}) ){0,3}?"
    r"(?:request|appointment|arrangement|agreement|invitation|approval|consent|permission|authori[sz]ation|booking|registration|reservation|"
    r"application|confirmation|proof|receipt|voucher|coupon|contract|deposit|waiting list|nomination|add-?on|upgrade)s?"
)
_TIME = (
    r"(?:in|during|for|within) (?:the|an?|your|their|our) (?:very )?(?:first|last|second|third|final|initial|introductory|beta|trial|pilot|test)\b"
    r"(?: (?:few|\d+|[\w-]+))?(?: (?:days?|weeks?|months?|years?|period|phase))?|"
    r"during (?:(?:the|your|our|an?|their) )?(?:[\w-]+ )?(?:trial|beta|pilot|launch|week|term|onboarding|emergenc(?:y|ies)|holidays?|season|"
    r"campaign|sale|promotion|migration)|"
    r"in (?:(?:an?|any|case of|cases of|the case of) )?(?:emergenc(?:y|ies)|(?:exceptional|special|justified|urgent|certain|some|selected|rare|individual) cases)|"
    r"(?:at|during) (?:peak|off-peak|quiet|busy|certain|specific|set|fixed) (?:times|hours|periods)|"
    r"(?:at|by|after|before) the (?:end|start|beginning) of (?:(?:an?|the|your|our|their|each|every) )?(?:[\w-]+ )?\w+|"
    r"(?:on|every|each) (?:mon|tues|wednes|thurs|fri|satur|sun|work)days?(?:(?:,| and| or)+ (?:mon|tues|wednes|thurs|fri|satur|sun)days?)*|"
    r"in the (?:mornings?|afternoons?|evenings?)|at night|this (?:spring|summer|autumn|fall|winter|week|month|quarter|year)|"
    r"in (?:january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"(?:in|by|via|through|from|with|on|at|as) (?:[\w-]+ ){1,3}only|"
    r"for a (?:limited|short|certain) (?:time|period)|from (?:the|your) (?:second|third|fourth|next|following) \w+ on(?:wards?)?|"
    r"while (?:stocks?|supplies|seats|places) lasts?|depending (?:up)?on (?:[\w'-]+ ){0,3}[\w'-]+|"
    r"until (?:the end of (?:[\w-]+ )?\w+|(?:january|february|march|april|may|june|july|august|september|october|november|december|next|further)\b(?: \w+)?)|"
    r"(?:just |only )once\b|once(?=\s*(?:[.!;]|$))|one[- ]time(?= only)|a single time"
)
_COST = (
    r"(?:for|at|against|in exchange for|(?:up)?on payment of|after payment of|after paying|plus|with) (?:(?:an?|some|the) )?"
    r"(?:(?:extra|additional|small|separate|one-time|one-off|hourly|daily|weekly|monthly|yearly|annual|modest|nominal|fixed|reduced|processing|service) )*"
    r"(?:fees?|costs?|charges?|surcharges?|premiums?|payment)|"
    r"an? (?:[\w-]+ )?(?:fee|charge|surcharge) (?:applies|is (?:due|charged|added|payable)|will be (?:due|charged|added))|pays? (?:extra|more|for (?:it|this|them))"
)
_ADDED = re.compile(rf"\b(?:{_ASKED}|{_TIME})(?=\W|$)", re.IGNORECASE)
_PAID = re.compile(rf"\b(?:{_COST})\b", re.IGNORECASE)
_AFTER = re.compile(
    r"(?<!\bimmediately )(?<!\bright )(?<!\bshortly )(?<!\bsoon )(?<!\blong )(?<!\beven )(?<!\bday )(?<!\blook )(?<!\blooks )\bafter (?!all\b|that\b|this\b)(?P<what>[^,.;:!?()]{3,60})",
    re.IGNORECASE,
)
_PROVIDED = re.compile(
    r"\b(?:(?:provided|providing|assuming)(?: that)? (?=(?:you|they|we|it|the|your|their|customers|users|no|all)\b)|(?:as|so) long as |as soon as (?=(?:you|they|we|the|your|their|customers|users)\b)|having |on (?:the )?condition that |"
    r"only (?:if|when) )(?P<what>[^.;:!?]{3,80})",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:if and when|only if|if|only when|when(?:ever)?|once|unless|as long as|so long as|provid(?:ed|ing)(?: that)?|in case(?: of)?|"
    r"in the event(?: of| that)?|on condition that|assuming(?: that)?|should|subject to|only after|only with|after)\b",
    re.IGNORECASE,
)
_OF_SOME = re.compile(
    r"for (?:[\w-]+ ){1,3}(?:issues|problems|requests|questions|cases|incidents|tickets|orders|purchases|projects|bugs|errors)\b",
    re.IGNORECASE,
)
_WIDENS = re.compile(
    r"\b(?:not|never|no|without|even|also|including|regardless of|irrespective of|whether(?: or not)?|and|both|instead of|rather than|need|worry)"
    r"(?: (?:just|only|merely|for|at|an?|the|any))* ?$",
    re.IGNORECASE,
)
_TOO = re.compile(r"\W*(?:too|as well|also|included)\b", re.IGNORECASE)
_OCCASIONS = frozenset(
    sense(word)
    for word in (
        "question questions problem problems issue issues trouble troubles help need needs needed want wants wish wishes like prefer unhappy dissatisfied "
        "satisfied happy wrong break breaks fail fails stuck doubt lost concern concerns contact contacts write writes email message messages happen happens "
        "occur occurs mind ready sign signs join joins subscribe buy become customer customers user users people someone something anything anybody somebody "
        "start starts arise arises unsure find finds notice discover experience face encounter report reports tell tells let know come comes feel miss go goes gone "
        "possible necessary available whenever matter time change decide choose use using new case event"
    ).split()
)


def added_conditions(pair: SideBySide) -> Iterator[str]:
    """Yield the words of each condition that a text adds to what a promise says, as the text has them."""
    yield from filter(None, (_condition(pair), _hours(pair)))
    text, theirs = pair.mine.text, pair.theirs.telling
    for found in _ADDED.finditer(text):
        if not _widens(text, found) and _is_new(found[0], pair.words, theirs):
            yield found[0]
    for found in () if _PAID.search(theirs) or _promises_money(pair) else _PAID.finditer(text):
        if not _widens(text, found):
            yield found[0]
    for found in (*_PROVIDED.finditer(text), *_AFTER.finditer(text)):
        if _has_no_amount(pair, found) and not _widens(text, found) and _new(found["what"], pair.words):
            yield found[0].strip()


def _has_no_amount(pair: SideBySide, found: re.Match[str]) -> bool:
    """Say whether no amount stands in a phrase or right before it: "four hours after you write", "after 30 days"."""
    return not any(
        one.place[0] < found.end() and found.start() <= one.place[1] + 1 for one in pair.mine.amounts
    )


def _condition(pair: SideBySide) -> str:
    """Return the condition that the reading of claims found, where it is one and is new."""
    said = pair.claim.condition
    if _OF_SOME.fullmatch(said):
        return said if _new(said, pair.words) else ""
    opening = _OPENING.match(said)
    if opening is None or opening[0].lower() == "unless" or _widens(pair.mine.text, None, written_out(said)):
        return ""
    if pair.amounts.agreed and any(one.text in said for one in pair.mine.amounts):
        return ""  # "if you ask within 30 days": that is the promised time
    what = said[opening.end() :]
    return said if _new(what, pair.words) and not what.startswith(" in a ") else ""  # "once in a blue moon"


def _hours(pair: SideBySide) -> str:
    """Return the hours to which a text keeps what is promised at any time; "" where business time is promised."""
    covers, text = pair.mine.reading.coverage, pair.mine.text
    if covers is None or covers.always or pair.theirs.said.reading.coverage:
        return ""
    if any("business" in one.dimension for one in (*pair.theirs.amounts, *pair.mine.amounts)):
        return ""
    widens = _WIDENS.search(text[: covers.start]) or _TOO.match(text[covers.end :])
    return "" if widens else covers.text


def _widens(text: str, found: re.Match[str] | None, said: str = "") -> bool:
    """Say whether the words around a phrase make it wider than the promise, or deny it: "not only on request", "on Sundays too"."""
    start = found.start() if found else text.find(said)
    end = found.end() if found else start + len(said)
    return start >= 0 and bool(_WIDENS.search(text[:start]) or _TOO.match(text[end:]))


def _promises_money(pair: SideBySide) -> bool:
    return any(one.sort == "money" for one in pair.theirs.amounts)


def _is_new(phrase: str, words: Sequence[str], theirs: str) -> bool:
    """Say whether a promise hasn't a phrase, which may have no telling word: "once"."""
    return phrase.lower() not in theirs.lower() and (
        not telling_senses(phrase) or _new(phrase, words, occasions=False)
    )


def _new(phrase: str, words: Sequence[str], *, occasions: bool = True) -> bool:
    """Say whether a phrase has a telling word that the promise hasn't, and that tells more than an occasion."""
    return any(
        not (occasions and one in _OCCASIONS) and not any(same_root(one, each) for each in words)
        for one in telling_senses(phrase)
    )
