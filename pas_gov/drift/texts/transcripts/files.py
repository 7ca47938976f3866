"""A file's turns, and the strings of prompt and configuration files (YAML, JSON, TOML), as blocks. Who speaks decides."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pas_gov.diagnostics import printable
from pas_gov.drift.texts.block import Block
from pas_gov.drift.texts.toml import toml_values
from pas_gov.drift.texts.transcripts.blocks import NAMELESS, Told, string_blocks, take
from pas_gov.drift.texts.transcripts.captions import caption_turns
from pas_gov.drift.texts.transcripts.labelled import labelled_turns
from pas_gov.drift.texts.transcripts.people import people_of
from pas_gov.drift.texts.transcripts.records import LooseText, said
from pas_gov.drift.texts.transcripts.speakers import Speakers
from pas_gov.drift.texts.transcripts.turn import Turn
from pas_gov.drift.texts.values import Value, json_lines, json_values, lines_of, yaml_values

Problem = tuple[int | None, str, str, str]
"""Line, code, fact, remedy."""
UNKNOWN_SPEAKER = "unknown-speaker"
IN_SETTINGS = "in pas-gov.yaml, under speakers, write "
MAX_NAMED = 20
"""Speakers of a file, and lines of it, that are named one by one; the rest are counted."""
_VALUES: dict[str, Callable[[str], tuple[list[Value], str]]] = {
    ".json": json_values,
    ".yaml": yaml_values,
    ".yml": yaml_values,
    ".toml": toml_values,
}
_LINES = frozenset({".jsonl", ".ndjson"})
_CAPTIONS = frozenset({".vtt", ".srt"})
_LABELLED = frozenset({".txt", ".md", ".markdown"})
SPEAKING = frozenset({*_VALUES, *_LINES, *_CAPTIONS})
"""Endings of files that are always read here."""


def told_by(text: str, kind: str, speakers: Speakers) -> tuple[Told, list[Problem]] | None:
    """Return what a file tells whose name has an ending, and its problems; None for one that is no transcript.

    What isn't said by the organisation's side, or is said to nobody outside, is left out and counted.
    """
    problems: list[Problem] = []
    if kind in _VALUES:
        values, why = _VALUES[kind](text)
        told = _told(values, speakers)
        if why:
            problems.append((None, "unreadable", f"not all of this file is read: {why}", ""))
    elif kind in _LINES:
        told, problems = _told_by_lines(text, speakers)
    else:
        turns = (
            caption_turns(text) if kind in _CAPTIONS else labelled_turns(text) if kind in _LABELLED else None
        )
        if turns is None:
            return None
        told = _told_by_turns(turns, speakers)
    return told, [*problems, *_unknown(told)]


def _unknown(told: Told) -> list[Problem]:
    """Return a problem for each speaker of whom nobody knows whose words they say."""
    found: list[Problem] = []
    for name, (line, count) in list(told.unknown.items())[:MAX_NAMED]:
        said = "1 turn" if count == 1 else f"{count:,} turns"
        if name == NAMELESS:
            fact = f"{said} {NAMELESS} left unread: nothing says who speaks"
            found.append(
                (
                    line,
                    "unknown-speaker",
                    fact,
                    "put the speaker's name before each turn, or leave the text out",
                )
            )
            continue
        fact = f'{said} of "{printable(name)}" left unread: nothing says whose words they are'
        found.append((line, UNKNOWN_SPEAKER, fact, speaker_remedy(name)))
    more = len(told.unknown) - MAX_NAMED
    if more > 0:
        place, code, fact, remedy = found[-1]
        found[-1] = (place, code, f"{fact} (and {more:,} more speakers like this)", remedy)
    return found


def speaker_remedy(name: str) -> str:
    """Return how to say whose words a speaker's are; it ends in the line to write."""
    return f"{IN_SETTINGS}{json.dumps(name, ensure_ascii=False)}: <ours, theirs or ignore>"


def _told_by_turns(turns: Iterable[Turn], speakers: Speakers) -> Told:
    told = Told()
    for turn in turns:
        take(told, turn, speakers, Block(1, "turn", ""), 0)
    return told


def _told(values: Sequence[Value], speakers: Speakers) -> Told:
    told, on_line = Told(), Counter[int]()
    for one in said(values):
        if isinstance(one, LooseText):
            line, end = lines_of(one.text)
            place = Block(line, "string", "", one.key, promise=one.promise, end_line=end)
            told.blocks += string_blocks(one.text, place)
            continue
        line = lines_of(one.texts[0])[0]
        on_line[line] += 1
        place = Block(line, "turn", "") if one.export else Block(line, "string", "", one.key)
        take(told, one, speakers, place, on_line[line])
    return _numbered(told, on_line)


def _numbered(told: Told, on_line: Counter[int]) -> Told:
    """Return what is told with the number of a turn only where several stand on its line."""
    told.blocks = [replace(one, turn=0) if on_line[one.line] < 2 else one for one in told.blocks]
    return told


def _told_by_lines(text: str, speakers: Speakers) -> tuple[Told, list[Problem]]:
    """Return what the turns of JSON lines tell, and the lines that couldn't be read.

    Lines are read together: the users of an export may stand on another one than what they say.
    """
    records: list[tuple[int, Value]] = []
    broken: list[int] = []
    for number, read in json_lines(text):
        if read is None:
            broken.append(number)
        else:
            records.append((number, read[0]))
    people = people_of(value for _, value in records)
    told, on_line = Told(), Counter[int]()
    for number, value in records:
        for one in said([value], people):
            if isinstance(one, Turn):
                on_line[number] += 1
                take(told, one, speakers, Block(number, "turn", "", end_line=number), on_line[number])
    return _numbered(told, on_line), _broken(broken)


def _broken(lines: Sequence[int]) -> list[Problem]:
    fact = "this line is no JSON that can be read"
    found: list[Problem] = [(line, "unreadable", fact, "") for line in lines[:MAX_NAMED]]
    if len(lines) > MAX_NAMED:
        more = f"{fact} (and {len(lines) - MAX_NAMED:,} more like it)"
        found[-1] = (lines[MAX_NAMED - 1], "unreadable", more, "")
    return found
