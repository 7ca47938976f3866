"""Sentences out of a file's bytes: Markdown, HTML, plain text, prompts and settings in YAML or JSON, transcripts.

Never raises, whatever the bytes are; what couldn't be read is named. The work is linear in the bytes that are read,
and these are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import PurePosixPath

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.drift.texts.block import LINK_CLOSE, LINK_OPEN, Block
from pas_gov.drift.texts.html import TOO_DEEP, html_passages
from pas_gov.drift.texts.jsonld import answers
from pas_gov.drift.texts.languages import Foreign, in_english
from pas_gov.drift.texts.markdown import FRONT, markdown_passages
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.texts.splitting import sentences as split
from pas_gov.drift.texts.transcripts.files import SPEAKING, Problem, told_by
from pas_gov.drift.texts.transcripts.speakers import Speakers
from pas_gov.drift.texts.walk import Passages
from pas_gov.model.records.yaml.text import decode

MAX_BYTES = 8 * 1024 * 1024
"""A longer file isn't read."""
MAX_MARKDOWN = 1024 * 1024
"""A longer Markdown file isn't read: what finds its blocks is quadratic in the worst case."""
MAX_LINE = 100_000
"""Characters of a line of prose beyond which it is left out; JSON and HTML may stand on one line."""
MAX_SENTENCES = 50_000
"""What a file holds beyond these is left out."""

MAX_NAMED = 20
"""Places of one kind of problem that are named one by one; the rest are counted."""

_Problem = tuple[int | None, str, str]  # line, code, fact
_Read = tuple[list[Block], list[_Problem], Mapping[str, int]]
_Reader = Callable[[str], _Read]
_REMEDY = {
    "too-large": "Divide it into several files, or leave it out of the scan.",
    "binary": "Leave it out of the scan.",
    "line-too-long": "Break the line.",
    "too-deep": "Divide it into several files, or leave it out of the scan.",
    "language": "Have it read by somebody who knows it, or leave it out of the scan.",
    "too-many-sentences": "Divide it into several files.",
}
_BULLET = re.compile(r"\n?[ \t]*(?:[-*•–]|\d{1,3}[.)])[ \t]")
_PART = re.compile(r"\n[ \t]*(?:(?=\n)|(?:[-*•–]|\d{1,3}[.)])[ \t])")
_NO_SENTENCE = frozenset("title layout permalink slug url tags keywords author authors date promise".split())
_KEY = re.compile(r"[_-]+")
_QUOTED = re.compile(r"^[ \t]{0,3}>[^\n]*(?:\n[ \t]{0,3}>[^\n]*)*", re.MULTILINE)
_MAY_QUOTE = re.compile(r"\n[ \t]*>")
_LINKS = re.compile(f"[{LINK_OPEN}{LINK_CLOSE}]")
_SAMPLE = 8192


