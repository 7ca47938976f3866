"""What is no answer: a text that is empty, dots, or words that stand for one still to come (SPEC 2)."""

from __future__ import annotations

import unicodedata

from pas_gov.diagnostics import INVISIBLE
from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.records.promise import Notice

WORDS = frozenset(
    {"tbd", "tba", "tbc", "todo", "fixme", "xxx", "na", "none", "nil", "nothing", "ditto", "same"}
)
ELSEWHERE = frozenset({"as above", "as below", "same as above", "see above", "see below"})
BLANK = late_pattern(r"<[^<>]*>")
UNFILLED = late_pattern(r"\{[^{}]*\}|<[^\W\d][^<>]*$")  # of a template, and a blank that was cut off
APART = late_pattern(r"[\s./]+")
UNSEEN = late_pattern(
    f"[\u2800\ufe00-\ufe0f{INVISIBLE}]"
)  # a Braille blank and variation selectors: no ink either


def is_placeholder(text: str) -> bool:
    """Tell whether a note, reason, notice or evidence says nothing, whatever its case and the marks around it.

    A text without a letter or a figure says nothing, either, nor does one that is nothing but such words.
    """
    said = unicodedata.normalize("NFKC", UNSEEN.sub("", text)).casefold().strip()
    left = UNFILLED.sub(" ", BLANK.sub(" ", said)) if "<" in said or "{" in said else said
    if not any(map(str.isalnum, left)):
        return True
    bare = left.strip(" \t\n.,;:!?-_*'\"()[]")
    words = bare.split()
    return APART.sub("", bare) in WORDS or " ".join(words) in ELSEWHERE or WORDS.issuperset(words)


def tells(notice: Notice) -> bool:
    """Tell whether a notice says something, or says where it can be read."""
    return not (is_placeholder(notice.says) and is_placeholder(notice.evidence))
