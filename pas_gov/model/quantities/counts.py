"""Numbers of things ("8 accounts", "10 GB"), and of what only has a number: a part, a version, a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.quantities.located import FIRST, SECOND, TO, Located, located, number_range
from pas_gov.model.quantities.numerals import NUMBERED
from pas_gov.model.quantities.units import byte_unit, is_plural, singular

_COUNT = late_pattern(
    rf"(?<![\w.,/:$€£#§@-])(?:{FIRST}{TO}(?=\w))?{SECOND}(?:(?P<times>x|×)\b|"
    r"\+?(?:\s?\(\d{1,9}\))?(?:\sor (?:more|fewer|less))?(?P<words>(?:[ -][A-Za-z][A-Za-z'’-]*){1,5})|"
    r"(?P<size>[KMGTPkmgtp]i?[Bb])\b)",
    re.IGNORECASE,
)
_NUMBERED = late_pattern(rf"\b(?:{NUMBERED}|fy|week|month|year|quarter|q)\.?\s?[-–]?\s?$", re.IGNORECASE)
_STARTERS = frozenset(
    "the a an up to only all about over under at least most more less first last for in within with every each any "
    "and or but we our includes include included including maximum minimum additional extra another these those "
    "your get gets receive has have is are of by from than after before until next plus both unlimited approximately "
    "around between during per keep keeps costs limited free".split()
)
_NOT_NOUNS = frozenset(
    "of in on at to is are was were be been or and the that this if for from with by as it we you they our your its "
    "will may can must should has have had not but so than then which who when where after before until unless because "
    "does do did am pm per off a an i ii iii s t always also plus vs via thus yes less".split()
)


def counts(text: str) -> Iterator[Located]:
    """Yield the numbers of things of a text, in order."""
    at = 0
    while match := _COUNT.search(text, at):
        start, values = number_range(text, match)
        end, unit = _thing(match)
        at = max(match.end("second"), end)
        if unit and not _is_name(text, start, match):
            yield located(text, (start, end), "count", values, unit)


def _thing(match: re.Match[str]) -> tuple[int, str]:
    """Return where the counted thing's words end, and its unit: the first plural, or a unit of bytes."""
    if match["times"]:
        return match.end("times"), "x"
    if match["size"]:
        return match.end("size"), byte_unit(match["size"])
    words = re.finditer(r"[A-Za-z'’]+", match["words"])
    if match["second"].lower() == "one":
        return match.end("second"), ""
    for index, word in enumerate(words):
        said = word[0]
        if said.lower() in _NOT_NOUNS:
            break
        end = match.start("words") + word.end()
        if index == 0 and byte_unit(said):
            return end, byte_unit(said)
        if is_plural(said) or match["second"] == "1":
            return end, singular(said)
    return match.end("second"), ""


def _is_name(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether a number belongs to a name or numbers a part: "Section 4", "Basecamp 2 accounts"."""
    before = text[:start].rstrip(" ")
    if _NUMBERED.search(text[max(0, start - 20) : start]):
        return True
    if match["words"] and match["words"].startswith("-") and not match["second"][0].isdigit():
        return True
    word = re.search(r"[\w.'’-]+$", before[-40:])
    return bool(word and word[0][0].isupper() and word[0].lower() not in _STARTERS and len(word[0]) > 1)
