"""The one walk over a tree of elements, whether Markdown or HTML was written: paragraphs, items and rows with their places.

What nobody promises is left out and counted: text that is struck out, quoted, hidden, or code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborNode

from pas_gov.drift.texts.block import LEFT_OUT, Block, link_mark, linked_promise
from pas_gov.drift.texts.lines import Cursor, end_of, without_marks
from pas_gov.drift.texts.sentence import UnitKind
from pas_gov.drift.texts.splitting import folded, last_sentence, unlinked
from pas_gov.drift.texts.tables import Table

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p section summary table tbody td "
    "tfoot th thead tr ul pre".split()
)
_SILENT = frozenset(
    "script style template noscript head nav svg math canvas object iframe textarea select audio video".split()
)
_STRUCK = frozenset("del s strike".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_LISTS = frozenset("ul ol menu".split())
_BREAKS = frozenset("br img wbr".split())
_NAMED = _BLOCKS | _SILENT | _STRUCK | _BREAKS | {"a", "q", "button", "-comment"}
_HIDING = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_HIDING_WORDS = ("hidden", "display", "visibility")
_MAY_HIDE = re.compile(
    r"<[A-Za-z][^<>]*(?:\s(?:aria-)?hidden\b|display\s{0,9}:|visibility\s{0,9}:)", re.IGNORECASE
)
_CALLOUT = re.compile(
    r"\W{0,8}(?:\[!\w{1,20}\]|(?:note|tip|important|warning|caution|info|hint|attention|danger)\b\W)",
    re.IGNORECASE,
)
_ALERT = re.compile(r"\A\s*\[!\w{1,20}\]")
_BRACES = re.compile(r"\{(?:%[^{}\n]{0,500}%|:[^{}\n]{0,500})\}")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,100}\]:?")
_DEEPEST_CALLOUT = 6


@dataclass(frozen=True, slots=True)
class Passages:
    """What a text says, how many passages of each kind were left out, and what kept it from being read, or ""."""

    blocks: tuple[Block, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page is for its passages: the promise that it speaks of as a whole, and the heading that it stands under.

    With ``navigation`` a paragraph that is one link is left out. ``last`` is the last line of its file.
    """

    last: int
    promise: str = ""
    heading: str = ""
    navigation: bool = False


@dataclass(slots=True)
class _Walk:
    """Where the walk stands."""

    cursor: Cursor
    promise: str  # of the document
    heading: str
    navigation: bool  # a paragraph that is one link is left out
    may_hide: bool
    spans: bool
    found: list[Block] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    parts: list[str] = field(default_factory=list)  # of the block that is open
    links: list[int] = field(default_factory=list)  # between which of these parts the text of a link stands
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


def passages(root: LexborNode, source: str, page: Page) -> Passages:
    """Return what a tree says; lines are marked in its texts (lines.py).

    A comment ``promise: id`` on its own speaks of the block after it (a paragraph, a list, a table, or all that
    stands under a heading), one within a text of the sentence that it stands in or behind.
    """
    spans = "colspan" in source or "rowspan" in source
    low = source.lower()
    may_hide = any(word in low for word in _HIDING_WORDS) and _MAY_HIDE.search(source) is not None
    walk = _Walk(Cursor(1, page.last), page.promise, page.heading, page.navigation, may_hide, spans)
    _descend(walk, root)
    _flush(walk)
    return Passages(tuple(walk.found), dict(walk.left_out))


def _descend(walk: _Walk, root: LexborNode) -> None:
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


def _enter(walk: _Walk, node: LexborNode, tag: str) -> bool:
    """Take the start of an element; say whether what is in it is read."""
    if walk.may_hide and tag[0] != "-" and _is_hidden(node):
        return _pass_over(walk, node, "hidden")
    if tag in _BLOCKS and walk.parts:
        _flush(walk)
    opening = _OPENING.get(tag)
    return opening is None or opening(walk, node, tag)


def _leave(walk: _Walk, tag: str) -> None:
    """Take the end of an element that was entered."""
    if tag in _BLOCKS and walk.parts:
        _flush(walk)
    closing = _CLOSING.get(tag)
    if closing is not None:
        closing(walk, tag)


def _silence(*_: object) -> bool:
    """Leave out what is no text of the page."""
    return False


def _strike(walk: _Walk, node: LexborNode, _: str) -> bool:
    return _pass_over(walk, node, "struck")


def _break(walk: _Walk, *_: object) -> bool:
    walk.parts.append(" ")
    return True


def _link(walk: _Walk, *_: object) -> bool:
    """Take the start of a link."""
    walk.links.append(len(walk.parts))
    return True


def _end_link(walk: _Walk, _: str) -> None:
    walk.links.append(len(walk.parts))


def _quote(walk: _Walk, *_: object) -> bool:
    """Keep the words of others within a sentence in quotation marks."""
    walk.parts.append("“")
    return True


