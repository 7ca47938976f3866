"""reStructuredText into blocks: docutils makes a tree of it, which is written as HTML with its lines for the one walk.

docutils' own writers aren't used: they tell no lines, and may read pictures. Nothing is drawn in and nothing is run:
what a text asks to be drawn in is named as unread.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import field, replace
from html import escape
from typing import Any

from pas_gov.drift.texts.block import Passages, Problem, unread
from pas_gov.drift.texts.html import marked_passages
from pas_gov.drift.texts.lines import mark, unmarked
from pas_gov.drift.texts.walk import Page
from pas_gov.foundation.values import dataclass

MAX_RESTRUCTURED = 200_000
"""Bytes of a file: docutils reads some fifty thousand a second."""
MAX_EFFORT = 100_000_000
"""Marks and lines within a paragraph times its length, summed: docutils looks from each to the paragraph's end."""
MAX_LINE = 10_000
"""Characters of a line."""
DEEPEST = 5
"""Directives that docutils doesn't know, within each other, whose text is read."""

_MARKS = re.compile(r"(?<![^\s\"'(\[{<])[*`|]{1,2}(?=\S)|(?<=\w)__?(?!\w)|\[(?=[\w#*])")
_BLANK = re.compile(r"\n[ \t]*\n")
_ROLE = re.compile(r":[\w:+.-]{1,60}:(?=`)")
_TARGET = re.compile(r"`([^`<]{1,500}?)\s*(?:<[^<>`]{0,500}>)?`_{0,2}")
_DIRECTIVE = re.compile(r"\s*\.\. +(?:\|[^|\n]{1,100}\| +)?([\w:+.-]{1,60})::(?:[ \t]+|$)", re.MULTILINE)
_OPTION = re.compile(r"[ \t]*:[\w-]{1,60}:(?:[ \t][^\n]*)?(?:\n|\Z)")
_DRAWN_IN = frozenset({"include", "raw", "csv-table"})
_NO_PROSE = frozenset(
    "toctree code-block code sourcecode literalinclude highlight index only math graphviz mermaid plantuml image figure "
    "autoclass automodule autofunction automethod py:function py:class py:method py:module function class module "
    "currentmodule contents default-role role default-domain meta".split()
)
_SETTINGS = {
    "file_insertion_enabled": False, "raw_enabled": False, "_disable_config": True, "input_encoding": "unicode",
    "report_level": 5, "halt_level": 5, "warning_stream": False, "line_length_limit": 10_000_000,
    "doctitle_xform": False, "docinfo_xform": False, "sectsubtitle_xform": False, "smart_quotes": False,
}  # fmt: skip
_TAGS = {
    "paragraph": "p", "bullet_list": "ul", "enumerated_list": "ol", "list_item": "li", "definition_list": "dl",
    "term": "dt", "definition": "dd", "field_list": "dl", "field_name": "dt", "field_body": "dd", "option_list": "dl",
    "option_group": "dt", "description": "dd", "line": "p", "literal_block": "pre", "doctest_block": "pre",
    "math_block": "pre", "attribution": "p", "transition": "hr", "row": "tr", "caption": "p", "legend": "div",
    "subtitle": "h6", "rubric": "h6", "reference": "a", "table": "table", "footnote": "div",
}  # fmt: skip
_UNSAID = frozenset(
    "substitution_definition target image meta raw label colspec decoration pending generated footnote_reference "
    "citation_reference math".split()
)
_STRUCK = frozenset({"del", "strike", "s", "strikethrough"})
_PLACED = frozenset({"paragraph", "title", "term", "field_name", "line", "rubric", "caption", "attribution"})


@dataclass(slots=True)
class _Page:
    """The HTML that is written: its pieces, the lines that they begin on, what was asked for and isn't drawn in."""

    offset: int = 0
    level: int = 0
    depth: int = 0
    header: bool = False
    pieces: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def restructured_passages(text: str) -> Passages:
    """Return the paragraphs, items and rows of reStructuredText, and what it asks for that isn't read."""
    text = unmarked(text.expandtabs(8))
    if _effort(text) > MAX_EFFORT:
        return unread("its paragraphs are too long, or have too many marks, to be read")
    page = _Page()
    try:
        _written(page, _tree(text))
    except RecursionError:
        return unread("it is nested too deep to be read")
    except Exception as error:  # noqa: BLE001  (a stranger's text may make the library raise what it likes)
        return unread(f"docutils can't read it ({type(error).__name__})")
    found = marked_passages("".join(page.pieces), Page(text.count("\n") + 1))
    return replace(found, problems=(*page.problems, *found.problems))