EVERYBODY = Speakers()
"""The map of speakers that names nobody."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, in its order, and what kept it from being read whole.

    ``left_out`` counts what a transcript holds that is said to nobody outside, by kind (see transcripts.turn.Apart), and
    the passages of a page that are nobody's promise (see block.LEFT_OUT).
    """

    sentences: tuple[Sentence, ...]
    problems: tuple[Diagnostic, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


def sentences(path: str, data: bytes, speakers: Speakers = EVERYBODY) -> Reading:
    """Return the sentences of a file, read as its name's ending says; other endings as plain text. Never raises.

    ``speakers`` says whose words are whose where a transcript doesn't.
    """
    kind = PurePosixPath(path.lower()).suffix
    limit = MAX_MARKDOWN if _READERS.get(kind, _plain) is _markdown else MAX_BYTES
    if len(data) > limit:
        fact = f"this file has {len(data):,} bytes; of its kind at most {limit:,} are read"
        return Reading((), (_diagnostic(path, None, "too-large", fact),))
    text = decode(data, path)
    if isinstance(text, Diagnostic):
        return Reading((), (_binary(path) if b"\0" in data[:_SAMPLE] and not _wide(data) else text,))
    if "\0" in text:
        return Reading((), (_binary(path),))
    return _read(path, _LINKS.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")), kind, speakers)


def is_read(path: str) -> bool:
    """Say whether a file's ending is one that has a reader of its own."""
    ending = PurePosixPath(path.lower()).suffix
    return ending in _READERS or ending in SPEAKING


def _read(path: str, text: str, kind: str, speakers: Speakers) -> Reading:
    blocks, problems, left_out = _blocks(text, kind, speakers)
    found: list[Sentence] = []
    for block in blocks:
        found += split(block, path)
        if len(found) > MAX_SENTENCES:
            fact = f"only the first {MAX_SENTENCES:,} sentences are read"
            problems.append((found[MAX_SENTENCES].line, "too-many-sentences", fact, ""))
            break
    english, foreign = in_english(found[:MAX_SENTENCES])
    problems += [(*each, "") for each in _counted([(one.line, "language", _said_in(one)) for one in foreign])]
    told = tuple(_diagnostic(path, *each) for each in problems)
    return Reading(english, told, left_out)


def _said_in(one: Foreign) -> str:
    sentences_ = "1 sentence" if one.sentences == 1 else f"{one.sentences} sentences"
    return f"{sentences_} from here on, in {one.language}: only English is read"


def _blocks(text: str, kind: str, speakers: Speakers) -> tuple[list[Block], list[Problem], Mapping[str, int]]:
    """Return the blocks of a text, its problems, and how much of it is left out, by kind."""
    spoken = told_by(text, kind, speakers)
    if spoken is not None:
        return spoken[0].blocks, spoken[1], spoken[0].left_out
    blocks, problems, left_out = _READERS.get(kind, _plain)(text)
    front = _front_matter(text, speakers) if _READERS.get(kind) is _markdown else ()
    return [*front, *blocks], [(*each, "") for each in problems], left_out


def _front_matter(text: str, speakers: Speakers) -> Iterator[Block]:
    """Yield the strings of a Markdown file's front matter; its title is a heading, and as little of a sentence."""
    front = FRONT.match(text)
    if front is None:
        return
    inside = "\n" + re.sub(r"\n(?:---|\.\.\.)[ \t]*\n?\Z", "\n", front[0].partition("\n")[2])
    told = told_by(inside, ".yaml", speakers)
    for one in told[0].blocks if told else ():
        if one.heading.lower() not in _NO_SENTENCE:
            yield replace(
                one, heading=_KEY.sub(" ", one.heading)
            )  # "first_response: 6 hours" is of the first response


def _diagnostic(path: str, line: int | None, code: str, fact: str, remedy: str = "") -> Diagnostic:
    return Diagnostic(code, fact, Location(path, line), remedy or _REMEDY.get(code, ""), "warning")


def _binary(path: str) -> Diagnostic:
    return _diagnostic(path, None, "binary", "this file is binary, no text")


def _wide(data: bytes) -> bool:
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:4] == b"\0\0\xfe\xff"


def _short_lines(text: str) -> tuple[str, list[_Problem]]:
    """Return a text with the lines that are too long emptied, and these named."""
    if len(text) <= MAX_LINE:
        return text, []
    lines = text.split("\n")
    long = [number for number, line in enumerate(lines) if len(line) > MAX_LINE]
    for number in long:
        lines[number] = ""
    fact = f"this line has more than {MAX_LINE:,} characters and isn't read"
    return "\n".join(lines), _counted([(number + 1, "line-too-long", fact) for number in long])


def _counted(problems: list[_Problem]) -> list[_Problem]:
    """Return the first problems of one kind, the last of them saying how many more there are."""
    if len(problems) <= MAX_NAMED:
        return problems
    line, code, fact = problems[MAX_NAMED - 1]
    more = len(problems) - MAX_NAMED
    return [*problems[: MAX_NAMED - 1], (line, code, f"{fact} (and {more:,} more like it)")]


def _markdown(text: str) -> _Read:
    text, problems = _short_lines(text)
    found = markdown_passages(text)
    return list(found.blocks), problems + _whole(found), found.left_out


def _plain(text: str) -> _Read:
    """Read paragraphs, which blank lines divide; a line that starts with a bullet starts an item, one with ">" quotes."""
    text, problems = _short_lines(text)
    quoted = 0
    if _MAY_QUOTE.search(f"\n{text}"):
        text, quoted = _QUOTED.subn(lambda match: "\n" * match[0].count("\n"), text)
    blocks, line = [], 1
    starts = [0, *(match.start() for match in _PART.finditer(text)), len(text)]
    for part in (text[start:end] for start, end in pairwise(starts)):
        blocks.append(Block(line, "item" if _BULLET.match(part) else "sentence", part))
        line += part.count("\n")
    return blocks, problems, {"quoted passage": quoted} if quoted else {}


def _html(text: str) -> _Read:
    found = html_passages(text)
    return [*found.blocks, *_faq(text)], _whole(found), found.left_out


def _faq(text: str) -> Iterator[Block]:
    """Yield what the answers say that a page tells search engines, all of it on the line where the answer begins."""
    for answer in answers(text):
        for block in html_passages(answer.text).blocks:
            yield replace(block, line=answer.line, end_line=answer.line, heading=answer.heading)


def _whole(found: Passages) -> list[_Problem]:
    """Return what kept a text from being read to its end."""
    code = "too-deep" if found.problem == TOO_DEEP else "unclosed"
    return [(None, code, found.problem)] if found.problem else []


_READERS: dict[str, _Reader] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".mdx": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".txt": _plain,
    ".prompt": _markdown,
}
