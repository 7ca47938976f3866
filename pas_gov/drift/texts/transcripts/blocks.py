"""Turns into blocks: the organisation's own words, as text; and what was left out, and whose words nobody knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pas_gov.drift.texts.block import Block
from pas_gov.drift.texts.html import blocks as html_blocks
from pas_gov.drift.texts.markdown import blocks as markdown_blocks
from pas_gov.drift.texts.transcripts.quoted import is_history, own_markup, own_words, without_reasoning
from pas_gov.drift.texts.transcripts.speakers import Speakers, visible
from pas_gov.drift.texts.transcripts.turn import Turn
from pas_gov.drift.texts.values import lines_of, without_surrogates

_NO_MARKUP = re.compile(r"[A-Za-z][A-Za-z0-9 .,;?!'’“”\"()/%€$£-]*\Z")
NAMELESS = "without a name"


@dataclass(slots=True)
class Told:
    """What a file's turns come to: the blocks of the organisation's side, what is left out, and unknown speakers.

    ``left_out`` counts private notes, output of tools, reasoning and drafts; ``unknown`` holds each speaker's name with
    the line of the first turn and how many there are.
    """

    blocks: list[Block] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    unknown: dict[str, tuple[int, int]] = field(default_factory=dict)
    turns: int = 0


def take(told: Told, turn: Turn, speakers: Speakers, place: Block, number: int) -> None:
    """Add a turn. ``place`` has the unit, the heading and the line of what has none of its own; ``number`` counts turns."""
    told.turns += 1
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
            told.blocks += turn_blocks(said, turn, here)


def turn_blocks(text: str, turn: Turn, place: Block) -> Iterable[Block]:
    """Return the blocks of one text of a turn, without what is quoted in it."""
    if turn.markup == "caption":
        return [replace(place, text=text)]
    if turn.markup == "html":
        return _in_place(_before_history(html_blocks(own_markup(text), place.line - 1)), place)
    return string_blocks(own_words(text), place)


def _before_history(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if is_history(block.text):
            return
        text = own_words(block.text)
        if text.strip():
            yield replace(block, text=text)


def string_blocks(text: str, place: Block) -> Iterator[Block]:
    """Yield the blocks of a text that is a string's value, read as Markdown, in the place of a block.

    Most strings have no markup; these are blocks as they are.
    """
    if _NO_MARKUP.match(text):
        return iter((replace(place, text=text),))
    return _in_place(markdown_blocks(text, place.line - 1), place)


def _in_place(blocks: Iterable[Block], place: Block) -> Iterator[Block]:
    for block in blocks:
        line, end = (place.line, place.end_line) if place.end_line else (block.line, 0)
        yield replace(
            block, line=line, end_line=end, unit=place.unit, heading=block.heading or place.heading, turn=place.turn,
            promise=block.promise or place.promise,
        )  # fmt: skip
