"""The sentences of a text that another version of it doesn't have, read from the paragraphs that changed alone."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from pas_gov.drift.texts.readers import ending
from pas_gov.drift.texts.reading import sentences
from pas_gov.drift.texts.sentence import Sentence

BY_PARAGRAPH = frozenset((".md", ".markdown", ".mdx", ".txt"))
"""Endings of the formats whose paragraphs can be read by themselves."""
MOST_LINES = 20_000
"""Lines of a text beyond which it is read whole."""
_FENCES = (b"```", b"~~~")


def changed_sentences(
    path: str, before: bytes, next_path: str, after: bytes
) -> tuple[list[Sentence], list[Sentence]]:
    """Return the sentences that only the version before has, and those that only the one after has, in order."""
    mine, theirs = _read(path, before, next_path, after)
    said, now = {one.text for one in mine}, {one.text for one in theirs}
    return [one for one in mine if one.text not in now], [one for one in theirs if one.text not in said]


def _read(
    path: str, before: bytes, next_path: str, after: bytes
) -> tuple[Sequence[Sentence], Sequence[Sentence]]:
    first, second = before.split(b"\n"), after.split(b"\n")
    whole = {ending(path), ending(next_path)} - BY_PARAGRAPH or max(len(first), len(second)) > MOST_LINES
    if not whole and before and after:
        ours, others = _changed_lines(first, second)
        before, after = _only(first, ours), _only(second, others)
    return sentences(path, before).sentences, sentences(next_path, after).sentences


def _changed_lines(first: list[bytes], second: list[bytes]) -> tuple[set[int], set[int]]:
    """Return the numbers of the lines, from 0, that one version has and the other hasn't, in either."""
    start = _common(first, second)
    end = _common(first[start:][::-1], second[start:][::-1])
    mine, theirs = first[start : len(first) - end], second[start : len(second) - end]
    ours, others = set[int](), set[int]()
    for tag, begin, stop, other, last in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            ours.update(range(start + begin, start + stop))
            others.update(range(start + other, start + last))
    return ours, others


def _common(first: list[bytes], second: list[bytes]) -> int:
    return next(
        (at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other),
        min(len(first), len(second)),
    )


def _only(lines: list[bytes], wanted: set[int]) -> bytes:
    """Return a text whose lines are empty but for the paragraphs of those wanted, the headings, and fences of code."""
    kept = set[int]()
    for number in sorted(wanted):
        if number in kept or number >= len(lines):
            continue
        kept.update(_paragraph(lines, number))
    return b"\n".join(
        line if number in kept or line.startswith((b"#", *_FENCES)) else b""
        for number, line in enumerate(lines)
    )


def _paragraph(lines: list[bytes], number: int) -> range:
    start = end = number
    while start > 0 and lines[start - 1].strip():
        start -= 1
    while end + 1 < len(lines) and lines[end + 1].strip():
        end += 1
    return range(start, end + 1)
