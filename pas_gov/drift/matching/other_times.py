"""Where a text speaks of another time than the present in which a promise is made: it tells what was, or what is to come.

"Backups were kept for 90 days" is a report; "will soon be able to" is an outlook. Neither says that it is so today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pas_gov.drift.matching.denials import same_root, telling_senses
from pas_gov.drift.matching.side_by_side import SideBySide
from pas_gov.foundation.values import dataclass

_WHO = r"(?:we|they|you|it|everyone|everybody|customers|users|clients|members)"
_PAST = re.compile(
    rf"\b(?:used to(?= \w)(?! it\b)|(?<!as )(?:was|were|had)\b|{_WHO} (?:\w+ly |once |always |even )?(?:got|gave|did|took|received)\b|"
    r"(?:we|they) (?:\w+ly |once |always |even )?(?:kept|sent|made|held|paid|met|\w{2,}[^e\W]ed)\b)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\b(?:that|which|who|whose|whom|if|when\w*|once|after|before|because|since|as|until|till|wher\w+|while|than|what|how|though|although|"
    r"unless|whether|even)\b(?! (?:encrypted|again)\b)",
    re.IGNORECASE,
)
"""Words behind which a clause tells the circumstances of what is promised: "after it was deleted"."""
_BE = re.compile(r"\b(?:is|are|be|been|being|was|were|gets?)(?: \w+){0,2} $", re.IGNORECASE)
"""What stands before a "used" of what is used."""
_END = re.compile(r"[.,;:!?()]")
_FORMERLY = re.compile(
    r"(?<![(,] )(?<![(,])\b(?:formerly|previously|in the past|until recently|at one time|back then|in those days|in the old days)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NOW = re.compile(r"\b(?:now|today|currently|still|as before|and is|and are|since)\b", re.IGNORECASE)
_COMING = re.compile(
    r"\b(?:(?<!as )(?<!how )soon(?! (?:as|after)\b)|(?:is|are|am) going to|(?:are|is) working (?:on|towards?|to)|planning to|preparing to|"
    r"some ?day|in (?:the )?(?:near |not too distant )?future(?! \w)|at some point|road ?map|(?:is|are) (?:yet )?to come|"
    r"(?:is|are) (?:about|due|scheduled|set|supposed) to)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:from|as of|as from|starting|beginning|effective|by|until|till|up to|through|before|after) (?:(?:in|on|the|end|start|beginning|of|early|late|mid) ?-?)*"
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:of )?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? )?(?:\d{1,2}(?:st|nd|rd|th)?,? )?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Times:
    """What of a text speaks of another time: clauses in the past, words of the past, words of what is to come, years."""

    past: tuple[str, ...]
    formerly: tuple[str, ...]
    coming: tuple[str, ...]
    dated: tuple[tuple[str, str], ...]


def other_times(pair: SideBySide) -> Iterator[str]:
    """Yield the words by which a text speaks of the past or of what is to come, where the promise speaks of neither."""
    mine = _times(pair.mine.text)
    if mine == _PRESENT:
        return
    theirs = _times(pair.theirs.said.text)
    if not theirs.past:
        yield from (one for one in mine.past if _of_promise(pair, one))
    yield from mine.formerly
    if not theirs.coming:
        yield from mine.coming
    yield from (words for words, year in mine.dated if year not in _years(pair))


_PRESENT = _Times((), (), (), ())


@lru_cache(maxsize=4096)
def _times(text: str) -> _Times:
    return _Times(
        tuple(_past(text)),
        () if _NOW.search(text) else tuple(found[0] for found in _FORMERLY.finditer(text)),
        tuple(found[0] for found in _COMING.finditer(text)),
        tuple((found[0], found["year"]) for found in _DATED.finditer(text)) if _YEAR.search(text) else (),
    )


def _past(text: str) -> Iterator[str]:
    """Yield each clause from its subject to its verb in the past and on to its end, but for clauses of circumstance."""
    for found in _PAST.finditer(text):
        before = _END.split(text[: found.start()])[-1]
        used = found[0].lower() == "used to" and _BE.search(before)
        if not used and not _OPENS.search(before):
            ends = _END.search(text, found.end())
            yield (before + text[found.start() : ends.start() if ends else len(text)]).strip()


def _of_promise(pair: SideBySide, said: str) -> bool:
    """Say whether what is told of the past is what is promised."""
    return any(same_root(one, each) for one in telling_senses(said) for each in pair.words)


def _years(pair: SideBySide) -> set[str]:
    """Return the years that a promise names, also as its end or in for whom it was made."""
    one = pair.wording
    days = (one.ends, one.honoured_until, one.decide_by)
    return {
        *re.findall(r"\b(?:19|20)\d\d\b", f"{pair.theirs.telling} {one.made_to}"),
        *(str(day.year) for day in days if day),
    }
