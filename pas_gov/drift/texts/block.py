"""What the readers of all formats return: runs of text with their places and explicit links, and what isn't read."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from pas_gov.drift.texts.sentence import UnitKind
from pas_gov.foundation.values import dataclass

LINK_OPEN, LINK_CLOSE = "\ue000", "\ue001"
"""Around the id of an explicit link, where it stands in a block's text. They occur in no text that was read."""

_COMMENT = re.compile(r"\s*promise:\s*([a-z0-9]+(?:-[a-z0-9]+)*)\s*\Z")
_NO_TEXT = re.compile(f"[\n\r{LINK_OPEN}{LINK_CLOSE}]")
MAX_ID = 64
MAX_NAMED = 20
"""Problems of one kind that are named one by one; the rest are counted."""
LEFT_OUT = {
    "hidden": "hidden passage",
    "struck": "struck passage",
    "quoted": "quoted passage",
    "code": "passage of code",
}
"""Kinds of passages that are nobody's promise, as they are counted."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table row, string or turn, before it is divided into sentences.

    ``text`` has its markup removed and its line feeds kept: each is one line of the file, from ``line`` on (from
    1). Where they aren't (``end_line`` isn't 0), every sentence stands from ``line`` to ``end_line``. ``turn`` counts the
    turns of a transcript (from 1) where several stand on that line, else it is 0.
    """

    line: int
    unit: UnitKind
    text: str
    heading: str = ""
    lead: str = ""
    promise: str = ""
    end_line: int = 0
    turn: int = 0


class Problem(NamedTuple):
    """What kept a text from being read whole: its line (None for none), a code, the fact; "" for the code's own remedy."""

    line: int | None
    code: str
    fact: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Passages:
    """What a text says, how many passages of each kind were left out, and what kept it from being read whole."""

    blocks: Sequence[Block] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def unread(fact: str, code: str = "unreadable") -> Passages:
    """Return what is told of a text that couldn't be read: why."""
    return Passages(problems=(Problem(None, code, fact),))


def counted(problems: Sequence[Problem], what: str = "") -> tuple[Problem, ...]:
    """Return the first problems of one kind, the last of them saying how many more there are (of ``what``)."""
    more = len(problems) - MAX_NAMED
    if more <= 0:
        return tuple(problems)
    last = problems[MAX_NAMED - 1]
    like = f"{what} like this" if what else "like it"
    return *problems[: MAX_NAMED - 1], last._replace(fact=f"{last.fact} (and {more:,} more {like})")


def linked_promise(comment: str) -> str:
    """Return the id that a comment's text names as ``promise: id``, or ""."""
    found = _COMMENT.match(comment) if len(comment) <= 4 * MAX_ID else None
    return found[1] if found and len(found[1]) <= MAX_ID else ""


def link_mark(promise: str) -> str:
    """Return an explicit link as it stands in a block's text."""
    return f"{LINK_OPEN}{promise}{LINK_CLOSE}" if promise else ""


def entities(text: str) -> str:
    """Return a text with its character references resolved; none becomes a line feed or an explicit link."""
    if "&" not in text:
        return text
    return "\n".join(_NO_TEXT.sub(" ", html.unescape(line)) for line in text.split("\n"))
