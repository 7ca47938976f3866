"""A file's turns, and the strings of prompt and configuration files (YAML, JSON, TOML), as blocks. Who speaks decides."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pas_gov.diagnostics import printable
from pas_gov.drift.texts.block import Block, Passages, Problem, counted
from pas_gov.drift.texts.toml import toml_values
from pas_gov.drift.texts.transcripts.blocks import NAMELESS, Told, string_passages, take
from pas_gov.drift.texts.transcripts.captions import caption_turns
from pas_gov.drift.texts.transcripts.labelled import labelled_turns
from pas_gov.drift.texts.transcripts.people import People, people_of
from pas_gov.drift.texts.transcripts.records import LooseText, said
from pas_gov.drift.texts.transcripts.speakers import Speakers
from pas_gov.drift.texts.transcripts.turn import Turn
from pas_gov.drift.texts.values import Value, json_lines, json_values, lines_of, yaml_values

UNKNOWN_SPEAKER = "unknown-speaker"
IN_SETTINGS = "in pas-gov.yaml, under speakers, write "
_VALUES: dict[str, Callable[[str], tuple[list[Value], str]]] = {
    ".json": json_values,
    ".yaml": yaml_values,
    ".yml": yaml_values,
    ".toml": toml_values,
}
LINES = frozenset({".jsonl", ".ndjson"})
"""Endings of files that have a record on each line, so that they can be read in parts."""
_CAPTIONS = frozenset({".vtt", ".srt"})
_LABELLED = frozenset({".txt", ".md", ".markdown"})
SPEAKING = frozenset({*_VALUES, *LINES, *_CAPTIONS})
"""Endings of files that are always read here."""


def told_by(text: str, kind: str, speakers: Speakers) -> Passages | None:
    """Return what a file tells whose name has an ending; None for one that is no transcript.

    What isn't said by the organisation's side, or is said to nobody outside, is left out and counted.
    """
    told = _told_by(text, kind, speakers)
    if told is None:
        return None
    problems = (*counted(told.problems), *counted(_unknown(told), "speakers"))
    return Passages(told.blocks, told.left_out, problems)


def _told_by(text: str, kind: str, speakers: Speakers) -> Told | None:
    if kind in _VALUES:
        values, why = _VALUES[kind](text)
        told = _told(values, speakers)
        if why:
            told.problems.insert(0, Problem(None, "unreadable", f"not all of this file is read: {why}"))
        return told
    if kind in LINES:
        return told_by_lines(text, speakers)
    if kind in _CAPTIONS:
        return _told_by_turns(caption_turns(text), speakers)
    turns = labelled_turns(text) if kind in _LABELLED else None
    return _told_by_turns(turns, speakers) if turns is not None else None


def _unknown(told: Told) -> list[Problem]:
    """Return a problem for each speaker of whom nobody knows whose words they say."""
    return [unknown_speaker(name, line, turns) for name, (line, turns) in told.unknown.items()]


def unknown_speaker(name: str, line: int, turns: int) -> Problem:
    """Return the problem of a speaker of whom nobody knows whose words they say: the first line, and how many turns."""
    said = "1 turn" if turns == 1 else f"{turns:,} turns"
    if name == NAMELESS:
        fact = f"{said} {NAMELESS} left unread: nothing says who speaks"
        remedy = "put the speaker's name before each turn, or leave the text out"
        return Problem(line, UNKNOWN_SPEAKER, fact, remedy)
    fact = f'{said} of "{printable(name)}" left unread: nothing says whose words they are'
    return Problem(line, UNKNOWN_SPEAKER, fact, speaker_remedy(name))


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
            told.add(string_passages(one.text, place))
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


def told_by_lines(text: str, speakers: Speakers, people: People | None = None, before: int = 0) -> Told:
    """Return what the turns of JSON lines tell, and the lines that couldn't be read.

    Lines are read together: the users of an export may stand on another one than what they say. Of a part of a file
    ``people`` are those of all of it, and so many lines stand ``before`` it.
    """
    told = Told()
    lines = json_lines(text, before + 1)
    if people is None:
        lines = iter(known := list(lines))
        people = people_of(read[0] for _, read in known if read is not None)
    for number, read in lines:
        if read is None:
            told.problems.append(Problem(number, "unreadable", "this line is no JSON that can be read"))
            continue
        turns = [one for one in said(read, people) if isinstance(one, Turn)]
        for at, turn in enumerate(turns, start=1):
            place = Block(number, "turn", "", end_line=number)
            take(told, turn, speakers, place, at if len(turns) > 1 else 0)
    return told
