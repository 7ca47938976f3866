"""Transcripts of calls as captions: WebVTT with or without voices, as Zoom, Teams and Meet write it, and SubRip.

The libraries that read captions (webvtt-py, pysrt) tell no lines, and stop at what they don't know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from pas_gov.drift.texts.block import entities
from pas_gov.drift.texts.transcripts.roles import side_of_label
from pas_gov.drift.texts.transcripts.turn import Speaker, Turn
from pas_gov.drift.texts.values import placed
from pas_gov.foundation.values import dataclass

_TIMING = re.compile(r"[ \t]{0,8}(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}[ \t]{1,8}-->")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100})?[ \t]{1,8}([^<>]{1,200})>")
_TAG = re.compile(r"</?[A-Za-z0-9:.]{0,40}[^<>]{0,300}>")
_LABEL = re.compile(r"(?:-[ \t]{0,4})?([^\W\d_][^:<>\n]{0,60}?)[ \t]{0,3}:[ \t]{1,8}(?=\S)")
_STOP = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s*\Z")


@dataclass(slots=True)
class _Speech:
    """What one speaker says over several cues: lines of the file, those without speech empty."""

    label: str
    start: int
    lines: list[str] = field(default_factory=list)

    def add(self, at: int, text: str) -> None:
        """Take a line's text (its number counts from 0)."""
        self.lines += [""] * (at - self.start - len(self.lines))
        if len(self.lines) > at - self.start:
            self.lines[-1] += f" {text}"
        else:
            self.lines.append(text)

    def turn(self) -> Turn:
        """Return it as a turn; who isn't named is nobody that is known."""
        speaker = Speaker(side_of_label(self.label), (self.label,)) if self.label else Speaker()
        said = "\n".join(self.lines)
        return Turn(speaker, (placed(said, self.start + 1, 0),), "caption", export=True)


def caption_turns(text: str) -> list[Turn]:
    """Return what is said in captions, the cues of one speaker that follow each other together. Linear in the length."""
    found: list[_Speech] = []
    for at, label, said in _spoken(text.split("\n")):
        before = found[-1] if found else None
        goes_on = before is not None and (
            label == before.label or (not label and not _STOP.search(before.lines[-1]))
        )
        if before is None or not goes_on:
            before = _Speech(label, at)
            found.append(before)
        before.add(at, said)
    return [speech.turn() for speech in found]


def _spoken(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Yield each piece of speech with its line (from 0) and its speaker's name, "" for none."""
    inside = False
    speaker = ""  # of the cue, for its further lines
    for at, line in enumerate(lines):
        if not line.strip():
            inside = False  # what follows may be a comment or a style
        elif _TIMING.match(line):
            inside, speaker = True, ""
        elif inside:
            for place, label, said in _of_line(at, line):
                speaker = label or speaker
                yield place, speaker, said


def _of_line(at: int, line: str) -> Iterator[tuple[int, str, str]]:
    pieces = _VOICE.split(line)
    if pieces[0].strip():
        said = _plain(pieces[0])
        label = _LABEL.match(said)
        yield at, label[1].strip() if label else "", said[label.end() :] if label else said
    for name, said in zip(pieces[1::2], pieces[2::2], strict=True):
        yield at, " ".join(entities(name).split()), _plain(said)


def _plain(text: str) -> str:
    return entities(_TAG.sub("", text)).strip()
