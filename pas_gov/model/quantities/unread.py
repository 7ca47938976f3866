"""What looks like a quantity in a text and was read as none: templates, "a few hours", numbers without a unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pas_gov.foundation.patterns import WordedPattern, late_pattern
from pas_gov.model.quantities.numerals import NUMBER, NUMBERED
from pas_gov.model.quantities.units import TIME, TIME_WORDS

Span = tuple[int, int]

_UNITS = rf"(?:{TIME}|nights?)"
_OPEN = WordedPattern(
    "tbd tba tbc defined determined decided announced confirmed",
    r"\b(?:TBD|TBA|TBC|to be (?:defined|determined|decided|announced|confirmed))\b",
)
_FRACTION = WordedPattern(
    "half third thirds quarter quarters fraction every",
    r"\b(?:half|a third|two thirds|a quarter|three quarters|a fraction)(?= (?:of|the|your|their|its|that)\b)|"
    r"\bevery (?:other|second|third|fourth|2nd|3rd|[4-9]th)(?= \w)",
    re.IGNORECASE,
)
_BLANKS = "x xx n y tbd".split()
TEMPLATE = WordedPattern(
    "{ % < $ [ _ ? "
    + " ".join(
        f"{blank}{unit}"
        for blank in _BLANKS
        for unit in ("", "night", "nights", "business", "working", *TIME_WORDS.split())
    ),
    r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$\{.*?\}|%\{.*?\}|#\{.*?\}|\[\[.*?\]\]|(?<!\w)\{[A-Za-z_][\w. ]*\}|"
    r"\[(?:[A-Z][A-Z0-9_ ]*|number|hours|days|amount|time|n|x)\]|<(?:[A-Z][A-Z0-9_ ]*|number|hours|days|amount|time|n|x)>|"
    r"(?<!\w)\$[A-Z][A-Z0-9_]+\b|%[sd]\b|%\(\w+\)[sd]|\b__\w+__\b|_{2,}|(?<!\w)(?:XX?|N|Y|TBD|tbd|[?]{1,3})(?= ?(?:%|[-]?"
    + _UNITS
    + r"\b|(?:business|working) days?))",
)
_INDEFINITE = WordedPattern(
    "few couple several some many various handful matter number dozens hundreds multiple",
    rf"\b(?:(?:a|the next|only a|just a|the first) )?(?:few|couple(?: of)?|several|some|many|various|handful of|matter of|number of|"
    rf"dozens of|hundreds of|multiple)(?: more| short| business| working)? (?P<what>{_UNITS}|\w+s)\b",
    re.IGNORECASE,
)
_BARE = WordedPattern(
    "seconds minutes hours days weeks months",
    r"\b(?:within|in|for|after|under|takes?|only) (?:just |mere |the )?(?:business |working )?(?P<what>(?:second|minute|hour|day|"
    r"week)s|(?<!in )months)\b(?! of | before | after | a )",
    re.IGNORECASE,
)
_VAGUE_TIME = WordedPattern(
    "soon quickly fast promptly swiftly speedily rapidly shortly timely quick prompt instantly instant immediately immediate once away time "
    "asap p eod eob cob delay real due overnight same years tomorrow end business next following eventually regularly periodically "
    "frequently excellent great",
    r"\bas (?:soon|quickly|fast|promptly) as\b(?: \w+){0,3}|\b(?:promptly|quickly|swiftly|speedily|rapidly|shortly|soon|"
    r"timely|in a timely manner|fast|quick|prompt|instantly|instant|immediately|immediate|at once|right away|straight away|"
    r"in no time|asap|a\.s\.a\.p|eod|eob|cob|without (?:undue )?delay|in real time|in due (?:course|time)|overnight|same[- ]day|(?:on )?the same day|"
    r"for (?:many )?years|tomorrow|(?:by|before) the end of (?:the )?(?:\w+ )?(?:day|week|month)|(?:by|at) (?:the )?(?:end|close) of business|"
    r"(?:the )?(?:next|following) (?:morning|week|month)|the same week|eventually|regularly|periodically|frequently|from time to time|excellent|great)\b",
    re.IGNORECASE,
)
_NUMBER = late_pattern(rf"(?<![\w.,/:#-]){NUMBER}\d*(?![\w-]*@|\d|[A-Za-z]{{3}})", re.IGNORECASE)
_NUMBERED_BEFORE = late_pattern(
    rf"(?:\b(?:{NUMBERED}|the|this|that|which|any|each|every|another|either|neither|sev|severity|priority|call|dial|ring)\.?"
    r"\s?[-–]?\s?|\+[\d ]*|\()$",
    re.IGNORECASE,
)
_NAME_BEFORE = late_pattern(
    r"\b(?!(?:Within|In|For|After|At|Up|By|Under|Over|Only|Max|Min)\b)[A-Z][\w.'’-]*[ -]$"
)
_PRONOUN_ONE = late_pattern(r"one\b(?! (?:hundred|thousand))", re.IGNORECASE)
_ORDINAL = late_pattern(r"(?:st|nd|rd|th)\b", re.IGNORECASE)


def unread_quantities(text: str, read: Collection[Span]) -> Iterator[str]:
    """Yield the words of a text that speak of a quantity and are in none of the spans that were read.

    ``read`` are the begin and end of what was. Ordinals, years, numbers of parts ("section 4"), of names ("SOC 2") and
    the pronoun "one" are none.
    """
    taken = list(read)
    for pattern in (TEMPLATE, _OPEN, _INDEFINITE, _FRACTION, _BARE):
        for found in pattern.finditer(text):
            if not _within(found.span(), taken):
                taken.append(found.span())
                yield found[0]
    for found in _NUMBER.finditer(text):
        if not _within(found.span(), taken) and not _harmless(text, found):
            yield found[0]


def vague_times(text: str) -> Iterator[str]:
    """Yield the words that say how soon or how often without a number: a promise with a time isn't kept by them."""
    for found in _VAGUE_TIME.finditer(text):
        yield found[0]


def _within(span: Span, taken: Collection[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _harmless(text: str, found: re.Match[str]) -> bool:
    before, after = text[max(0, found.start() - 30) : found.start()], text[found.end() : found.end() + 12]
    if _ORDINAL.match(after) or (found[0].isdigit() and len(found[0]) == 4 and found[0][:2] in ("19", "20")):
        return True
    if _PRONOUN_ONE.fullmatch(found[0]) or (before.endswith("-") and before[-2:-1].isalpha()):
        return True
    if re.match(r"[-][A-Za-z]", after) and not re.match(rf"-{_UNITS}", after):
        return True  # "two-factor", "4-eyes": an adjective
    return bool(_NUMBERED_BEFORE.search(before) or _NAME_BEFORE.search(before))
