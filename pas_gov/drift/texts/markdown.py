"""Markdown into blocks: GitHub's own parser makes HTML of it, with the lines of each block, and elements.py walks that.

cmark-gfm tells where a block starts and ends; the lines of a paragraph are those of its HTML, but for the few where
a code span or a link goes over a line's end, whose words are looked up. It tells no lines of HTML within Markdown:
each tag carries its own there, as an attribute that goes again.
"""

from __future__ import annotations

import html
import re

from pas_gov.drift.texts.block import MAX_ID, Passages
from pas_gov.drift.texts.cmark import rendered as html_of
from pas_gov.drift.texts.html import marked_passages
from pas_gov.drift.texts.lines import MARK, mark, marked_number, unmarked
from pas_gov.drift.texts.walk import Page

FRONT = re.compile(r"\A---[ \t]*\r?\n(?:(?!---|\.\.\.)[^\n]*\n){0,500}(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_FRONT_PROMISE = re.compile(
    r"^promise:[ \t]*[\"']?([a-z0-9]+(?:-[a-z0-9]+)*)[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE
)
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]{0,40})(?=[\s/>])")
_TAG_LINE = re.compile(f"<([A-Za-z][A-Za-z0-9-]*) l=({MARK}) ([^<>]*)>")
_LEFT_LINE = re.compile(f" l={MARK} ")
_NO_TEXT = frozenset("table thead tbody tfoot tr colgroup select br img hr".split())
_TEMPLATE_LINK = re.compile(r"\]\((?=[^()\n]{0,500}\{[{%])[^()\n]{0,2000}\)")
_PLACED = re.compile(r"<(p|li|h[1-6]|td|th)(?=[ >])([^<>]*?) data-sourcepos=\"(\d+):\d+-(\d+):\d+\"([^<>]*)>")
_INLINE_END = re.compile(
    r"</(?:p|li|h[1-6]|td|th)>|\n?<(?:ul|ol|p|blockquote|pre|table|h[1-6]|hr|div|details)\b"
)
_ANY_TAG = re.compile(r"<[^<>]*>")
_EMPTY_CELLS = re.compile(r"((?:<td[^<>]*></td>\s?)+)(</tr>)?")
_WORD = re.compile(r"[^\W_]+")
_WINDOW = 4000
"""Characters of the source in which a word is looked for, from the one before it."""


def markdown_passages(text: str, offset: int = 0) -> Passages:
    """Return the paragraphs, items and rows of Markdown, and what was left out; ``offset`` is added to their lines.

    ``promise: id`` in the front matter speaks of the whole file; elements.py tells what a comment speaks of.
    """
    text, promise = _without_front_matter(unmarked(text))
    page = Page(offset + text.count("\n") + 1, promise)
    return marked_passages(_marked(text, offset), page)


def _without_front_matter(text: str) -> tuple[str, str]:
    """Return a text with its front matter's lines emptied, and the promise that it names."""
    found = FRONT.match(text)
    if found is None:
        return text, ""
    named = _FRONT_PROMISE.search(found[0])
    promise = named[1] if named and len(named[1]) <= MAX_ID else ""
    return "\n" * found[0].count("\n") + text[found.end() :], promise


def _marked(text: str, offset: int) -> str:
    """Return the HTML of Markdown with a mark of its line at the beginning of each block."""
    if "{" in text:
        text = _TEMPLATE_LINK.sub("](template)", text)
    raw = _TAG.search(text) is not None
    rendered = html_of(_lined(text) if raw else text)
    if raw:
        rendered = _LEFT_LINE.sub(" ", _TAG_LINE.sub(lambda tag: _retagged(tag, offset), rendered))
    if (
        "<td" in rendered
    ):  # a short row is filled up to its header, which is quadratic; tables.py does it where it counts
        rendered = _EMPTY_CELLS.sub(lambda run: run[2] or run[1], rendered)
    return _placed(rendered, text.split("\n"), offset)


def _lined(text: str) -> str:
    """Return Markdown whose tags carry the number of the line on which they begin."""
    out, line, at = [], 1, 0
    for tag in _TAG.finditer(text):
        line += text.count("\n", at, tag.start())
        out.append(f"{text[at : tag.end()]} l={mark(line)} ")
        line += text.count("\n", tag.start(), tag.end())
        at = tag.end()
    return "".join(out) + text[at:]


def _retagged(tag: re.Match[str], offset: int) -> str:
    """Return a tag without its line, which stands behind it instead."""
    name, rest = tag[1], tag[3]
    behind = "" if name.lower() in _NO_TEXT else mark(marked_number(tag[2]) + offset + rest.count("\n"))
    return f"<{name} {rest}>{behind}"


def _placed(rendered: str, source: list[str], offset: int) -> str:
    """Return HTML whose blocks begin with the mark of the line that cmark tells of them."""
    out, at = [], 0
    for tag in _PLACED.finditer(rendered):
        first, last = int(tag[3]), int(tag[4])
        begins = "" if rendered.startswith("\n", tag.end()) else mark(first + offset)
        out.append(f"{rendered[at : tag.start()]}<{tag[1]}{tag[2]}{tag[5]}>{begins}")
        at = tag.end()
        end = _INLINE_END.search(rendered, at) if last > first else None
        if end:
            content = rendered[at : end.start()]
            lines = source[first - 1 : last]
            out.append(content if _lines_up(content, lines) else _aligned(content, lines, first + offset))
            at = end.start()
    return "".join(out) + rendered[at:]


def _lines_up(content: str, source: list[str]) -> bool:
    """Say whether the lines of a paragraph's HTML are those of its source, by the last word of each."""
    lines = content.split("\n")
    if len(lines) >= len(source):
        return len(lines) == len(source)
    for line, written in zip(lines, source, strict=False):
        words = _WORD.findall(html.unescape(_ANY_TAG.sub(" ", line)))
        if words and words[-1] not in written:
            return False
    return True


def _aligned(content: str, source: list[str], first: int) -> str:
    """Return a paragraph's HTML with a mark wherever a word stands on a further line of its source."""
    written = "\n".join(source)
    out, at, place, line = [], 0, 0, first
    for word in _WORD.finditer(_ANY_TAG.sub(lambda tag: " " * len(tag[0]), content)):
        found = written.find(word[0], place, place + _WINDOW)
        if found < 0:
            continue
        lower = written.count("\n", place, found)
        line, place = line + lower, found + len(word[0])
        if lower:
            out.append(content[at : word.start()].replace("\n", " ") + mark(line))
            at = word.start()
    return "".join(out) + content[at:].replace("\n", " ")
