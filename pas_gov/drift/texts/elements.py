"""The one walk over a tree of elements, whichever format was written: paragraphs, items and rows with their places.

What nobody promises is left out and counted: text that is struck out, quoted, hidden, or code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from selectolax.lexbor import LexborNode

from pas_gov.drift.texts import block_elements as blocks
from pas_gov.drift.texts import inline_elements as inline
from pas_gov.drift.texts import table_elements as tables
from pas_gov.drift.texts.block import Passages
from pas_gov.drift.texts.lines import Cursor
from pas_gov.drift.texts.walk import Page, Walk, capture, flush, pass_over

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p section summary table tbody td "
    "tfoot th thead tr ul pre nav noscript object text textarea foreignobject foreignObject".split()
)
_SILENT = frozenset("script style head title desc metadata".split())
_UNSHOWN = frozenset("template iframe select canvas math audio video".split())
_STRUCK = frozenset("del s strike".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_LISTS = frozenset("ul ol menu".split())
_BREAKS = frozenset("br img wbr".split())
_NAMED = _BLOCKS | _SILENT | _UNSHOWN | _STRUCK | _BREAKS | {"q", "button", "-comment"}


def passages(root: LexborNode, source: str, page: Page) -> Passages:
    """Return what a tree says; lines are marked in its texts (lines.py).

    A comment ``promise: id`` on its own speaks of the block after it (a paragraph, a list, a table, or all that
    stands under a heading), one within a text of the sentence that it stands in or behind.
    """
    spans = "colspan" in source or "rowspan" in source
    walk = Walk(Cursor(1, page.last), page.promise, inline.may_hide(source), spans)
    _descend(walk, root)
    flush(walk)
    return Passages(tuple(walk.found), dict(walk.left_out))


def _descend(walk: Walk, root: LexborNode) -> None:
    """Enter and leave each node in the tree's order, without recursion: it may be deep."""
    node: LexborNode | None = root
    parts = walk.parts
    open_: list[tuple[LexborNode, str]] = []  # with the tags of those whose end matters
    while node is not None:
        tag = node.tag or ""
        child = None
        if tag == "-text":
            text = node.text_content or ""
            if parts or not text.isspace():
                parts.append(text)
            else:
                walk.cursor.line += text.count("\n")
        elif tag not in _NAMED and not walk.may_hide:
            child, tag = node.first_child, ""
        elif _enter(walk, node, tag):
            child = node.first_child
            if child is None:
                _leave(walk, tag)
        if child is not None:
            open_.append((node, tag))
            node = child
            continue
        following = node.next if open_ else None
        while following is None and open_:
            node, tag = open_.pop()
            if tag:
                _leave(walk, tag)
            following = node.next if open_ else None
        node = following


def _enter(walk: Walk, node: LexborNode, tag: str) -> bool:
    """Take the start of an element; say whether what is in it is read."""
    if walk.may_hide and tag[0] != "-" and inline.is_hidden(node):
        return pass_over(walk, node, "hidden")
    if tag in _BLOCKS and walk.parts:
        flush(walk)
    opening = _OPENING.get(tag)
    return opening is None or opening(walk, node, tag)


def _leave(walk: Walk, tag: str) -> None:
    """Take the end of an element that was entered."""
    if tag in _BLOCKS and walk.parts:
        flush(walk)
    closing = _CLOSING.get(tag)
    if closing is not None:
        closing(walk, tag)


_Opening = Callable[[Walk, Any, str], bool]
_Closing = Callable[[Walk, str], None]
_OPENING: dict[str, _Opening] = {
    "-comment": inline.comment,
    **dict.fromkeys(_SILENT, inline.silence),
    **dict.fromkeys(_UNSHOWN, inline.unshown),
    **dict.fromkeys(_STRUCK, inline.strike),
    **dict.fromkeys(_BREAKS, inline.line_break),
    "q": inline.open_quote,
    "button": blocks.open_button,
    **dict.fromkeys(_HEADINGS | {"dt", "summary"}, capture),
    **dict.fromkeys(_LISTS, blocks.open_list),
    "dl": blocks.open_terms,
    "details": blocks.open_details,
    "blockquote": blocks.quotation,
    "pre": blocks.code,
    "hr": blocks.rule,
    "table": tables.open_table,
    "tr": tables.open_row,
    "td": tables.open_cell,
    "th": tables.open_cell,
}
_CLOSING: dict[str, _Closing] = {
    "q": inline.close_quote,
    **dict.fromkeys(_HEADINGS, blocks.end_heading),
    **dict.fromkeys(_LISTS, blocks.close_list),
    "dl": blocks.close_terms,
    "dt": blocks.end_term,
    "dd": blocks.end_definition,
    "details": blocks.close_details,
    "summary": blocks.end_summary,
    "button": blocks.end_button,
    "table": tables.close_table,
    "tr": tables.close_row,
    "td": tables.close_cell,
    "th": tables.close_cell,
    "caption": tables.end_caption,
}
