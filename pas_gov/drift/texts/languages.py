"""Which language a section is written in, told by Chromium's detector: what isn't English isn't judged.

CLD2 knows no more than letters in a row; it says when it can't tell, and a text of names and figures is then taken for
English. Of those tried (langid, langdetect, lingua, CLD3, whatlang) it is the quickest and the one that told English
terms ("SLA uptime 99.9 %") from another language; it needs no other package, and always says the same of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pas_gov.drift.texts.sentence import Sentence
from pas_gov.foundation.values import dataclass

MIN_LETTERS = 40
"""What has fewer letters is taken for English: names and labels look like anything."""
MIN_SHARE = 80
"""Percent of a section that must be of the other language."""
MAX_READ = 600
"""Characters of a section, from all over it, by which its language is told."""

PER_THE = 150
"""Characters to a "the" in English, or fewer: no other language has the word, and most sections end here."""

_NOT_LETTERS = re.compile(r"[^\w\s]|[\d_]")


@dataclass(frozen=True, slots=True)
class Foreign:
    """A section that isn't in English: its first line, its language's name, how many sentences it has."""

    line: int
    language: str
    sentences: int


def in_english(found: Iterable[Sentence]) -> tuple[tuple[Sentence, ...], tuple[Foreign, ...]]:
    """Return the sentences of sections in English, and the sections that aren't; a section has one heading."""
    kept: list[Sentence] = []
    foreign: list[Foreign] = []
    for _, group in groupby(found, key=lambda one: one.heading):
        section = list(group)
        language = _language(" ".join(_sample(section)))
        if language:
            foreign.append(Foreign(section[0].line, language, len(section)))
        else:
            kept += section
    return tuple(kept), tuple(foreign)


def _sample(section: list[Sentence]) -> Iterator[str]:
    """Yield as much of a section as is looked at, from all over it."""
    step = max(1, len(section) // 12)
    length = 0
    for one in section[::step]:
        yield one.text[:MAX_READ]
        length += len(one.text)
        if length > MAX_READ:
            return


def _language(text: str) -> str:
    """Return the name of a text's language, "" for English, for what is short, and for what can't be told."""
    if _is_plainly_english(text):
        return ""
    text = _NOT_LETTERS.sub(" ", text)
    if _is_plainly_english(text) or _letters(text) < (MIN_LETTERS if text.isascii() else MIN_LETTERS // 2):
        return ""
    import pycld2

    try:
        sure, _, ranked = pycld2.detect(text, bestEffort=False)
    except (pycld2.error, ValueError):  # what it takes for no UTF-8
        return ""
    name, code, percent, _ = ranked[0]
    if not sure or code in ("en", "un", "sco") or percent < MIN_SHARE:
        return ""
    return str(name).title().split("_")[0]


def _is_plainly_english(text: str) -> bool:
    return text.count(" the ") > len(text) // PER_THE


def _letters(text: str) -> int:
    """Return how many letters a text of letters and white space has."""
    return len("".join(text.split())) if text.isascii() else sum(map(str.isalpha, text))
