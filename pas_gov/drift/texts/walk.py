"""Where the walk over a tree of elements stands, and how a block of it ends."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import field

from selectolax.lexbor import LexborNode

from pas_gov.drift.texts.block import LEFT_OUT, Block
from pas_gov.drift.texts.lines import Cursor, end_of
from pas_gov.drift.texts.sentence import UnitKind
from pas_gov.drift.texts.splitting import folded
from pas_gov.drift.texts.tables import Table
from pas_gov.foundation.values import dataclass

_ALERT = re.compile(r"\A\s*\[!\w{1,20}\]")
_ATTRIBUTES = re.compile(
    r"\{:{1,2}(?:[ \t]|[.#][\w-]{1,100}|toc\b|[\w-]{1,100}=(?:\"[^\"{}\n]{0,300}\"|'[^'{}\n]{0,300}'|[^\s{}]{1,300})){0,50}\}"
)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,100}\]:?")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page is for its passages: the last line of its file, and the promise that it speaks of as a whole."""

    last: int
    promise: str = ""


@dataclass(slots=True)
class Walk:
    """Where the walk stands."""

    cursor: Cursor
    promise: str  # of the document
    may_hide: bool
    spans: bool
    heading: str = ""
    found: list[Block] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    parts: list[str] = field(default_factory=list)  # of the block that is open
    section: tuple[int, str] = (0, "")  # level and promise of the heading whose section is linked
    next: str = ""  # the promise that a comment names for the block that follows
    last: str = ""  # the paragraph before, which may introduce a list
    leads: list[str] = field(default_factory=list)  # of the lists that are open
    linked: list[str] = field(default_factory=list)  # their promises
    terms: list[str] = field(default_factory=list)  # of the definition lists that are open
    defined: bool = False  # the term has its definition already
    tables: list[Table] = field(default_factory=list)
    captured: str = ""  # the element whose text is no block of its own: a heading, a cell, a term ...
    caught: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)  # outside each open <details>

    def take(self) -> str:
        """Return the promise of the block that comes now."""
        named, self.next = self.next, ""
        return (
            named
            or next((one for one in reversed(self.linked) if one), "")
            or self.section[1]
            or self.promise
        )


def flush(walk: Walk) -> None:
    """End the block that is open: a paragraph or an item, or a piece of what is captured."""
    parts = walk.parts
    if not parts:
        return
    raw = parts[0] if len(parts) == 1 else "".join(parts)
    if not raw or raw.isspace():
        walk.cursor.line += raw.count("\n")
        parts.clear()
        return
    line, text = walk.cursor.placed(raw)
    parts.clear()
    if not text or text.isspace():
        return
    text = plain(text)
    if walk.captured:
        walk.caught.append(folded(text))
        if walk.tables:
            walk.tables[-1].line = walk.tables[-1].line or line
            walk.tables[-1].last_line = line + text.rstrip().count("\n")
        return
    lead = walk.terms[-1] if walk.terms and walk.terms[-1] else walk.leads[-1] if walk.leads else ""
    unit: UnitKind = "item" if walk.leads or walk.terms else "sentence"
    walk.found.append(Block(line, unit, text, walk.heading, lead, walk.take()))
    walk.last = text


def plain(text: str) -> str:
    """Return a text without what only other tools than GitHub read in it: an alert's name, footnotes, attributes."""
    if "[" in text:
        text = _FOOTNOTE.sub("", _ALERT.sub("", text))
    return _ATTRIBUTES.sub("", text) if "{:" in text else text


def pass_over(walk: Walk, node: LexborNode, kind: str) -> bool:
    """Leave out what is in an element, and count it where it is of a kind that is counted."""
    if kind:
        walk.left_out[LEFT_OUT[kind]] += 1
    if kind in ("hidden", "struck"):  # within a line; behind the others comes a mark
        walk.parts.append(" " + end_of(node.text(deep=True)))
    return False


def capture(walk: Walk, _: LexborNode, tag: str) -> bool:
    """Take the text of an element as no block of its own, but as what the element stands for."""
    walk.captured, walk.caught = walk.captured or tag, walk.caught if walk.captured else []
    return True


def caught(walk: Walk) -> str:
    """Return the text of the element that was captured."""
    text = " ".join(walk.caught)
    walk.caught, walk.captured = [], ""
    return text
