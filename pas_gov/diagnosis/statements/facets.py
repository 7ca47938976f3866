"""Of whom and of what a sentence speaks: facets by which two promises of one measure are told apart.

Two sentences that name different plans, channels, kinds of people, grades, regions, things or products don't contradict
each other, whatever their figures. Closed lists hold the general words; names of products and features are told from the
texts themselves (see names.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pas_gov.drift.claims.clauses import plain_words
from pas_gov.drift.matching.scopes import PLAN_NAMES
from pas_gov.drift.texts.sentence import CELL, Sentence
from pas_gov.foundation.patterns import late_pattern

PLAN, CHANNEL, PEOPLE, GRADE, REGION, THING, MATTER, PERIOD, NAME = (
    "plan", "channel", "people", "grade", "region", "thing", "matter", "period", "name",
)  # fmt: skip
_NO_PLAN = frozenset(
    "beta alpha trial standard individual personal teams start scale advanced essential startup startups self-service lite".split()
)
"""Of the names of plans those that mean something else as often: they count beside "plan" and its like only."""
_PLANS = "|".join(sorted(set(PLAN_NAMES) - {"beta", "alpha", "trial"}, key=len, reverse=True))
_CLEAR = "|".join(
    sorted(
        set(PLAN_NAMES) - _NO_PLAN - {"free", "team", "growth", "business", "education", "basic"},
        key=len,
        reverse=True,
    )
)
_PLAN = late_pattern(
    rf"\b(?P<plan>{_PLANS})(?=(?:,? (?:and|or|&|/) (?:{_PLANS}))*[ -](?:plans?|tiers?|customers?|accounts?|subscriptions?|editions?|"
    rf"packages?|users?|clients?|members?|subscribers?|workspaces?|licen[cs]es?)\b)|\b(?:plan|tier|edition|package)s?:? (?P<after>{_PLANS})\b|"
    rf"\b(?:on|with|in|for|from|to) (?:the |our )?(?P<on>{_CLEAR})\b(?![ -]\w+)"
)
_ALONE = late_pattern(
    rf"(?:the )?(?:(?P<plan>{_CLEAR}|free|team|business|basic)|(?P<called>{_PLANS})(?= (?:plan|tier|edition|package)))(?: (?:plan|tier|edition|package))?"
)
_WORDS: Mapping[str, Mapping[str, str]] = {
    CHANNEL: {
        "phone": r"(?:tele)?phone|call(?:s|ed|ing)? (?:us|our)|by phone|calls?(?= us\b)|hotline", "chat": r"(?:live )?chat|messenger",
        "email": r"e-?mails?", "social": r"social media|twitter|mastodon", "forum": r"forum|community", "onsite": r"on-?site|in person",
    },
    PEOPLE: {
        "applicants": r"applicants?|candidates?|job seekers?|applications? for (?:a )?jobs?|r[eé]sum[eé]s?|cvs?", "partners": r"partners?|referr\w+",
        "resellers": r"resellers?|distributors?", "staff": r"employees|our staff|staff members", "nonprofits": r"non-?profits?|charit(?:y|ies)|ngos?",
        "students": r"students?|teachers?|schools?|universit\w+|education(?:al)?|academ\w+", "press": r"press|journalists?|media enquiries", "investors": r"investors?|shareholders?",
        "suppliers": r"suppliers?|vendors?", "researchers": r"(?:security )?researchers?|bug bounty|vulnerability reports?", "startups": r"start-?ups?",
        "new": r"new (?:customers?|users?|clients?|members?|subscribers?)", "former": r"(?:former|previous|past) (?:customers?|users?|members?)|closed accounts?|close(?:d|s)? (?:your|their|an?|the) account|after (?:you|the contract|your) (?:leave|cancel\w*|end\w*)|(?:of|after|upon|on) (?:your |the |contract |account )?(?:cancel\w+|terminat\w+|closure|closing)|deleted? (?:your|their|an?|the) account",
        "visitors": r"visitors?|prospects?|leads", "children": r"children|minors|under 1[368]", "controller": r"controller (?:shall|must|may)|customer must|you must",
        "oldtimers": r"(?:signed|joined|bought|purchased|subscribed|registered) (?:up )?before|grandfathered|legacy (?:customers?|plans?|users?)",
        "government": r"government|public sector", "authorities": r"authorit(?:y|ies)|courts?|law enforcement|subpoenas?",
        "trial": r"trial (?:users?|workspaces?|accounts?|customers?)",
    },
    GRADE: {
        "high": r"critical|urgent|emergenc(?:y|ies)|severe|major|(?:p|sev|severity|priority|level)[ -]?[01]|high[- ](?:priority|severity)|business[- ]critical|show-?stopper|outages?|down",
        "middle": r"(?:p|sev|severity|priority|level)[ -]?2|medium|moderate|degraded|serious", "low": r"minor|low|normal|(?:p|sev|severity|priority|level)[ -]?[3-5]|general (?:questions?|enquir\w+|guidance)|non-?critical|non-?urgent|cosmetic|how-to",
    },
    THING: {
        "logs": r"(?:(?:audit|access|server|event|activity|application|security) )?logs?|log (?:files?|data|entries)|audit trail", "backups": r"back-?ups?|snapshots?", "trash": r"trash(?:ed)?|recycle bin|bin\b|deleted (?:\w+ ){0,2}?(?:files?|items?|tickets?|messages?|documents?|projects?|notes?|boards?|pages?|emails?|records?|photos?|tasks?|folders?)",
        "recordings": r"recordings?|calls? recorded|call audio|transcripts?", "invoices": r"invoices?|billing records?|accounting|tax", "cookies": r"cookies?", "sessions": r"(?:user|login|log-in|browser|idle|active|web) sessions?|sessions? (?=ends?|expires?|times?)",
        "links": r"links?|invitations?|tokens?", "versions": r"versions?|revisions?|history", "usage": r"usage data|analytics|telemetry|statistics|metrics", "crashes": r"crash(?:es| reports?)|diagnostics",
        "attachments": r"attachments?|uploads?", "tickets closed": r"closed tickets?|resolved tickets?", "support tickets": r"support (?:correspondence|conversations?|messages)", "payment data": r"card (?:data|numbers?|details)|payment (?:data|details)",
        "cctv": r"cctv|video surveillance|camera footage", "drafts": r"drafts?", "locations": r"location data|gps", "passwords": r"passwords?|passcodes?", "exports": r"exports?|export files?", "inactive accounts": r"inactiv\w+|dormant|unused|without activity|no activity|not (?:been )?used|have not (?:logged|signed) in",
    },
    MATTER: {
        "sales": r"sales|quotes?|demo requests?|purchas\w+ enquir\w+", "billing": r"billing (?:questions?|enquir\w+|team|support|requests?)", "security": r"security (?:questions?|reports?|enquir\w+|team|mailbox)|vulnerabilit\w+|abuse",
        "privacy": r"(?:privacy|data protection|subject access|data subject|deletion|access) (?:requests?|enquir\w+|questions?)|gdpr requests?|dsars?", "legal": r"legal (?:requests?|notices?)|dmca|takedown", "feature": r"feature requests?|suggestions?|ideas?", "onboarding": r"onboarding|kick-?off|implementation",
        "office": r"office|reception|headquarters|store|shop|showroom|warehouse", "express": r"express|overnight|next-day|priority|premium delivery", "gift cards": r"gift cards?|vouchers?|digital (?:goods|products|items)", "maintenance": r"maintenance", "reviews": r"(?:app|partner|plugin|theme|listing) (?:reviews?|submissions?)", "appeals": r"appeals?|disputes?",
"professional services": r"professional services|consult\w+|workshops?|training",
        "status": r"status page|status updates?", "feedback": r"feedback",
    },
    PERIOD: {"month": r"(?:per|a|each|every|/) ?(?:user (?:and|per|a) )?mo(?:nth)?|and month|monthly", "year": r"(?:per|a|each|every|/) ?(?:user (?:and|per|a) )?y(?:ea)?r|and year|yearly|annual(?:ly)?", "one-off": r"one-?(?:off|time)"},
}  # fmt: skip
_FOUND = {
    facet: tuple((name, late_pattern(rf"\b(?:{words})\b")) for name, words in those.items())
    for facet, those in _WORDS.items()
}
_REGIONS = late_pattern(
    r"\b(?:europe(?:an union)?|eu|eea|germany|german|france|frankfurt|ireland|dublin|amsterdam|netherlands|sweden|switzerland|swiss|uk|united kingdom|"
    r"britain|london|united states|us(?=[ -](?:customers|region|data|based|east|west))|usa|america[n]?|north america|ohio|oregon|virginia|canada|canadian|"
    r"montreal|australia|sydney|japan|tokyo|singapore|india|mumbai|brazil|asia|apac|emea|latam|africa|nordics?|finland|norway|denmark|spain|italy|poland)\b"
)
FROM_HEADING = (PLAN, PEOPLE, GRADE, CHANNEL, MATTER)
"""Facets that a heading, or what leads to a list, says for all below it."""
EXCLUSIVE = frozenset((PLAN, CHANNEL, PEOPLE, GRADE, REGION, THING, MATTER, PERIOD, NAME))

Facets = Mapping[str, frozenset[str]]


def facets(sentence: Sentence) -> dict[str, frozenset[str]]:
    """Return the facets that a sentence names, by themselves or in the heading, the lead or the header above it."""
    text = plain_words(sentence.text)
    above = plain_words(f"{sentence.heading} . {'' if CELL in sentence.lead else sentence.lead}")
    found = {PLAN: frozenset(_plans(text, sentence)) or frozenset(_plans(above, None))}
    for facet, those in _FOUND.items():
        named = frozenset(name for name, pattern in those if pattern.search(text))
        if not named and facet in FROM_HEADING:
            named = frozenset(name for name, pattern in those if pattern.search(above))
        found[facet] = named
    found[REGION] = frozenset(_REGIONS.findall(text))
    return {facet: names for facet, names in found.items() if names}


def _plans(text: str, sentence: Sentence | None) -> Iterable[str]:
    for found in _PLAN.finditer(text):
        yield found["plan"] or found["after"] or found["on"]
    if sentence is None:
        for part in re.split(r" [.|] ", text):
            if alone := _ALONE.fullmatch(part.strip(" .")):
                yield alone["plan"] or alone["called"]
        return
    for cell in sentence.text.lower().split(CELL) if CELL in sentence.text else (text.partition(":")[0],):
        if alone := _ALONE.fullmatch(cell.strip()):
            yield alone["plan"] or alone["called"]
