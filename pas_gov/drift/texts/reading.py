"""Sentences out of a file's bytes, whichever format that has a reader (see readers.py), transcripts among them.

Never raises, whatever the bytes are; what couldn't be read is named. The work is linear in the bytes that are read,
and these are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pas_gov.diagnostics import Diagnostic, Location, printable
from pas_gov.drift.texts.block import LINK_CLOSE, LINK_OPEN, Block
from pas_gov.drift.texts.languages import Foreign, in_english
from pas_gov.drift.texts.markdown import FRONT
from pas_gov.drift.texts.plain import counted
from pas_gov.drift.texts.readers import Contents, Reader, ending, reader_of, remedy, why_unread, word
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.texts.splitting import sentences as split
from pas_gov.drift.texts.transcripts.files import Problem, told_by
from pas_gov.drift.texts.transcripts.speakers import Speakers
from pas_gov.drift.texts.word import DOCX
from pas_gov.model.records.yaml.text import decode

MAX_SENTENCES = 50_000
"""What a file holds beyond these is left out."""

_REMEDY = {
    "too-large": "Divide it into several files, or leave it out of the scan.",
    "binary": "Leave it out of the scan.",
    "line-too-long": "Break the line.",
    "too-deep": "Divide it into several files, or leave it out of the scan.",
    "language": "Have it read by somebody who knows it, or leave it out of the scan.",
    "too-many-sentences": "Divide it into several files.",
}
_NO_SENTENCE = frozenset("title layout permalink slug url tags keywords author authors date promise".split())
_KEY = re.compile(r"[_-]+")
_LINKS = re.compile(f"[{LINK_OPEN}{LINK_CLOSE}]")
_SAMPLE = 8192


_Contents = tuple[Sequence[Block], Sequence[Problem], Mapping[str, int]]

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
    """Return the sentences of a file, read as its name's ending says; one without a reader is named. Never raises.

    ``speakers`` says whose words are whose where a transcript doesn't.
    """
    reader = reader_of(path)
    if reader is None:
        fact = f"this file isn't read, since {printable(why_unread(path))}"
        return Reading((), (_diagnostic(path, None, "format", fact, remedy(path)),))
    if len(data) > reader.most:
        fact = f"this file has {len(data):,} bytes; of its kind at most {reader.most:,} are read"
        return Reading((), (_diagnostic(path, None, "too-large", fact),))
    if ending(path) == DOCX:
        return _said(path, *_whole(word(data)))
    text = decode(data, path)
    if isinstance(text, Diagnostic):
        return Reading((), (_binary(path) if b"\0" in data[:_SAMPLE] and not _wide(data) else text,))
    if "\0" in text:
        return Reading((), (_binary(path),))
    text = _LINKS.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _said(path, *_contents(text, path, reader, speakers))


def _said(
    path: str, blocks: Sequence[Block], problems: Sequence[Problem], left_out: Mapping[str, int]
) -> Reading:
    """Return the sentences in what a file holds."""
    problems = list(problems)
    found: list[Sentence] = []
    for block in blocks:
        found += split(block, path)
        if len(found) > MAX_SENTENCES:
            fact = f"only the first {MAX_SENTENCES:,} sentences are read"
            problems.append((found[MAX_SENTENCES].line, "too-many-sentences", fact, ""))
            break
    english, foreign = in_english(found[:MAX_SENTENCES])
    problems += [(*each, "") for each in counted([(one.line, "language", _said_in(one)) for one in foreign])]
    return Reading(english, tuple(_diagnostic(path, *each) for each in problems), left_out)


def _said_in(one: Foreign) -> str:
    sentences_ = "1 sentence" if one.sentences == 1 else f"{one.sentences} sentences"
    return f"{sentences_} from here on, in {one.language}: only English is read"


def _contents(text: str, path: str, reader: Reader, speakers: Speakers) -> _Contents:
    """Return the blocks of a text, its problems, and how much of it is left out, by kind."""
    spoken = told_by(text, ending(path), speakers)
    if spoken is not None:
        return spoken[0].blocks, spoken[1], spoken[0].left_out
    blocks, problems, left_out = _whole(reader.read(text)) if reader.read else ((), (), {})
    front = _front_matter(text, speakers) if reader.fronted else ()
    return [*front, *blocks], problems, left_out


def _whole(contents: Contents) -> _Contents:
    """Return what a reader found, its problems with no remedy of their own."""
    blocks, problems, left_out = contents
    return blocks, [(*each, "") for each in problems], left_out


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
