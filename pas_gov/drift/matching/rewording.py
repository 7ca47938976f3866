"""How two texts differ: not at all, only in how the same is said (spelling, typography, a name), or in what is promised.

It says "another promise" only where it can name the words: a number, a limit or an exception, a negation, how firm it
is, or something that was added or taken away. A word that another replaced isn't enough: it may mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from typing import Literal

from pas_gov.drift.matching.words import COMMON_SENSES, MOST, sense, words
from pas_gov.foundation.values import dataclass

Kind = Literal["same", "editorial", "material"]

# Words that limit, negate, widen or soften: one more or one less is another promise.
_MARKS = (
    "no not never none nothing nobody neither nor without except exception excluding exclude unless only solely but "
    "if when where until once after before within under over above below least most up maximum minimum more less than "
    "all any every each always some most certain selected "
    "aim aims try tries strive intend intends hope may might could should must guarantee guarantees guaranteed usually "
    "generally normally typically approximately about roughly around possible reasonable best effort efforts"
)
MARKS = frozenset(_MARKS.split())

# Words that may come and go: they say nothing of what is promised.
_FILLERS = """
a an the this that these those of to in on at by for from with as and or so then thus therefore also too please note
however because since well very really just simply own such our ours your yours their its his her we you they it is are
be been was were will shall would do does did have has had further additional currently now here there example eg ie etc
which who whom permanently promptly kindly happily both either http https www
"""
FILLERS = frozenset(_FILLERS.split())
# Words that may stand for each other: those that limit alike, and those that soften or firm up alike.
_GROUPS = (
    "a an any",
    "all every each",
    "if when where whenever",
    "aim try strive",
    "usually generally normally typically",
    "approximately about roughly around",
    "must shall will",
    "only solely",
    "except excluding",
)
_ALIKE = {word: group for group in _GROUPS for word in group.split()}

_AWAY = ("un", "in", "im", "non", "dis", "ir", "il", "de", "mis")
NEAR = 0.8  # of the words of two texts that are the same, for one to be a rewording of the other
MANY = 400  # words of a text that are compared


@dataclass(frozen=True, slots=True)
class Rewording:
    """How one text differs from another; ``said`` are the words of it that make it material, ``instead`` the other's."""

    kind: Kind
    said: str = ""
    instead: str = ""


SAME = Rewording("same")
EDITORIAL = Rewording("editorial")


