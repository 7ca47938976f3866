"""The text within a Markdown block, its markup removed and its line feeds kept, in one pass from left to right.

Code keeps its characters, an image goes, a link leaves its words, an address in angle brackets stays. markdown-it's
own inline pass would tell less about lines and take longer; what decides between emphasis and a plain asterisk is
only approximated.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container
from dataclasses import dataclass, field

from pas_gov.drift.texts.block import entities, link_mark, linked_promise

MAX_LABEL = 1000
"""Characters of a link's label, or of a tag, beyond which it is taken for plain text."""

_TOKEN = re.compile(r"\\[!-/:-@\[-`{-~\n]|`+|<|!?\[|\]|\*+|(?<!\w)_+|_+(?!\w)|~~+|\{[%:]")
_DESTINATION = re.compile(
    r"\]\(\s{0,9}(?:<[^<>\n]{0,2000}>"
    r"|(?:[^\s(){]|\{(?![{%])|\{[{%][^{}\n]{0,200}[%}]\}|\([^\s()]{0,200}\)){0,2000})"  # {{ }}: templates of Jekyll
    r"(?:\s{1,9}(?:\"[^\"]{0,500}\"|'[^']{0,500}'|\([^()]{0,500}\)))?\s{0,9}\)(?:\{:?[^{}\n]{0,200}\})?"
)
_REFERENCE = re.compile(r"\]\[[^\[\]]{0,200}\]")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000}|[^\s<>@]{1,200}@[^\s<>@]{1,200})>")
_BRACES = re.compile(r"\{(?:%[^{}\n]{0,500}%|:[^{}\n]{0,500})\}")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,100}\]:?")
_LABEL_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class _Pass:
    text: str
    labels: Container[str]
    out: list[str] = field(default_factory=list)
    openers: list[tuple[int, int, bool]] = field(default_factory=list)  # place in out, place in text, image
    ticks: dict[int, list[int]] | None = None  # starts of runs of backticks, by length
    no_comment_end: bool = False


def plain_text(text: str, labels: Container[str] = ()) -> str:
    """Return a block's text without markup; ``labels`` are those of link references, as markdown-it writes them."""
    run = _Pass(text, labels)
    at = 0
    while match := _TOKEN.search(text, at):
        run.out.append(entities(text[at : match.start()]))
        at = _HANDLERS.get(match[0][-1], _marks)(run, match)
    run.out.append(entities(text[at:]))
    return "".join(run.out)


def label(text: str) -> str:
    """Return a link's label in the form in which markdown-it keeps it."""
    return _LABEL_SPACES.sub(" ", text.strip()).lower().upper()


def _marks(run: _Pass, match: re.Match[str]) -> int:
    """Take an escaped character, or leave out the marks of emphasis."""
    text = match[0]
    if text[0] == "\\":
        run.out.append(text[1])
        return match.end()
    around = run.text[max(0, match.start() - 1) : match.start()], run.text[match.end() : match.end() + 1]
    if all(not side or side.isspace() for side in around):  # "5 * 3": no emphasis
        run.out.append(text)
    return match.end()


def _code(run: _Pass, match: re.Match[str]) -> int:
    if match[0][0] == "\\":
        return _marks(run, match)
    if run.ticks is None:
        run.ticks = {}
        for found in re.finditer("`+", run.text):
            run.ticks.setdefault(len(found[0]), []).append(found.start())
    same = run.ticks.get(len(match[0]), [])
    index = bisect_right(same, match.start())
    if index == len(same):
        run.out.append(match[0])
        return match.end()
    run.out.append(run.text[match.end() : same[index]])
    return same[index] + len(match[0])


def _angle(run: _Pass, match: re.Match[str]) -> int:
    if match[0][0] == "\\":
        return _marks(run, match)
    start = match.start()
    if run.text.startswith("<!--", start):
        return _comment(run, start)
    if address := _ADDRESS.match(run.text, start):
        run.out.append(address[1])
        return address.end()
    tag = _TAG.match(run.text, start)
    if tag is None:
        run.out.append("<")
        return match.end()
    run.out.append((" " if tag[0][:3].lower() == "<br" else "") + "\n" * tag[0].count("\n"))
    return tag.end()


def _comment(run: _Pass, start: int) -> int:
    end = -1 if run.no_comment_end else run.text.find("-->", start + 4)
    if end < 0:
        run.no_comment_end = True
        run.out.append("<!--")
        return start + 4
    inside = run.text[start + 4 : end]
    run.out.append(link_mark(linked_promise(inside)) + "\n" * inside.count("\n"))
    return end + 3


def _open(run: _Pass, match: re.Match[str]) -> int:
    if match[0][0] == "\\":
        return _marks(run, match)
    if note := _FOOTNOTE.match(run.text, match.start()):
        return note.end()
    run.openers.append((len(run.out), match.end(), match[0] == "!["))
    run.out.append(match[0])
    return match.end()


def _close(run: _Pass, match: re.Match[str]) -> int:
    if match[0][0] == "\\":
        return _marks(run, match)
    if not run.openers:
        run.out.append("]")
        return match.end()
    place, start, image = run.openers.pop()
    found = _DESTINATION.match(run.text, match.start()) or _REFERENCE.match(run.text, match.start())
    if found is None and not _is_label(run, start, match.start()):
        run.out.append("]")
        return match.end()
    run.out[place] = ""
    if image:
        lines = sum(part.count("\n") for part in run.out[place:])
        del run.out[place:]
        run.out.append("\n" * lines)
    run.out.append("\n" * found[0].count("\n") if found else "")
    return found.end() if found else match.end()


def _is_label(run: _Pass, start: int, end: int) -> bool:
    return end - start <= MAX_LABEL and bool(run.labels) and label(run.text[start:end]) in run.labels


def _braces(run: _Pass, match: re.Match[str]) -> int:
    if match[0][0] == "\\":
        return _marks(run, match)
    found = _BRACES.match(run.text, match.start())
    run.out.append("" if found else match[0])
    return found.end() if found else match.end()


_HANDLERS: dict[str, Callable[[_Pass, re.Match[str]], int]] = {
    "`": _code,
    "<": _angle,
    "[": _open,
    "]": _close,
    "%": _braces,
    ":": _braces,
}
