"""Sentences out of a file's bytes, whichever format that has a reader (see readers.py), transcripts among them.

Never raises, whatever the bytes are; what couldn't be read is named. The work is linear in the bytes that are read,
and these are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from pas_gov.diagnostics import Diagnostic, Location, printable
from pas_gov.drift.texts.block import LINK_CLOSE, LINK_OPEN, Block, Passages, Problem, counted
from pas_gov.drift.texts.languages import Foreign, in_english
from pas_gov.drift.texts.markdown import FRONT
from pas_gov.drift.texts.readers import Reader, ending, reader_of, remedy, why_unread
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.drift.texts.splitting import sentences as split
from pas_gov.drift.texts.transcripts.files import LINES, told_by, told_by_lines
from pas_gov.drift.texts.transcripts.people import People
from pas_gov.drift.texts.transcripts.speakers import Speakers
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.yaml.text import decode

MAX_SENTENCES = 50_000
"""What a file holds beyond these is left out; but for one that has a record on each line."""

_REMEDY = {
    "too-large": "Divide it into several files, or leave it out of the scan.",
    "binary": "Leave it out of the scan.",
    "line-too-long": "Break the line.",
    "too-deep": "Divide it into several files, or leave it out of the scan.",
    "language": "Have it read by somebody who knows it, or leave it out of the scan.",
    "too-many-sentences": "Divide it into several files.",
}
_AS_LINES = "Write it as JSON lines (.jsonl), a record on each line: such a file may be as long as it likes. Or divide it."
_NO_SENTENCE = frozenset("title layout permalink slug url tags keywords author authors date promise".split())
_KEY = re.compile(r"[_-]+")
_LINKS = re.compile(f"[{LINK_OPEN}{LINK_CLOSE}]")
_SAMPLE = 8192
LINE_FEED = b"\n"

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
        return Reading(
            (), (_diagnostic(path, None, "too-large", fact, _AS_LINES if ending(path) == ".json" else ""),)
        )
    if reader.read_bytes:
        return _said(path, reader.read_bytes(data))
    text = _text(data, path)
    if isinstance(text, Diagnostic):
        return Reading((), (text,))
    return _said(path, _passages(text, path, reader, speakers))


def _text(data: bytes, path: str) -> str | Diagnostic:
    """Return a file's text with plain line ends, or why it is none."""
    text = decode(data, path)
    if isinstance(text, Diagnostic):
        return _binary(path) if b"\0" in data[:_SAMPLE] and not _wide(data) else text
    if "\0" in text:
        return _binary(path)
    return _LINKS.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _said(path: str, passages: Passages) -> Reading:
    """Return the sentences in what a file holds."""
    problems = list(passages.problems)
    most = None if ending(path) in LINES else MAX_SENTENCES
    found: list[Sentence] = []
    for block in passages.blocks:
        found += split(block, path)
        if most and len(found) > most:
            fact = f"only the first {most:,} sentences are read"
            problems.append(Problem(found[most].line, "too-many-sentences", fact))
            break
    english, foreign = in_english(found[:most])
    problems += counted([Problem(one.line, "language", _said_in(one)) for one in foreign])
    return Reading(english, tuple(diagnostic(path, each) for each in problems), passages.left_out)


@dataclass(frozen=True, slots=True)
class PartReading:
    """What a part of a file says that has a record on each line, and what of it wasn't read; see Told for the rest."""

    sentences: tuple[Sentence, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    unknown: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def part_sentences(path: str, data: bytes, speakers: Speakers, people: People, before: int) -> PartReading:
    """Return the sentences of whole lines of a file, with so many lines ``before`` them. Never raises.

    ``people`` are those of all of the file. The names that act for the organisation, and the language of a section,
    are told from this part alone.
    """
    text = _text(data, path)
    if isinstance(text, Diagnostic):
        line = before + (text.location.line or 1)
        fact = f"{text.message}; its lines up to {before + data.count(LINE_FEED):,} aren't read"
        return PartReading(problems=(Problem(line, text.code, fact, text.remedy),))
    told = told_by_lines(text, speakers, people, before)
    english, foreign = in_english([one for block in told.blocks for one in split(block, path)])
    problems = (*told.problems, *(Problem(one.line, "language", _said_in(one)) for one in foreign))
    return PartReading(english, problems, told.left_out, told.unknown)


def _said_in(one: Foreign) -> str:
    sentences_ = "1 sentence" if one.sentences == 1 else f"{one.sentences} sentences"
    return f"{sentences_} from here on, in {one.language}: only English is read"


def _passages(text: str, path: str, reader: Reader, speakers: Speakers) -> Passages:
    """Return what a text says, as a transcript where it is one."""
    spoken = told_by(text, ending(path), speakers)
    if spoken is not None:
        return spoken
    found = reader.read(text) if reader.read else Passages()
    return replace(found, blocks=[*_front_matter(text, speakers), *found.blocks]) if reader.fronted else found


def _front_matter(text: str, speakers: Speakers) -> Iterator[Block]:
    """Yield the strings of a Markdown file's front matter; its title is a heading, and as little of a sentence."""
    front = FRONT.match(text)
    if front is None:
        return
    inside = "\n" + re.sub(r"\n(?:---|\.\.\.)[ \t]*\n?\Z", "\n", front[0].partition("\n")[2])
    told = told_by(inside, ".yaml", speakers)
    for one in told.blocks if told else ():
        if one.heading.lower() not in _NO_SENTENCE:  # "first_response: 6 hours" is of the first response
            yield replace(one, heading=_KEY.sub(" ", one.heading))


def diagnostic(path: str, problem: Problem) -> Diagnostic:
    """Return the problem of a file, with the remedy that its kind has where it has none of its own."""
    return _diagnostic(path, *problem)


def _diagnostic(path: str, line: int | None, code: str, fact: str, remedy: str = "") -> Diagnostic:
    return Diagnostic(code, fact, Location(path, line), remedy or _REMEDY.get(code, ""), "warning")


def _binary(path: str) -> Diagnostic:
    return _diagnostic(path, None, "binary", "this file is binary, no text")


def _wide(data: bytes) -> bool:
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:4] == b"\0\0\xfe\xff"
