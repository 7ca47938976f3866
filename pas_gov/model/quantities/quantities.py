"""The quantities of a sentence: durations, percentages, money, counts with their unit, dates.

What counts is what the guideline says: every explicit number with its unit, as numeral or number word; not the
numbers of sections, versions and steps, not names, times of day, "a", "a few", "daily". So "24/7" is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pas_gov.model.quantities.compounds import compounds
from pas_gov.model.quantities.dates import dates
from pas_gov.model.quantities.numerals import NUMBER, is_number_in_words, number_value
from pas_gov.model.quantities.quantity import Quantity, QuantityKind
from pas_gov.model.quantities.units import (
    CODES,
    DURATIONS,
    MULTIPLES,
    NAMES,
    SYMBOLS,
    byte_unit,
    duration_unit,
    is_plural,
    rate_unit,
    singular,
)

MAX_TEXT = 4000
"""Characters of a text that are looked at; what stands behind isn't."""

_Value = int | float
_Found = tuple[int, int, Quantity]

_FIRST, _SECOND = rf"(?P<first>{NUMBER})", rf"(?P<second>{NUMBER})"
_TO = r"\s?(?:-|–|—|to|or|and)\s?"
_BEFORE = r"(?<![\w.,/:$€£#§-])"
_UNIT_WORDS = "|".join(
    re.escape(word).replace(r"\ ", r"[ -]")
    for word in sorted((word for words in DURATIONS.values() for word in words), key=len, reverse=True)
    if len(word) > 1
)
_DURATION = re.compile(
    rf"{_BEFORE}(?:{_FIRST}{_TO}(?=\w))?{_SECOND}(?:\s?\(\d{{1,6}}\))?"
    rf"(?:(?:\s|-|\+\s?|\s(?:full|consecutive|additional|extra|more|straight|continuous)\s)?"
    rf"(?P<unit>{_UNIT_WORDS})|(?P<letter>\s?h|[dwy]|\s?ms|s))\b(?!:)",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\b(?:next|following) (?:business|working) (?P<unit>day|hour)\b", re.IGNORECASE)
_PERCENT = re.compile(
    rf"{_BEFORE}(?:{_FIRST}(?:\s?%)?{_TO})?{_SECOND}\s?(?:%|per ?cent\b|percent\b)", re.IGNORECASE
)
_SYMBOL = "|".join(re.escape(symbol) for symbol in sorted(SYMBOLS, key=len, reverse=True))
_CODE = "|".join(CODES)
_MULTIPLE = r"(?P<{0}>k|m|bn|\s(?:thousand|million|billion))?\b"
_AMOUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,6})?"
_MONEY = re.compile(
    rf"(?:(?<!\w)(?:{_CODE})\s?|(?<!\w)US\s)?(?P<symbol>{_SYMBOL}|(?<!\w)(?:{_CODE})\s?)\s?"
    rf"(?P<first>{_AMOUNT}){_MULTIPLE.format('times')}"
    rf"(?:{_TO}(?:{_SYMBOL})?(?P<second>{_AMOUNT}){_MULTIPLE.format('times2')}(?!\s?%))?(?:\s(?:{_CODE})\b)?"
)
_MONEY_AFTER = re.compile(
    rf"(?<![\w.,/:-])(?:(?P<first>{NUMBER}){_TO}(?=\w))?(?P<second>{NUMBER})(?:\s|-)?"
    rf"(?P<name>(?:{_CODE})\b|€|£|(?:US |U\.S\. )?(?:{'|'.join(NAMES)})\b)",
    re.IGNORECASE,
)
_PER = re.compile(
    r"(?:\s?/\s?|\sper\s|\sa\s(?=month|year|week|day|user|seat))(?:additional |extra )*(?P<per>[A-Za-z]+)"
)
_COUNT = re.compile(
    rf"(?<![\w.,/:$€£#§@-])(?:{_FIRST}{_TO}(?=\w))?{_SECOND}(?:(?P<times>x|×)\b|"
    r"\+?(?:\s?\(\d{1,9}\))?(?:\sor (?:more|fewer|less))?(?P<words>(?:[ -][A-Za-z][A-Za-z'’-]*){1,5})|"
    r"(?P<size>[KMGTPkmgtp]i?[Bb])\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\b(?:section|sections|step|steps|version|versions|article|articles|chapter|clause|annex|appendix|figure|"
    r"table|page|part|level|tier|phase|option|rule|item|number|no|type|class|title|paragraph|v|p|fy|port|error|"
    r"code|rfc|iso|soc|iec|nist|pci|day|week|month|year|quarter|top|tls|http|q)\.?\s?[-–]?\s?)$",
    re.IGNORECASE,
)
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