def likeness(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, in order: between 0 and 1."""
    return SequenceMatcher(None, _stems(one), _stems(other), autojunk=False).ratio()


def rewording(text: str, other: str, standing: Collection[str] = frozenset()) -> Rewording:
    """Tell how two texts differ that have most of their words in common.

    ``standing`` are the words (spelled) of all that is promised at present: a name that is replaced by another, and
    isn't among them, was renamed.
    """
    first, second = words(_unnumbered(text))[:MANY], words(_unnumbered(other))[:MANY]
    if first == second:
        return SAME
    names = _names(text) | _names(other)
    starts = frozenset((*first[:1], *second[:1]))  # a name, perhaps: both begin with a capital
    for said, instead in _differences(first, second):
        if _material(said, instead, names, standing) and not _speaks_of_itself(said, instead, names | starts):
            return Rewording("material", " ".join(said), " ".join(instead))
    return EDITORIAL


_PART = re.compile(
    r"\b((?:section|article|clause|step|chapter|figure|appendix|annex|paragraph)s?)\s[0-9]+(?:\.[0-9]+)*\b"
    r"|(?<![\w.])[0-9]+(?:\.[0-9]+){2,}(?![\w.])|^\s*\((?:[ivx]{1,4}|[a-z]|[0-9]{1,2})\)\s",
    re.IGNORECASE,
)


def _unnumbered(text: str) -> str:
    """Return a text without the numbers of its parts: they change when another part comes in."""
    return _PART.sub(lambda found: found[1] or " ", text[:MOST])


def _stems(text: str) -> list[str]:
    return [sense(word) for word in words(text)[:MANY]]


def _differences(first: tuple[str, ...], second: tuple[str, ...]) -> Iterator[tuple[list[str], list[str]]]:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for tag, start, end, other, last in matcher.get_opcodes():
        if tag != "equal":
            yield list(first[start:end]), list(second[other:last])


def _material(said: list[str], instead: list[str], names: frozenset[str], standing: Collection[str]) -> bool:
    """Tell whether words that stand in the place of others make another promise."""
    if _alike("".join(said), "".join(instead)):
        return False
    fresh = [word for word in said if not any(_alike(word, one) for one in instead)]
    gone = [word for word in instead if not any(_alike(word, one) for one in said)]
    if any(_telling(word) for word in (*fresh, *gone)) or _negates(fresh, gone):
        return True
    first, second = _content(fresh), _content(gone)
    if bool(first) != bool(
        second
    ):  # something was added, or taken away, unless a plainer word stands in its place
        return FILLERS.issuperset(gone if first else fresh)
    if first and first <= names and second <= names:
        return any(word in standing for word in first)  # one product for another, not a new name for one
    return False


def _speaks_of_itself(said: list[str], instead: list[str], names: frozenset[str]) -> bool:
    """Tell whether "we" stands where the other text names the organisation, and nothing else differs."""
    fresh = [word for word in said if not any(_alike(word, one) for one in instead)]
    gone = [word for word in instead if not any(_alike(word, one) for one in said)]
    for ours, theirs in ((fresh, gone), (gone, fresh)):
        others = [word for word in theirs if word not in FILLERS]
        if (
            not _WE.isdisjoint(ours)
            and FILLERS.issuperset(ours)
            and others
            and _OURSELVES.issuperset({*others} - names)
        ):
            return True
    return False


_WE = frozenset({"we", "our", "us"})
_OURSELVES = frozenset({"team", "company", "staff", "inc", "llc", "ltd"})


_NUMBER = re.compile(
    r"v?[0-9]+(?:[.,:/][0-9]+)*"
)  # versions, too: what is promised as of one isn't as of another


def _telling(word: str) -> bool:
    return word in MARKS or _NUMBER.fullmatch(word) is not None


def _content(found: list[str]) -> frozenset[str]:
    return frozenset(word for word in found if word not in FILLERS and sense(word) not in COMMON_SENSES)


def _negates(fresh: list[str], gone: list[str]) -> bool:
    """Tell whether a word is another one with "un-" or the like before it, or "-less" behind."""
    return any(
        one in (f"{away}{other}" for away in _AWAY) or other in (f"{away}{one}" for away in _AWAY)
        for one in fresh
        for other in gone
    )


def _alike(one: str, other: str) -> bool:
    """Tell whether two words are the same but for their form, a letter or a variant of spelling."""
    if one == other or (one in _ALIKE and _ALIKE[one] == _ALIKE.get(other)):
        return True
    if _telling(one or "0") or _telling(other or "0") or _negates([one], [other]):
        return False
    if sense(one) == sense(other):
        return True
    return min(len(one), len(other)) >= 5 and one[0] == other[0] and _a_letter_apart(one, other)


def _a_letter_apart(one: str, other: str) -> bool:
    """Tell whether one letter was added, left out, replaced or swapped with its neighbour."""
    short, long = sorted((one, other), key=len)
    at = next((number for number, letter in enumerate(short) if letter != long[number]), len(short))
    if len(long) == len(short) + 1:
        return short[at:] == long[at + 1 :]
    if len(long) != len(short) or len(short) < 7:
        return False
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return swapped or short[at + 1 :] == long[at + 1 :]


_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b(?:[A-Z][\w]*|[0-9]+[a-z]+\w*)\b")


def _names(text: str) -> frozenset[str]:
    """Return the words of a text that look like names: a capital within a sentence, or digits and letters."""
    return frozenset(word for found in _NAME.findall(text[:MOST]) for word in words(found))


def vocabulary(texts: Collection[str]) -> frozenset[str]:
    """Return the words of texts as ``rewording`` wants them."""
    return frozenset(word for text in texts for word in words(text))
