"""HTML into blocks: lexbor reads it as browsers do, and elements.py walks the tree.

What lexbor does in more than linear time is bounded before: elements nested without end, formatting elements that
are opened again in each paragraph, thousands of attributes in one tag.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser

from pas_gov.drift.texts.block import Passages, Problem, unread
from pas_gov.drift.texts.elements import passages
from pas_gov.drift.texts.inline_elements import HIDING
from pas_gov.drift.texts.lines import marked, unmarked
from pas_gov.drift.texts.walk import Page

MAX_TAG = 1000
"""Characters of a tag beyond which its attributes are left out: many of them take quadratic time."""
MAX_STEPS = 500_000_000
"""Depth times tags that is read: lexbor looks through all open elements at each tag, some 80 million a second."""
MAX_COPIES = 3_000_000
"""Formatting elements times tags: each may be opened again at each tag."""

_QUOTED = re.compile(r"""=\s{0,9}(?:"[^"<>]{0,2000}[<>][^"]{0,2000}"|'[^'<>]{0,2000}[<>][^']{0,2000}')""")
_TAG = re.compile(r"<[A-Za-z][A-Za-z0-9:-]{0,40}")
_HIDES = re.compile(rf"\s(?:hidden|aria-hidden)\b|{HIDING.pattern}", re.IGNORECASE)
_NESTING = re.compile(
    r"<(/?)(?!(?:p|li|td|tr|th|dt|dd|br|hr|img|input|meta|link|option|tbody|thead|tfoot|col|wbr|area|base|source|track"
    r"|embed|param|rt|rp|optgroup|colgroup|html|body|head)[\s/>])[A-Za-z]",
    re.IGNORECASE,
)
_FORMATTING = re.compile(
    r"<(/?)(?:[abisu]|em|code|strong|tt|big|small|strike|font|nobr)[\s/>]", re.IGNORECASE
)
_STEPS = {"": 1, "/": -1}
_UNSHOWN = re.compile(r"<(?:s(?:cript|tyle)|te(?:xtarea|mplate)|iframe|noscript)", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)


def html_passages(text: str, offset: int = 0) -> Passages:
    """Return the visible paragraphs, items and rows of HTML, and what was left out; ``offset`` is added to their lines."""
    found = marked_passages(marked(unmarked(text), offset), Page(offset + text.count("\n") + 1))
    return found if found.problems else replace(found, problems=_unclosed(text))


def marked_passages(html: str, page: Page) -> Passages:
    """Return the blocks of HTML in which lines are marked."""
    html = _bounded(html)
    if _too_deep(html):
        return unread("its elements are nested too deep to be read", "too-deep")
    root = LexborHTMLParser(html if _PAGE.search(html, 0, 5000) else f"<!doctype html><body>{html}").root
    return passages(root, html, page) if root is not None else Passages()


def _bounded(html: str) -> str:
    """Return HTML whose tags are short, those with a ">" in an attribute included."""
    html = _QUOTED.sub(lambda match: match[0].replace("<", "&lt;").replace(">", "&gt;"), html)
    out: list[str] = []
    at = done = 0
    while len(html) - at > MAX_TAG:  # the last end of a tag within reach: most aren't looked at
        end = html.rfind(">", at, at + MAX_TAG + 1)
        if end < 0:
            end = html.find(">", at)
            end = len(html) if end < 0 else end
            piece = html[at:end]
            tag = _TAG.search(piece)
            if tag and len(piece) - tag.start() > MAX_TAG:
                out += [html[done : at + tag.end()], _shortened(piece, tag.end())]
                done = end
        at = end + 1
    return "".join(out) + html[done:] if out else html


def _shortened(piece: str, at: int) -> str:
    """Return what is kept of a long tag's attributes: whether they hide it, and its lines."""
    hidden = " hidden" if _HIDES.search(piece, at) else ""
    return f"{hidden} {chr(10) * piece.count(chr(10), at)}"


def _too_deep(html: str) -> bool:
    """Say whether reading this would take more than linear time by far."""
    tags, ends = html.count("<"), html.count("</")
    if max(tags - ends, ends) * tags > MAX_STEPS and _depth(_NESTING, html) * tags > MAX_STEPS:
        return True
    return tags * tags > MAX_COPIES and _depth(_FORMATTING, html) * tags > MAX_COPIES


def _depth(tags: re.Pattern[str], html: str) -> int:
    """Return how many of these elements are open at once at most, or more: ends without a start count, too."""
    depths = list(accumulate(map(_STEPS.__getitem__, tags.findall(html)), initial=0))
    return max(depths) - min(depths)


def _unclosed(text: str) -> tuple[Problem, ...]:
    """Name the element that hides all that follows it and never ends, where there is one."""
    if _UNSHOWN.search(text) is None:
        return ()
    low = text.lower()
    for name in ("script", "style", "textarea", "iframe", "noscript", "template"):
        at = low.rfind(f"<{name}") if f"<{name}" in low else -1
        if (
            at >= 0
            and low.find(f"</{name}", at) < 0
            and low[at + len(name) + 1 : at + len(name) + 2] in " >\n\t/"
        ):
            fact = f"<{name}>, whose text isn't shown, has no end: what follows it isn't read"
            return (Problem(None, "unclosed", fact),)
    return ()
