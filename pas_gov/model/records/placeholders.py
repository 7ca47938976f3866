"""What is no answer: a text that is empty, dots, or a word that stands for one still to come (SPEC 2)."""

from __future__ import annotations

import unicodedata

from pas_gov.diagnostics import INVISIBLE
from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.records.promise import Notice

WORDS = frozenset({"tbd", "tba", "tbc", "todo", "fixme", "xxx", "n/a", "na"})
BLANK = late_pattern(r"<[^<>]*>")
UNSEEN = late_pattern(
    f"[\u2800\ufe00-\ufe0f{INVISIBLE}]"
)  # a Braille blank and variation selectors: no ink either


def is_placeholder(text: str) -> bool:
    """Tell whether a note, reason, notice or evidence says nothing, whatever its case and the marks around it."""
    said = unicodedata.normalize("NFKC", UNSEEN.sub("", text)).casefold().strip()
    bare = said.strip(" \t\n.,;:!?-_*'\"()[]")
    return not bare or bare in WORDS or BLANK.fullmatch(said.strip(" .\"'")) is not None


def tells(notice: Notice) -> bool:
    """Tell whether a notice says something, or says where it can be read."""
    return not (is_placeholder(notice.says) and is_placeholder(notice.evidence))