_ANY = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|zero|(?:next|following) (?:business|working))\b",
    re.IGNORECASE,
)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of one sentence, in the order in which they stand; linear in its length."""
    return tuple(quantity for _, _, quantity in located_quantities(text))


def located_quantities(text: str) -> tuple[tuple[int, int, Quantity], ...]:
    """Return the quantities of one sentence with where each begins and ends, in order; linear in its length."""
    looked_at = text[:MAX_TEXT]
    if not _ANY.search(looked_at):
        return ()
    kept: list[_Found] = []
    for hint, found in _FINDERS:
        if not hint.search(looked_at):
            continue
        for each in found(looked_at):
            if not _overlaps(each, [(start, end) for start, end, _ in kept]):
                kept.append(each)
    return tuple(sorted(kept, key=lambda each: each[0]))


def _overlaps(found: _Found, taken: list[tuple[int, int]]) -> bool:
    return any(found[0] < end and start < found[1] for start, end in taken)


def _made(  # noqa: PLR0913
    text: str, start: int, end: int, kind: QuantityKind, values: tuple[_Value | str, ...], unit: str
) -> _Found:
    return start, end, Quantity(text[start:end], kind, values, unit)


def _range(match: re.Match[str]) -> tuple[_Value, ...]:
    """Return the one or two numbers of a match with the groups first (optional) and second."""
    second = number_value(match["second"])
    return (number_value(match["first"]), second) if match["first"] else (second,)


def _widened(text: str, match: re.Match[str]) -> bool:
    """Say whether a match whose numbers are joined by "or", "and" is a range at all: "and" needs "between"."""
    between = text[: match.start()].lower().endswith("between ")
    joined = text[match.end("first") : match.start("second")].strip().lower() if match["first"] else ""
    return joined != "and" or between


def _start(text: str, match: re.Match[str]) -> tuple[int, tuple[_Value, ...]]:
    """Return where a match starts and its numbers, without what isn't part of a range."""
    if match["first"] and is_number_in_words(text[match.start("first") : match.end("second")]):
        return match.start(), (number_value(text[match.start("first") : match.end("second")]),)
    if _widened(text, match):
        return match.start(), _range(match)
    return match.start("second"), (number_value(match["second"]),)


def _dates(text: str) -> Iterator[_Found]:
    taken: list[tuple[int, int]] = []
    for start, end, iso in dates(text):
        if any(start < there and here < end for here, there in taken) or _is_quoted(text, start):
            continue
        taken.append((start, end))
        yield _made(text, start, end, "date", (iso,), "")


def _is_quoted(text: str, at: int) -> bool:
    """Say whether a place stands within quotation marks: a title, a name."""
    before = text[:at]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _durations(text: str) -> Iterator[_Found]:
    for match in _NEXT.finditer(text):
        yield _made(text, *match.span(), "duration", (1,), "bd" if match["unit"].lower() == "day" else "bh")
    for match in _DURATION.finditer(text):
        start, values = _start(text, match)
        unit = duration_unit(match["unit"]) if match["unit"] else _letter(match)
        if _is_milli(match):
            values = tuple(value / 1000 for value in values)
        if unit:
            yield _made(text, start, match.end(), "duration", values, unit)


def _letter(match: re.Match[str]) -> str:
    """Return the unit of one letter, which has to touch a numeral: "24h"."""
    if not match["second"][0].isdigit():
        return ""
    return "s" if _is_milli(match) else duration_unit(match["letter"].strip())


def _is_milli(match: re.Match[str]) -> bool:
    return (match["letter"] or "").strip().lower() == "ms"


def _percents(text: str) -> Iterator[_Found]:
    for match in _PERCENT.finditer(text):
        start, values = _start(text, match)
        yield _made(text, start, match.end(), "percent", values, "%")


def _times(word: str | None) -> float:
    return MULTIPLES[word.strip().lower()] if word else 1


def _whole(value: float) -> _Value:
    return int(value) if float(value).is_integer() else value


def _money(text: str) -> Iterator[_Found]:
    for match in _MONEY.finditer(text):
        symbol = match["symbol"].strip()
        values = [number_value(match["first"]) * _times(match["times"])]
        if match["second"]:
            values.append(number_value(match["second"]) * _times(match["times2"]))
        end, unit = _rate(text, match.end())
        currency = SYMBOLS.get(symbol, symbol)
        yield _made(text, match.start(), end, "money", tuple(map(_whole, values)), currency + unit)
    for match in _MONEY_AFTER.finditer(text):
        start, values_ = _start(text, match)
        name = match["name"].split()[-1]
        end, unit = _rate(text, match.end())
        currency = SYMBOLS.get(name) or NAMES.get(name.lower()) or name.upper()
        if name.lower() == "cents":
            values_ = tuple(value / 100 for value in values_)
        yield _made(text, start, end, "money", values_, currency + unit)


def _rate(text: str, at: int) -> tuple[int, str]:
    """Return where the "/month" or " per gigabyte/month" that stands at a place ends, and what it is."""
    unit = ""
    while match := _PER.match(text, at):
        unit += "/" + rate_unit(match["per"])
        at = match.end()
    return at, unit


def _counts(text: str) -> Iterator[_Found]:
    at = 0
    while match := _COUNT.search(text, at):
        start, values = _start(text, match)
        end, unit = _thing(match)
        at = max(match.end("second"), end)
        if unit and not _is_name(text, start, match):
            yield _made(text, start, end, "count", values, unit)


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


_FINDERS: tuple[tuple[re.Pattern[str], Callable[[str], Iterator[_Found]]], ...] = (
    (
        re.compile(r"\b(?:19|20)\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE),
        _dates,
    ),
    (
        re.compile(
            rf"[{''.join(sorted(set(''.join(SYMBOLS)) - set('ABCDEFGHIJKLMNOPQRSTUVWXYZ')))}]|\b(?:{_CODE})\b|dollar|euro|pound|cents",
            re.IGNORECASE,
        ),
        _money,
    ),
    (re.compile(r"%|per ?cent", re.IGNORECASE), _percents),
    (
        re.compile(
            r"\dh|\bPT?\d|h(?:ou)?rs?|min|days?|wee?k|mo(?:nth)?s?|y(?:ea)?rs?|\d [hd]\b", re.IGNORECASE
        ),
        compounds,
    ),
    (
        re.compile(
            r"\d ?(?:[hdwy]|m?s)\b|sec|min|h(?:ou)?rs?|days?|wee?k|mo(?:nth)?s?|y(?:ea)?rs?", re.IGNORECASE
        ),
        _durations,
    ),
    (re.compile(""), _counts),
)
"""What has to stand in a text for a finder to find anything, and the finder; what an earlier one found is taken."""