def _unquote(walk: _Walk, _: str) -> None:
    walk.parts.append("”")


def _comment(walk: _Walk, node: LexborNode, _: str) -> bool:
    content = node.comment_content or ""
    promise = linked_promise(without_marks(content)) if "promise" in content else ""
    if promise and (walk.tables or any(part and not without_marks(part).isspace() for part in walk.parts)):
        walk.parts.append(link_mark(promise))
    elif promise:
        walk.next = promise
    walk.parts.append("\n" * content.count("\n"))
    return False


def _pass_over(walk: _Walk, node: LexborNode, kind: str) -> bool:
    """Leave out what is in an element, and count it where it is of a kind that is counted."""
    if kind:
        walk.left_out[LEFT_OUT[kind]] += 1
    if kind in ("hidden", "struck"):  # within a line; behind the others comes a mark
        walk.parts.append(" " + end_of(node.text(deep=True)))
    return False


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes and (attributes["hidden"] or "").lower() not in ("false", "until-found"):
        return True
    style = attributes.get("style")
    return (attributes.get("aria-hidden") or "").lower() == "true" or bool(style and _HIDING.search(style))


def _flush(walk: _Walk) -> None:
    """End the block that is open: a paragraph or an item, or a piece of what is captured."""
    parts = walk.parts
    if not parts:
        return
    raw = parts[0] if len(parts) == 1 else "".join(parts)
    if not raw or raw.isspace():
        walk.cursor.line += raw.count("\n")
        parts.clear()
        walk.links.clear()
        return
    line, text = walk.cursor.placed(raw)
    is_link = bool(walk.links) and walk.navigation and _is_link(parts, walk.links)
    parts.clear()
    walk.links.clear()
    if not text or text.isspace():
        return
    text = _plain(text)
    if walk.captured:
        walk.caught.append(folded(text))
        if walk.tables:
            walk.tables[-1].line = walk.tables[-1].line or line
            walk.tables[-1].last_line = line + text.rstrip().count("\n")
        return
    if is_link:
        walk.last = ""
        return
    lead = walk.terms[-1] if walk.terms and walk.terms[-1] else walk.leads[-1] if walk.leads else ""
    unit: UnitKind = "item" if walk.leads or walk.terms else "sentence"
    walk.found.append(Block(line, unit, text, walk.heading, lead, walk.take()))
    walk.last = text


def _is_link(parts: list[str], links: list[int]) -> bool:
    """Say whether all text of a block stands in one link."""
    start, end = links[0], links[1] if len(links) > 1 else len(parts)
    return len(links) <= 2 and not without_marks("".join([*parts[:start], *parts[end:]])).strip()


def _plain(text: str) -> str:
    """Return a text without what templates and other tools than GitHub read in it."""
    if "[" in text:
        text = _FOOTNOTE.sub("", _ALERT.sub("", text))
    return _BRACES.sub("", text) if "{" in text else text


def _caught(walk: _Walk) -> str:
    """Return the text of the element that was captured."""
    text = " ".join(walk.caught)
    walk.caught, walk.captured = [], ""
    return text


def _capture(walk: _Walk, _: LexborNode, tag: str) -> bool:
    walk.captured, walk.caught = walk.captured or tag, walk.caught if walk.captured else []
    return True


def _end_heading(walk: _Walk, tag: str) -> None:
    """Take a heading: its section is linked where a comment stood before it, or its own text holds one."""
    if walk.captured != tag:
        return
    text, inner = unlinked(_caught(walk))
    level = int(tag[1])
    named = inner or walk.next
    if named or level <= walk.section[0]:
        walk.section = (level, named) if named else (0, "")
    walk.heading, walk.last, walk.next = text or walk.heading, "", ""


def _open_list(walk: _Walk, *_: object) -> bool:
    introduced = walk.last.rstrip().endswith(":")
    outer = walk.leads[-1] if walk.leads else ""
    walk.leads.append(last_sentence(walk.last) if introduced else outer)
    walk.linked.append(walk.next)
    walk.next = ""
    return True


def _close_list(walk: _Walk, _: str) -> None:
    walk.leads.pop()
    walk.linked.pop()
    walk.last = ""


def _open_terms(walk: _Walk, *_: object) -> bool:
    walk.terms.append("")
    walk.linked.append(walk.next)
    walk.next = ""
    return True


def _close_terms(walk: _Walk, _: str) -> None:
    walk.terms.pop()
    walk.linked.pop()
    walk.last = ""


def _end_term(walk: _Walk, tag: str) -> None:
    if walk.captured != tag:
        return
    text = unlinked(_caught(walk))[0]
    if walk.terms:
        before = "" if walk.defined else walk.terms[-1]
        walk.terms[-1], walk.defined = f"{before} / {text}" if before else text, False


