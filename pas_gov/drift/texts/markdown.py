"""Markdown (CommonMark and tables) into blocks. markdown-it finds the blocks, with their lines; see inline.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from pas_gov.drift.texts.block import MAX_ID, Block, linked_promise
from pas_gov.drift.texts.html import blocks as html_blocks
from pas_gov.drift.texts.inline import plain_text
from pas_gov.drift.texts.sentence import UnitKind
from pas_gov.drift.texts.splitting import folded, last_sentence, unlinked

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\r?\n(?:(?!---|\.\.\.)[^\n]*\n){0,500}(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_FRONT_PROMISE = re.compile(
    r"^promise:[ \t]*[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE
)
_ONLY_COMMENTS = re.compile(r"(?:\s*<!--[^<>]*-->)+\s*\Z")
_ONLY_LINK = re.compile(r"\s*\[[^\[\]]{0,300}\]\([^()\s]{0,2000}\)\s*\Z")
_COMMENT = re.compile(r"<!--([^<>]*)-->")


@dataclass(slots=True)
class _Walk:
    """Where the walk over the tokens stands."""

    labels: dict[str, Any]  # of link references
    offset: int  # added to lines
    promise: str  # of the document
    heading: str = ""
    section: tuple[int, str] = (0, "")  # level and promise of the heading whose section is linked
    next: str = ""  # the promise that a comment names for the block that follows
    last: str = ""  # the paragraph before, which may introduce a list
    leads: list[str] = field(default_factory=list)  # of the lists that are open, outermost first
    linked: list[str] = field(default_factory=list)  # their promises
    cells: list[str] = field(default_factory=list)
    header: str = ""  # of the table
    table: str = ""  # its promise
    row: int = 0  # the line of its row

    def take(self) -> str:
        """Return the promise of the block that comes now."""
        named, self.next = self.next, ""
        return (
            named
            or next((one for one in reversed(self.linked) if one), "")
            or self.section[1]
            or self.promise
        )

    def line(self, token: Token) -> int:
        """Return a token's first line in the file."""
        return (token.map or [0])[0] + self.offset + 1


def blocks(text: str, offset: int = 0, heading: str = "") -> Iterator[Block]:
    """Yield the paragraphs, items and rows of Markdown; ``offset`` is added to their lines.

    A comment ``<!-- promise: id -->`` on its own speaks of the block after it (a paragraph, a list, a table, or all
    that stands under a heading), one within a text of the sentence that it stands in or behind; ``promise: id`` in
    the front matter of the whole file.
    """
    text, promise = _without_front_matter(text)
    env: dict[str, Any] = {}
    tokens = _parser().parse(text, env)
    walk = _Walk(env.get("references", {}), offset, promise, heading)
    for index, token in enumerate(tokens):
        if token.type == "inline":
            yield from _inline(walk, token, tokens[index - 1])
        elif token.type == "html_block":
            yield from _html(walk, token)
        elif token.type == "tr_close":
            yield from _row(walk, in_head=tokens[index + 1].type == "thead_close")
        else:
            _enter_or_leave(walk, token)


def _enter_or_leave(walk: _Walk, token: Token) -> None:
    """Keep account of lists and tables."""
    kind = token.type
    if kind in ("bullet_list_open", "ordered_list_open"):
        introduced = walk.last.rstrip().endswith(":")
        outer = walk.leads[-1] if walk.leads else ""
        walk.leads.append(last_sentence(walk.last) if introduced else outer)
        walk.linked.append(walk.next)
        walk.next = ""
    elif kind in ("bullet_list_close", "ordered_list_close"):
        walk.leads.pop()
        walk.linked.pop()
        walk.last = ""
    elif kind == "table_open":
        walk.table, walk.header = walk.take(), ""
    elif kind == "tr_open":
        walk.cells, walk.row = [], walk.line(token)
    elif kind in ("fence", "code_block", "hr"):
        walk.last = walk.next = ""


def _inline(walk: _Walk, token: Token, before: Token) -> Iterator[Block]:
    """Take the text of a heading, a cell or a paragraph."""
    text = plain_text(token.content, walk.labels)
    if before.type in ("th_open", "td_open"):
        walk.cells.append(folded(text))
    elif before.type == "heading_open":
        _head(walk, folded(text), int(before.tag[1]))
    elif _ONLY_LINK.match(token.content):  # navigation
        walk.last = ""
    else:
        unit: UnitKind = "item" if walk.leads else "sentence"
        lead = walk.leads[-1] if walk.leads else ""
        yield Block(walk.line(token), unit, text, walk.heading, lead, walk.take())
        walk.last = text


def _head(walk: _Walk, text: str, level: int) -> None:
    """Take a heading: its section is linked where a comment stood before it, or its own text holds one."""
    text, inner = unlinked(text)
    named = inner or walk.next
    if named or level <= walk.section[0]:
        walk.section = (level, named) if named else (0, "")
    walk.heading, walk.last, walk.next = text, "", ""


def _row(walk: _Walk, *, in_head: bool) -> Iterator[Block]:
    """Take the end of a table's row."""
    text = " | ".join(walk.cells)
    if in_head:
        walk.header = text
    elif any(walk.cells):
        yield Block(walk.row, "row", text, walk.heading, walk.header, walk.table)


def _html(walk: _Walk, token: Token) -> Iterator[Block]:
    """Take a block of HTML: comments that link what follows, or text of its own."""
    if _ONLY_COMMENTS.match(token.content):
        named = (linked_promise(inside) for inside in _COMMENT.findall(token.content))
        walk.next = next((promise for promise in named if promise), walk.next)
        return
    promise = walk.take()
    for block in html_blocks(token.content, walk.line(token) - 1):
        yield replace(block, heading=block.heading or walk.heading, promise=block.promise or promise)


def _without_front_matter(text: str) -> tuple[str, str]:
    """Return a text with its front matter's lines emptied, and the promise that it names."""
    found = _FRONT.match(text)
    if found is None:
        return text, ""
    named = _FRONT_PROMISE.search(found[0])
    promise = named[1] if named and len(named[1]) <= MAX_ID else ""
    return "\n" * found[0].count("\n") + text[found.end() :], promise


@cache
def _parser() -> MarkdownIt:
    """Return a parser of blocks; imported here because few commands need it."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])
