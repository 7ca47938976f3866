"""What the words around an amount make of it: a most or a least, about so much, not that, no longer that."""

from __future__ import annotations

import re
from typing import Literal

from pas_gov.foundation.values import dataclass

Direction = Literal["", "at_most", "at_least", "after"]
Standing = Literal["said", "rejected", "past"]

AROUND = 70  # characters before an amount that are looked at

_FILL = r"(?:\s(?:just|only|the|a|an|about|around|some|every|each|our|exactly))*\s?\W{0,2}$"
_ABOVE = (
    r"(?:more|longer|later|greater|higher|larger|bigger) than|over|above|beyond|exceed(?:s|ed|ing)?|in excess of|"
    r"(?:go|goes|going|rise|rises) (?:over|above|beyond|past)|past"
)
_BELOW = (
    r"(?:less|fewer|lower|shorter|sooner|earlier|smaller|faster|quicker) than|under|below|"
    r"(?:fall|falls|falling|drop|drops|dropping|go|goes) (?:below|under)|before"
)
_LEAST = r"at least|at minimum|(?:a )?minimum(?: of)?|min\.?|upwards of|starting (?:at|from|with)|not until|as from|minimally"
_MOST = (
    r"at most|at the (?:latest|most)|(?:a )?maximum(?: of)?|max\.?|up to|as (?:much|many|long) as|inside|capped at|"
    r"limited to|a limit of|no (?:further|bigger)"
)
_NOT = r"\b(?:not|never|no|nobody|none|without|neither|nor|rarely|seldom|hardly)\b"
_NEGATED = re.compile(
    rf"{_NOT}(?=(?:(?!\b(?:when|if|and|but|because|while|until|unless)\b)[^.;:!?,])*$)", re.IGNORECASE
)

_COMPARED = re.compile(rf"\b(?P<said>(?P<above>{_ABOVE})|(?P<below>{_BELOW})){_FILL}", re.IGNORECASE)
_PLAIN = re.compile(
    rf"\b(?P<said>(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<within>within|in under|by)|(?P<after>(?<!look )(?<!looks )(?<!looking )after)|(?P<from>from)|(?P<in>in)){_FILL}",
    re.IGNORECASE,
)
_LABEL = re.compile(  # "Max. response time: 4 h"
    r"\b(?P<said>(?P<least>min(?:imum|imal)?)|max(?:imum|imal)?)\b\.? [\w ()]{1,40}(?::| \||\bis\b) ?$",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"\b(?:until (?:last|recently|now|then)|in the past|formerly|previously|originally|back then|used to)\b[^.;!?,|]*$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:(?<!all )(?<!any )(?<!the )(?<!to )(?<!for )others|competitors?|rivals?|(?:the )?industry(?: average)?|other (?:providers|companies|vendors|services))\b[^.;!?,]*$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?P<said>(?P<above>>=?|≥)|<=?|≤)\s?$")