def _end_definition(walk: _Walk, _: str) -> None:
    walk.defined = True


def _open_details(walk: _Walk, *_: object) -> bool:
    walk.headings.append(walk.heading)
    return True


def _close_details(walk: _Walk, _: str) -> None:
    walk.heading = walk.headings.pop()


def _end_summary(walk: _Walk, tag: str) -> None:
    if walk.captured == tag:
        walk.heading, walk.last = unlinked(_caught(walk))[0] or walk.heading, ""


def _open_button(walk: _Walk, node: LexborNode, tag: str) -> bool:
    """Take the start of a button; within a heading it is part of that."""
    if not walk.captured:
        _flush(walk)
        _capture(walk, node, tag)
    return True


def _end_button(walk: _Walk, tag: str) -> None:
    """Take a button: one that asks opens its answer, any other is an order to the page."""
    if walk.captured != tag:
        return
    _flush(walk)
    text = unlinked(_caught(walk))[0]
    if text.endswith("?"):
        walk.heading, walk.last = text, ""


def _quotation(walk: _Walk, node: LexborNode, _: str) -> bool:
    """Leave out what is quoted; a note that is only set apart is the page's own."""
    if _CALLOUT.match(_beginning(node)):
        return True
    walk.last = walk.next = ""
    return _pass_over(walk, node, "quoted")


def _beginning(node: LexborNode) -> str:
    """Return the first text below a node, where it isn't deep."""
    below: LexborNode | None = node.first_child
    for _ in range(4 * _DEEPEST_CALLOUT):
        if below is None:
            return ""
        if below.tag == "-text":
            text = without_marks(below.text_content or "")
            if not text.isspace() and text:
                following = (
                    below.next.text(deep=False)
                    if below.next is not None and below.next.tag != "-text"
                    else ""
                )
                return f"{text.lstrip()[:40]}{following[:1] or ' '}"
            below = below.next
        else:
            below = below.first_child or below.next
    return ""


def _code(walk: _Walk, node: LexborNode, _: str) -> bool:
    walk.last = walk.next = ""
    return _pass_over(walk, node, "code")


def _rule(walk: _Walk, *_: object) -> bool:
    walk.last = walk.next = ""
    return True


def _open_table(walk: _Walk, *_: object) -> bool:
    walk.tables.append(Table(walk.heading, walk.take(), walk.captured, walk.caught))
    walk.captured, walk.caught = "", []
    return True


def _close_table(walk: _Walk, _: str) -> None:
    _close_row(walk)
    table = walk.tables.pop()
    walk.captured, walk.caught, walk.last = table.captured, table.caught, ""


def _open_row(walk: _Walk, *_: object) -> bool:
    if walk.tables:
        walk.tables[-1].open_row()
    return True


def _close_row(walk: _Walk, _: str = "") -> None:
    if walk.tables:
        block = walk.tables[-1].close_row()
        if block is not None:
            walk.found.append(block)


def _open_cell(walk: _Walk, node: LexborNode, tag: str) -> bool:
    _capture(walk, node, tag)
    if walk.tables:
        walk.tables[-1].open_cell(tag, node.attributes if walk.spans else {})
    return True


def _close_cell(walk: _Walk, tag: str) -> None:
    if walk.captured == tag and walk.tables:
        walk.tables[-1].close_cell(_caught(walk))


def _end_caption(walk: _Walk, _: str) -> None:
    if walk.tables and walk.last:
        walk.tables[-1].heading = unlinked(walk.last)[0]


_Opening = Callable[[_Walk, Any, str], bool]
_Closing = Callable[[_Walk, str], None]
_OPENING: dict[str, _Opening] = {
    "-comment": _comment,
    **dict.fromkeys(_SILENT, _silence),
    **dict.fromkeys(_STRUCK, _strike),
    **dict.fromkeys(_BREAKS, _break),
    "a": _link,
    "q": _quote,
    "button": _open_button,
    **dict.fromkeys(_HEADINGS | {"dt", "summary"}, _capture),
    **dict.fromkeys(_LISTS, _open_list),
    "dl": _open_terms,
    "details": _open_details,
    "blockquote": _quotation,
    "pre": _code,
    "hr": _rule,
    "table": _open_table,
    "tr": _open_row,
    "td": _open_cell,
    "th": _open_cell,
}
_CLOSING: dict[str, _Closing] = {
    "a": _end_link,
    "q": _unquote,
    **dict.fromkeys(_HEADINGS, _end_heading),
    **dict.fromkeys(_LISTS, _close_list),
    "dl": _close_terms,
    "dt": _end_term,
    "dd": _end_definition,
    "details": _close_details,
    "summary": _end_summary,
    "button": _end_button,
    "table": _close_table,
    "tr": _close_row,
    "td": _close_cell,
    "th": _close_cell,
    "caption": _end_caption,
}
