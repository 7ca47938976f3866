"""The words of a sentence that limit when or for whom it holds."""

from __future__ import annotations

import re

MAX_CONDITION = 600
"""Characters beyond which what was found is the sentence rather than its condition."""

_HOW_OFTEN = (
    r" per\b| (?:an?|every|each) (?:(?:other|few|\d+|two|three|four|five|six|ten|twelve|business|working|calendar|single) ){0,2}"
    r"(?:second|minute|hour|day|night|week|fortnight|month|quarter|year)s?\b"
    r"(?! (?:has|have|is|are|was|passes|ends|begins|starts|trial|period|window|notice)\b)"
)
"""What makes "once" tell how often, and no condition: "once a year", and not "once a year has passed"."""
_WORDS = (
    rf"if and when|only if|if|in which|when|whenever|once(?!{_HOW_OFTEN})|unless|as long as|so long as|provided that|providing that|in case|in the "
    r"event|on condition that|assuming|should you|subject to|only after|only with|only for|except when|except for|where"
)
_MAIN = (
    r"(?:then )?(?:we|you|they|it|our|your|the|this|all|any|no|a|an|each|their|please|there|contact|e-?mail|just|"
    r"[A-Za-z]\w+ (?:\w+ )?(?:will|may|can|is|are|does|do|shall|must|has|provides|offers))\b"
)
_LEADING = re.compile(
    rf"^(?:(?:but|and|so|then|also|however|otherwise|that said),? )?(?P<said>(?:{_WORDS}|for|in such|in these|with|on|"
    rf"after|in the unfortunate)\b[^,;]*(?:,[^,;]*?)??), (?={_MAIN})",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?P<said>(?:for [^:,.]{3,120}|(?:p|sev|severity|priority|tier|level) ?-?\d(?:[:, ][^:,.]{0,60})??))[:,] ",
    re.IGNORECASE,
)
_GRADE = re.compile(r"^(?P<said>P\d: [^,:]{3,60}), ")
_TRAILING = re.compile(
    rf"(?<=[\w)\"] )(?P<said>(?:{_WORDS})\b[^;—]{{2,{MAX_CONDITION}}}?)(?=[.!?]*$|, (?:but|and we|so)\b|, {_MAIN}|[;—])",
    re.IGNORECASE,
)
_NOT_WHEN = re.compile(
    r"\b(?:see|know|check|decide|determine|tell|say|ask|learn|understand|the situation|place|cases?|even) (?:if|when|where|once)\b",
    re.IGNORECASE,
)


def condition(text: str) -> str:
    """Return the words of a sentence that limit it ("if you ask within a week"), or ""."""
    leading = _GRADE.match(text) or _LABEL.match(text) or _LEADING.match(text)
    if leading and _limits(leading["said"]):
        return leading["said"].strip()
    for found in _TRAILING.finditer(text):
        if (
            not _NOT_WHEN.search(text, max(0, found.start() - 20), found.end())
            and len(found["said"]) <= MAX_CONDITION
        ):
            return found["said"].strip(" .")
    return ""


def _limits(said: str) -> bool:
    """Say whether a leading phrase limits: "For security reasons" doesn't."""
    low = said.lower()
    return (
        not re.match(
            r"(?:for (?:example|instance|more|security reasons|this reason|now|that)|in addition|on the other)",
            low,
        )
        and len(said) <= MAX_CONDITION
    )
