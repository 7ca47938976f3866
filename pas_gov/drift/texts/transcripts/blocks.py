"""Turns into passages: the organisation's own words, as text; and what was left out, and whose words nobody knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from pas_gov.drift.texts.block import Block, Passages, Problem
from pas_gov.drift.texts.html import html_passages
from pas_gov.drift.texts.markdown import markdown_passages
from pas_gov.drift.texts.transcripts.quoted import is_history, own_markup, own_words, without_reasoning
from pas_gov.drift.texts.transcripts.speakers import Speakers, visible
from pas_gov.drift.texts.transcripts.turn import Turn
from pas_gov.drift.texts.values import lines_of, without_surrogates
from pas_gov.foundation.values import dataclass

_NO_MARKUP = re.compile(r"[A-Za-z][A-Za-z0-9 .,;?!'’“”\"()/%€$£-]*\Z")
NAMELESS = "without a name"


@dataclass(slots=True)
class Told:
    """What a file's turns come to: the blocks of the organisation's side, what is left out or unread, unknown speakers.

    ``left_out`` counts private notes, output of tools, reasoning and drafts; ``unknown`` holds each speaker's name with
    the line of the first turn and how many there are.
    """

    blocks: list[Block] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    unknown: dict[str, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, passages: Passages) -> None:
        """Take what a text of the organisation's says, and what of it couldn't be read."""
        self.blocks += passages.blocks
        self.problems += passages.problems


def take(told: Told, turn: Turn, speakers: Speakers, place: Block, number: int) -> None:
    """Add a turn. ``place`` has the unit, the heading and the line of what has none of its own; ``number`` counts turns."""
    whose = speakers.whose(turn.speaker)
    if turn.apart:
        told.left_out[turn.apart] += 1
    elif whose == "unknown":
        name = next(filter(None, map(visible, turn.speaker.names)), NAMELESS)
        line, count = told.unknown.get(name, (lines_of(turn.texts[0], place.line)[0], 0))
        told.unknown[name] = (line, count + 1)
    elif whose == "ours":
        for text in turn.texts:
            first, end = lines_of(text, place.line)
            said, thoughts = without_reasoning(without_surrogates(text))
            told.left_out.update({"reasoning": thoughts} if thoughts else {})
            here = replace(place, line=first, end_line=end, promise=turn.promise, turn=number)
            told.add(turn_passages(said, turn, here))


def turn_passages(text: str, turn: Turn, place: Block) -> Passages:
    """Return what one text of a turn says, without what is quoted in it."""
    if turn.markup == "caption":
        return Passages([replace(place, text=text)])
    if turn.markup == "html":
        found = html_passages(own_markup(text), place.line - 1)
        return _in_place(replace(found, blocks=list(_before_history(found.blocks))), place)
    return string_passages(own_words(text), place)


def _before_history(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if is_history(block.text):
            return
        text = own_words(block.text)
        if text.strip():
            yield replace(block, text=text)


def string_passages(text: str, place: Block) -> Passages:
    """Return what a text says that is a string's value, read as Markdown, in the place of a block.

    Most strings have no markup; these are blocks as they are.
    """
    if _NO_MARKUP.match(text):
        return Passages([replace(place, text=text)])
    return _in_place(markdown_passages(text, place.line - 1), place)


def _in_place(found: Passages, place: Block) -> Passages:
    blocks = [_placed(block, place) for block in found.blocks]
    return Passages(blocks, problems=tuple(one._replace(line=place.line) for one in found.problems))


def _placed(block: Block, place: Block) -> Block:
    line, end = (place.line, place.end_line) if place.end_line else (block.line, 0)
    return replace(
        block, line=line, end_line=end, unit=place.unit, heading=block.heading or place.heading, turn=place.turn,
        promise=block.promise or place.promise,
    )  # fmt: skip
