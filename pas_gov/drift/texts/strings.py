"""The strings of prompt and configuration files (YAML, JSON), and the turns of transcripts, as blocks.

Who speaks decides: of a mapping with a role only the organisation's side (assistant, agent ...) is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pas_gov.drift.texts.block import MAX_ID, Block
from pas_gov.drift.texts.markdown import blocks as markdown_blocks
from pas_gov.model.records.yaml.parsing import Unreadable, events

MAX_DEPTH = 100
MAX_STRINGS = 100_000

_ROLES_IN_ORDER = ("role", "speaker", "from", "sender", "author", "participant")
_ROLES = frozenset(_ROLES_IN_ORDER)
_OURS = frozenset(
    "assistant agent bot chatbot ai model gpt support staff operator representative rep csm advisor system "
    "developer prompt".split()
)
_SPEAKING = _OURS - {"system", "developer", "prompt"}
_THEIRS = frozenset(
    "user customer human client visitor caller guest tool function enduser end_user end-user".split()
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_TEXTS = ("content", "text", "message", "body", "value", "utterance")
_TURNS = ("messages", "conversation", "conversations", "turns", "transcript", "dialogue")
_TOKEN = re.compile(r'[{}\[\],:"\n]')
_SURROGATE = re.compile("[\ud800-\udfff]")


class BoundReached(Exception):
    """A bound was reached; its text says which."""


@dataclass(slots=True)
class _Frame:
    """A mapping or sequence that is open."""

    is_mapping: bool
    key: str = ""
    expects_key: bool = True
    role: str = ""
    promise: str = ""
    found: list[Block] = field(default_factory=list)
    name: str = ""  # of the nearest key above


class StringCollector:
    """Collects the strings of nested mappings and sequences from events, without recursion."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self._frames = [_Frame(False)]
        self._count = 0

    def open(self, *, mapping: bool) -> None:
        """Enter a mapping or a sequence."""
        if len(self._frames) > MAX_DEPTH:
            raise BoundReached(f"it is nested more than {MAX_DEPTH} deep")
        outer = self._frames[-1]
        name = outer.key or outer.name
        self._value_follows(outer)
        self._frames.append(_Frame(mapping, name=name))

    def close(self) -> None:
        """Leave a mapping or sequence: what the other side says in it is dropped, a link given to all of it."""
        if len(self._frames) == 1:
            return
        frame = self._frames.pop()
        if frame.role and frame.role not in _OURS:
            return
        found = frame.found
        if frame.promise:
            found = [replace(block, promise=block.promise or frame.promise) for block in found]
        self._frames[-1].found += found

    def scalar(self, text: str, line: int, end_line: int = 0) -> None:
        """Take a key or a value; ``end_line`` isn't 0 where its line feeds aren't those of the file."""
        frame = self._frames[-1]
        if frame.is_mapping and frame.expects_key:
            frame.key, frame.expects_key = text[:200], False
            return
        key = frame.key.lower() if frame.is_mapping else ""
        self._value_follows(frame)
        if key in _ROLES and len(text) < 40 and text.strip().lower() in _OURS | _THEIRS:
            frame.role = text.strip().lower()
        elif key == "promise" and len(text) <= MAX_ID and _ID.match(text):
            frame.promise = text
        else:
            self._take(frame, text, line, end_line)

    def separate(self) -> None:
        """Take a comma: what comes next in a mapping is a key."""
        self._value_follows(self._frames[-1])

    def blocks(self) -> list[Block]:
        """Return what was found, in the order of the file; what is still open is closed."""
        while len(self._frames) > 1:
            self.close()
        return self._frames[0].found

    def _take(self, frame: _Frame, text: str, line: int, end_line: int) -> None:
        if " " not in text.strip():
            return
        self._count += 1
        if self._count > MAX_STRINGS:
            raise BoundReached(f"it has more than {MAX_STRINGS:,} strings")
        heading = (frame.key if frame.is_mapping else "") or frame.name
        frame.found += string_blocks(text, Block(line, "string", "", heading, end_line=end_line))

    @staticmethod
    def _value_follows(frame: _Frame) -> None:
        frame.expects_key = True


