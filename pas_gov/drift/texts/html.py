"""HTML into blocks, by a scanner of our own that is linear and has no depth to exhaust.

The standard library's parser is quadratic on unclosed markup in Pythons that are still in use (CVE-2025-6069), lxml
loses lines above 65,535 and is built around a tree with a bounded depth, selectolax knows no lines. What is needed
here is less than a parser: which elements are blocks, which hide their text, and where the text stands.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from pas_gov.drift.texts.block import Block, entities, link_mark, linked_promise
from pas_gov.drift.texts.sentence import UnitKind
from pas_gov.drift.texts.splitting import folded, last_sentence, unlinked

MAX_TAG = 20_000
"""Characters of a tag beyond which its "<" is taken for text."""

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p section summary table tbody td "
    "tfoot th thead tr ul".split()
)
_SILENT = frozenset(
    "script style template noscript head nav svg math canvas object iframe textarea select pre button".split()
)
_RAW = frozenset("script style textarea iframe noscript".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_LISTS = frozenset("ul ol menu".split())
_SELF_CLOSING = frozenset("p li td th tr dd dt".split())
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,40})")
_TAG = re.compile(r"""</?[A-Za-z](?:[^<>"']|"[^"<]*"|'[^'<]*')*>|</?[A-Za-z][^<>]*>""")
_HIDDEN = re.compile(
    r"""\s(?:hidden(?=[\s/>=])(?!\s{0,9}=\s{0,9}["']?(?:false|until-found))|aria-hidden\s{0,9}=\s{0,9}["']?true"""
    r"""|style\s{0,9}=\s{0,9}["'][^"'<>]{0,500}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden))""",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Scan:
    """Where the scan stands."""

    text: str
    line: int  # of the place up to which lines are counted
    counted: int = 0  # that place
    parts: list[str] = field(default_factory=list)  # of the block that is open
    start: int = 0  # its line
    silent: list[str] = field(default_factory=list)  # open elements whose text isn't shown
    heading: str = ""
    head: str = ""  # the heading element that is open
    last: str = ""  # the paragraph before
    leads: list[str] = field(default_factory=list)  # of the lists that are open
    row: list[str] | None = None  # the cells of the row that is open
    row_line: int = 0
    row_promise: str = ""
    is_header: bool = True
    header: str = ""
    next: str = ""  # the promise that a comment names for the block that follows
    no_more: set[str] = field(
        default_factory=set
    )  # ends that aren't found any more, so that nothing is sought twice


def blocks(text: str, offset: int = 0, hidden: list[str] | None = None) -> Iterator[Block]:
    """Yield the visible paragraphs, items and rows of HTML; ``offset`` is added to their lines.

    The names of elements that hide their text and never end are appended to ``hidden``.
    """
    scan = _Scan(text, offset + 1)
    at = 0
    while (start := text.find("<", at)) >= 0:
        _text(scan, at, start)
        at = yield from _markup(scan, start)
    _text(scan, at, len(text))
    yield from _flush(scan)
    yield from _end_row(scan)
    if hidden is not None:
        hidden += scan.silent


def _text(scan: _Scan, start: int, end: int) -> None:
    """Take a run of text, unless it is hidden; what was left out before it keeps its line feeds."""
    if scan.silent or start >= end:
        return
    piece = scan.text[start:end]
    if not scan.parts and piece.isspace():
        return
    here = start if scan.parts else start + len(piece) - len(piece.lstrip())
    gap = scan.text.count("\n", scan.counted, here)
    piece = scan.text[here:end]
    scan.line += gap
    if scan.parts:
        scan.parts.append("\n" * gap)
    else:
        scan.start = scan.line
    scan.parts.append(entities(piece))
    scan.line += piece.count("\n")
    scan.counted = end


def _markup(scan: _Scan, start: int) -> Generator[Block, None, int]:
    """Take what starts with "<"; return where to go on."""
    text = scan.text
    if text.startswith("<!--", start):
        return _comment(scan, start)
    if text.startswith(("<!", "<?"), start):
        return _after(scan, start, ">")
    tag = _TAG.match(text, start, start + MAX_TAG)
    name = _NAME.match(text, start, start + 50) if tag else None
    if tag is None or name is None:
        _text(scan, start, start + 1)
        return start + 1
    yield from _element(scan, name[1].lower(), tag[0])
    closing = tag[0][1] == "/"
    return _after(scan, tag.end(), f"</{name[1]}") if name[1].lower() in _RAW and not closing else tag.end()


def _after(scan: _Scan, at: int, end: str) -> int:
    """Return the place of an end tag, or behind a ">"; where none comes, the next place to look at."""
    found = -1 if end in scan.no_more else scan.text.find(end, at)
    if found < 0:
        scan.no_more.add(end)
        return at + 2 if end == ">" else at
    return found + 1 if end == ">" else found


def _comment(scan: _Scan, start: int) -> int:
    end = -1 if "-->" in scan.no_more else scan.text.find("-->", start + 4)
    if end < 0:
        scan.no_more.add("-->")
        return start + 4
    promise = linked_promise(scan.text[start + 4 : end])
    if promise and scan.parts:
        scan.parts.append(link_mark(promise))
    elif promise:
        scan.next = promise
    return end + 3


def _element(scan: _Scan, name: str, tag: str) -> Iterator[Block]:
    """Take a tag."""
    if scan.silent:
        _hide(scan, name, tag)
        if scan.silent:
            return
    if name in ("br", "img", "wbr"):
        if scan.parts:
            scan.parts.append(" ")
        return
    if name in _BLOCKS:
        yield from _flush(scan)
    if tag[1] == "/":
        yield from _close(scan, name)
        return
    if name not in _VOID and not tag.endswith("/>") and (name in _SILENT or _HIDDEN.search(tag[:MAX_TAG])):
        scan.silent.append(name)
        return
    yield from _open(scan, name)


def _hide(scan: _Scan, name: str, tag: str) -> None:
    """Keep account of the elements within one that isn't shown: only those of its own name matter."""
    if name != scan.silent[-1]:
        return
    if tag[1] == "/" or name in _SELF_CLOSING:
        scan.silent.pop()
    elif not tag.endswith("/>"):
        scan.silent.append(name)


def _open(scan: _Scan, name: str) -> Iterator[Block]:
    if name in _HEADINGS:
        scan.head = name
    elif name in _LISTS:
        introduced = scan.last.rstrip().endswith(":")
        outer = scan.leads[-1] if scan.leads else ""
        scan.leads.append(last_sentence(scan.last) if introduced else outer)
    elif name == "table":
        scan.header = ""
    elif name == "tr":
        yield from _end_row(scan)
        scan.row, scan.row_line, scan.is_header = [], 0, True
    elif name == "td":
        scan.is_header = False


def _close(scan: _Scan, name: str) -> Iterator[Block]:
    if name in _LISTS and scan.leads:
        scan.leads.pop()
        scan.last = ""
    elif name in ("tr", "table"):
        yield from _end_row(scan)


def _flush(scan: _Scan) -> Iterator[Block]:
    """End the block that is open: a heading, a cell, or a paragraph or item."""
    text, scan.parts = "".join(scan.parts), []
    head, scan.head = scan.head, "" if text.strip() else scan.head
    if not text.strip():
        return
    if head:
        scan.heading, scan.last = unlinked(text)[0], ""
        return
    if scan.row is not None:
        scan.row_line = scan.row_line or scan.start
        scan.row.append(folded(text))
        return
    promise, scan.next = scan.next, ""
    unit: UnitKind = "item" if scan.leads else "sentence"
    yield Block(scan.start, unit, text, scan.heading, scan.leads[-1] if scan.leads else "", promise)
    scan.last = text


def _end_row(scan: _Scan) -> Iterator[Block]:
    cells, scan.row = scan.row, None
    if not cells:
        return
    text = " | ".join(cells)
    if scan.is_header:
        scan.header = unlinked(text)[0]
        return
    promise, scan.next = scan.next, ""
    yield Block(scan.row_line, "row", text, scan.heading, scan.header, promise)
