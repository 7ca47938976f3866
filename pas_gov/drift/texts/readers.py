"""Which reader a file's ending has, and what it needs: the table of formats, and what is said of a file that has none."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import PurePosixPath

from pas_gov.drift.texts.block import Block, Passages, unread
from pas_gov.drift.texts.catalogues import CATALOGUES, catalogue_strings
from pas_gov.drift.texts.html import html_passages
from pas_gov.drift.texts.jsonld import answers
from pas_gov.drift.texts.markdown import markdown_passages
from pas_gov.drift.texts.mdx import without_code
from pas_gov.drift.texts.page_description import page_description
from pas_gov.drift.texts.plain import plain_passages, short_lines
from pas_gov.drift.texts.restructured import MAX_RESTRUCTURED, restructured_passages
from pas_gov.drift.texts.toml import MAX_TOML
from pas_gov.drift.texts.transcripts.blocks import string_passages
from pas_gov.drift.texts.transcripts.files import SPEAKING
from pas_gov.drift.texts.word import DOCX, word_passages
from pas_gov.foundation.installing import install_command
from pas_gov.foundation.values import dataclass

MAX_BYTES = 8 * 1024 * 1024
"""A longer file isn't read."""
MAX_MARKDOWN = 1024 * 1024
"""A longer Markdown file isn't read: what finds its blocks is quadratic in the worst case."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How a format is read: from its text, or from its bytes; up to how many bytes; which package of the extra it needs.

    Both are None where all files of the format are told apart as transcripts (see transcripts.files).
    """

    read: Callable[[str], Passages] | None = None
    most: int = MAX_BYTES
    package: str = ""
    fronted: bool = False  # front matter may stand at its beginning
    read_bytes: Callable[[bytes], Passages] | None = None


def _in_short_lines(read: Callable[[str], Passages]) -> Callable[[str], Passages]:
    """Return a reader of prose that passes over lines that are too long."""

    def short(text: str) -> Passages:
        text, problems = short_lines(text)
        found = read(text)
        return replace(found, problems=(*problems, *found.problems))

    return short


def _html(text: str) -> Passages:
    found = html_passages(text)
    return replace(found, blocks=[*page_description(text), *found.blocks, *_faq(text)])


def _faq(text: str) -> Iterator[Block]:
    """Yield what the answers say that a page tells search engines, all of it on the line where the answer begins."""
    for answer in answers(text):
        for block in html_passages(answer.text).blocks:
            yield replace(block, line=answer.line, end_line=answer.line, heading=answer.heading)


def _catalogue(text: str) -> Passages:
    strings, why = catalogue_strings(text)
    if why:
        return unread(why)
    places = ((one, Block(one.line, "string", "", end_line=one.end_line)) for one in strings)
    return Passages([block for one, place in places for block in string_passages(one, place).blocks])


_markdown = _in_short_lines(markdown_passages)
_MARKDOWN = Reader(_markdown, MAX_MARKDOWN, fronted=True)
_PLAIN = Reader(_in_short_lines(plain_passages))
_TOML = Reader(most=MAX_TOML, package="" if sys.version_info >= (3, 11) else "tomli")
_READERS: dict[str, Reader] = {
    **dict.fromkeys((".md", ".markdown", ".prompt"), _MARKDOWN),
    ".mdx": Reader(lambda text: _markdown(without_code(text)), MAX_MARKDOWN, fronted=True),
    **dict.fromkeys((".html", ".htm", ".xhtml"), Reader(_html)),
    **dict.fromkeys((".rst", ".rest"), Reader(restructured_passages, MAX_RESTRUCTURED, "docutils")),
    DOCX: Reader(package="mammoth", read_bytes=word_passages),
    **dict.fromkeys(CATALOGUES, Reader(_catalogue, MAX_MARKDOWN, "babel")),
    **dict.fromkeys(SPEAKING, Reader()),
    ".toml": _TOML,
    ".txt": _PLAIN,
    "": _PLAIN,
}


def ending(path: str) -> str:
    """Return the ending of a file's name, with its dot, in small letters; that of ".gitignore" is the whole name."""
    name = PurePosixPath(path.lower()).name
    return PurePosixPath(name).suffix or (name if name.startswith(".") else "")


def reader_of(path: str) -> Reader | None:
    """Return the reader of a file by its name, None where there is none, or where its package isn't installed."""
    found = _READERS.get(ending(path))
    return None if found is None or not _installed(found.package) else found


def why_unread(path: str) -> str:
    """Return why a file isn't read that has no reader."""
    if not ending(path):
        return "a name without an ending tells no format"
    if ending(path) in _READERS:
        return f"the reader of {ending(path)} isn't installed"
    return f"{ending(path)} is no format that is read"


def remedy(path: str) -> str:
    """Return what makes a file that has no reader one that is read."""
    if ending(path) and ending(path) in _READERS:
        return f"{install_command('pas-gov[texts]')}, or leave it out of the scan."
    return "Save it as Markdown, HTML or plain text, or leave it out of the scan."


def _installed(package: str) -> bool:
    return not package or find_spec(package) is not None