def string_blocks(text: str, place: Block) -> Iterator[Block]:
    """Yield the blocks of a text that is a string's value, read as Markdown, in the place of a block."""
    for block in markdown_blocks(text, place.line - 1):
        line, end = (place.line, place.end_line) if place.end_line else (block.line, 0)
        heading = block.heading or place.heading
        yield replace(block, line=line, end_line=end, unit=place.unit, heading=heading)


def json_blocks(text: str) -> tuple[list[Block], str]:
    """Return the blocks of a JSON text and what kept it from being read to its end, or "".

    The text is scanned for strings and brackets only, so that nothing recurses and broken JSON gives what stands
    before the break.
    """
    strings = StringCollector()
    try:
        _scan(text, strings)
    except BoundReached as error:
        return strings.blocks(), str(error)
    except ValueError:
        return strings.blocks(), "a string in it has no end"
    return strings.blocks(), ""


def _scan(text: str, strings: StringCollector) -> None:
    line, at = 1, 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        sign = match[0]
        if sign == "\n":
            line += 1
        elif sign in "{[":
            strings.open(mapping=sign == "{")
        elif sign in "}]":
            strings.close()
        elif sign == '"':
            value, end = _string(text, at)
            end_line = line + text.count("\n", at, end)
            strings.scalar(value, line, end_line)
            at, line = end, end_line
        elif sign == ",":
            strings.separate()


def _string(text: str, start: int) -> tuple[str, int]:
    """Return the string that starts at a place, and where it ends."""
    value, end = json.decoder.scanstring(text, start, False)  # type: ignore[attr-defined]
    return _SURROGATE.sub("\ufffd", value), end


def yaml_blocks(text: str) -> tuple[list[Block], str]:
    """Return the blocks of a YAML text, any tags, anchors and documents in it, and what ended the reading early."""
    strings = StringCollector()
    try:
        for kind, event in events(text):
            if kind == "scalar":
                strings.scalar(*_placed(event, text))
            elif kind == "close":
                strings.close()
            else:
                strings.open(mapping=kind == "mapping")
    except (BoundReached, Unreadable) as error:
        return strings.blocks(), str(error)
    return strings.blocks(), ""


def _placed(event: Any, text: str) -> tuple[str, int, int]:
    """Return a scalar's text with its lines: those of the file where it has any of its own."""
    first, last = event.start_mark.line + 1, event.end_mark.line + 1
    if event.style in ("|", ">"):
        source = text[event.start_mark.index : event.end_mark.index]
        return _dedented(source.partition("\n")[2]), first + 1, 0
    if event.style is None and last > first:
        return text[event.start_mark.index : event.end_mark.index], first, 0
    return event.value, first, last


def _dedented(source: str) -> str:
    """Return the lines of a block scalar without their common indentation."""
    lines = source.split("\n")
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    return "\n".join(line[indent:] for line in lines)


def transcript_blocks(text: str) -> tuple[list[Block], list[tuple[int, str]]]:
    """Return the turns of the organisation's side of JSON lines, and the lines that couldn't be read, each with why."""
    found: list[Block] = []
    problems: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            for turn in _turns(json.loads(line)):
                found += string_blocks(
                    _SURROGATE.sub("\ufffd", turn), Block(number, "turn", "", end_line=number)
                )
        except (ValueError, RecursionError):
            problems.append((number, "this line is no JSON that can be read"))
    return found, problems


def _turns(record: object) -> Iterator[str]:
    """Yield what the organisation's side says in one record: a turn, or a conversation of turns."""
    if isinstance(record, list):
        for each in record:
            yield from _turn(each) if isinstance(each, dict) else ()
    elif isinstance(record, dict):
        inner = next((record[key] for key in _TURNS if isinstance(record.get(key), list)), None)
        yield from _turns(inner) if inner is not None else _turn(record)


def _turn(record: dict[str, object]) -> Iterator[str]:
    role = next((str(record[key]).strip().lower() for key in _ROLES_IN_ORDER if key in record), "")
    if role not in _SPEAKING:
        return
    content = next((record[key] for key in _TEXTS if key in record), "")
    for part in content if isinstance(content, list) else [content]:
        said_here = part.get("text") if isinstance(part, dict) else part
        if isinstance(said_here, str):
            yield said_here