def _effort(text: str) -> int:
    if max(map(len, text.split("\n"))) > MAX_LINE:
        return MAX_EFFORT + 1
    return sum(len(part) * (len(_MARKS.findall(part)) + part.count("\n")) for part in _BLANK.split(text))


def _tree(text: str) -> Any:
    from docutils.core import publish_doctree

    return publish_doctree(text, settings_overrides=dict(_SETTINGS))


def _written(page: _Page, node: Any) -> None:
    """Write a node, and what is in it, as HTML."""
    name = type(node).__name__
    if name == "Text":
        page.pieces.append(escape(str(node), quote=False))
    elif name == "comment":
        page.pieces.append(f"<!-- {node.astext().replace('--', '- -')} -->")
    elif name == "system_message":
        _unknown(page, node)
    elif name == "problematic":
        page.pieces.append(escape(_TARGET.sub(r"\1", _ROLE.sub("", node.astext())), quote=False))
    elif name == "section":
        page.level += 1
        _inside(page, node)
        page.level -= 1
    elif name not in _UNSAID:
        _element(page, node, name)


def _inside(page: _Page, node: Any) -> None:
    for child in node.children:
        _written(page, child)


def _element(page: _Page, node: Any, name: str) -> None:
    tag, attributes = _tag(page, node, name), ""
    if name == "entry":
        attributes = (
            f' colspan="{int(node.get("morecols", 0)) + 1}" rowspan="{int(node.get("morerows", 0)) + 1}"'
        )
    outer, page.header = page.header, page.header or name == "thead"
    if tag:
        placed = name in _PLACED and node.line
        page.pieces.append(f"<{tag}{attributes}>{mark(node.line + page.offset) if placed else ''}")
    _inside(page, node)
    page.header = outer
    if tag and tag != "hr":
        page.pieces.append(f"</{tag}>")


def _tag(page: _Page, node: Any, name: str) -> str:
    """Return the tag of a node, "" for one that means nothing for what is said."""
    if name == "title":
        return {"section": f"h{min(max(page.level, 1), 6)}", "table": "caption"}.get(
            type(node.parent).__name__, "p"
        )
    if name == "entry":
        return "th" if page.header else "td"
    if name == "inline" and _STRUCK & set(node.get("classes", ())):
        return "s"
    if name == "block_quote":  # most are only indented; a quotation names who said it, or is marked as one
        signed = any(type(one).__name__ == "attribution" for one in node.children)
        return "blockquote" if signed or node.get("classes") else "div"
    return _TAGS.get(name, "")


def _unknown(page: _Page, node: Any) -> None:
    """Take what docutils doesn't know or isn't allowed: the text of a directive of Sphinx is read all the same."""
    for block in (one for one in node.children if type(one).__name__ == "literal_block"):
        source = block.astext()
        found = _DIRECTIVE.match(source)
        if found is None:
            continue
        line = page.offset + int(node.get("line") or node.line or 1)
        if found[1] in _DRAWN_IN:
            fact = f'"{found[1]}" is turned off: what it stands for isn\'t read'
            page.problems.append(Problem(line, "format", fact))
        elif found[1] not in _NO_PROSE and page.depth < DEEPEST:
            _directive(page, source[found.end() :], line - 1 + source.count("\n", 0, found.end()))


def _directive(page: _Page, source: str, line: int) -> None:
    """Read the argument and the text of a directive; ``line`` is the one before its first."""
    first, _, rest = source.partition("\n") if not source.startswith("\n") else ("", "", source[1:])
    line += 1
    while option := _OPTION.match(rest):
        rest, line = rest[option.end() :], line + 1
    if first.strip():
        page.pieces.append(f"<p>{mark(line)}{escape(first, quote=False)}</p>")
    inner = replace(page, offset=line, depth=page.depth + 1)
    _written(inner, _tree(textwrap.dedent(rest)))