_BEHIND = re.compile(
    r"^\s?(?:\(?(?P<least>or (?:more|longer|later|higher|better|greater)|and (?:more|above|up)|at least|minimum|min\b|\+)|"
    r"\(?(?P<most>or (?:less|fewer|sooner|faster|better still|under|below)|at (?:the )?(?:most|latest)|maximum|max\b|tops)\b)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    rf"(?:\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|circa|ca\.|some|an average of|on average|"
    rf"typically|usually|normally|generally|(?:twice|half|double|triple|\w+ times)(?: as \w+ as| of| the)?)|[~≈])\s?(?:{_LEAST}|{_MOST}|within|in)?\s?$",
    re.IGNORECASE,
)
_GOING = re.compile(r"\b(?:delet|remov|purg|eras|destroy|expir|anonymi|clos|leav|clear)", re.IGNORECASE)
_ABOUT_BEHIND = re.compile(r"^\s?(?:or so\b|-ish\b|on average\b|give or take\b)", re.IGNORECASE)
_DIRECTIONS = r"(?:\s(?:just|only|the|a|an|in|within|after|for|at|by|up to|of|be|being|even|merely|about|take|takes|need|needs))*"
_REJECTED = re.compile(
    rf"\b(?P<said>not|instead of|rather than|in place of|no longer|no more|unlike|compared (?:to|with)|versus|vs\.?|"
    rf"down from|up from|as opposed to|replac(?:es|ed|ing)|nor){_DIRECTIONS}\s?$",
    re.IGNORECASE,
)
_PAST = re.compile(
    rf"\b(?P<said>used to (?:be|take|mean|say|promise|\w+)|was|were|had been|has been|previously|formerly|originally|"
    rf"once|before now|earlier|went|changed|gone|moved|shortened|lengthened|raised|lowered|cut) ?(?:from)?{_DIRECTIONS}\s?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SaidBound:
    """What the words around an amount make of it.

    ``firm`` tells "at most" from "within", which also names a plain span; ``words`` are those that decided. ``spent``
    is where a negator stands that the bound has used up ("not ... longer than"), None for none.
    """

    direction: Direction = ""
    firm: bool = False
    standing: Standing = "said"
    about: bool = False
    words: str = ""
    spent: tuple[int, int] | None = None


PLAIN = SaidBound()


def said_bound(text: str, start: int, end: int) -> SaidBound:
    """Return what the words around ``text[start:end]`` make of the amount that stands there."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + 25]
    offset = max(0, start - AROUND)
    about = bool(_ABOUT.search(before) or _ABOUT_BEHIND.match(after))
    if "+" in text[start:end]:
        return SaidBound("at_least", True, about=about, words="+")
    if sign := _SIGN.search(before):
        return SaidBound("at_least" if sign["above"] else "at_most", True, about=about, words=sign["said"])
    if compared := _COMPARED.search(before):
        return _compared(before, compared, offset, about=about)
    if _OTHERS.search(before):
        return SaidBound(standing="rejected", about=about)
    if rejected := _REJECTED.search(before):
        spent = (offset + rejected.start(), offset + rejected.end("said"))
        return SaidBound(standing="rejected", about=about, words=rejected["said"], spent=spent)
    standing: Standing = "past" if _PAST.search(before) or _LONG_AGO.search(before) else "said"
    if behind := _BEHIND.match(after):
        return SaidBound(
            "at_least" if behind["least"] else "at_most", True, standing, about, behind[0].strip()
        )
    plain = _PLAIN.search(before)
    if plain is None and (label := _LABEL.search(before)):
        return SaidBound("at_least" if label["least"] else "at_most", True, standing, about, label["said"])
    if plain is None:
        return SaidBound(standing=standing, about=about)
    if (
        plain["after"]
        and (negated := _NEGATED.search(before[: plain.start()]))
        and not _GOING.search(before[negated.end() :])
    ):
        spent = (
            offset + negated.start(),
            offset + negated.end(),
        )  # "not refunded after 30 days": only until then
        return SaidBound("", False, standing, about, f"{negated[0]} after", spent)
    return SaidBound(_direction(plain), _is_firm(plain), standing, about, plain["said"])


def _compared(before: str, found: re.Match[str], offset: int, *, about: bool) -> SaidBound:
    """Return the bound of "longer than" or "below", turned round by a negator before it."""
    clause = before[: found.start()]
    negated = _NEGATED.search(clause)
    above = bool(found["above"])
    if negated is None:
        if found["below"] and found["below"].lower() == "before":
            return SaidBound(about=about)
        return SaidBound("at_least" if above else "at_most", True, "said", about, found["said"])
    spent = (offset + negated.start(), offset + negated.end())
    words = f"{clause[negated.start() :].strip()} {found['said']}"
    return SaidBound("at_most" if above else "at_least", True, "said", about, words, spent)


def _direction(found: re.Match[str]) -> Direction:
    if found["least"] or found["from"]:
        return "at_least"
    if found["after"]:
        return "after"
    return "" if found["in"] else "at_most"


def _is_firm(found: re.Match[str]) -> bool:
    said = found["said"].lower()
    return bool(found["least"] or found["from"]) or (bool(found["most"]) and said != "up to")
