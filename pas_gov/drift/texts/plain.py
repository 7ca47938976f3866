"""Plain text into blocks: paragraphs, which blank lines divide, items and what is quoted; and lines that are too long."""

from __future__ import annotations

import re
from itertools import pairwise

from pas_gov.drift.texts.block import LEFT_OUT, Block, Passages, Problem, counted

MAX_LINE = 100_000
"""Characters of a line of prose beyond which it is left out; JSON and HTML may stand on one line."""

_BULLET = re.compile(r"\n?[ \t]*(?:[-*•–]|\d{1,3}[.)])[ \t]")
_PART = re.compile(r"\n[ \t]*(?:(?=\n)|(?:[-*•–]|\d{1,3}[.)])[ \t])")
_QUOTED = re.compile(r"^[ \t]{0,3}>[^\n]*(?:\n[ \t]{0,3}>[^\n]*)*", re.MULTILINE)
_MAY_QUOTE = re.compile(r"\n[ \t]*>")


def plain_passages(text: str) -> Passages:
    """Return paragraphs and items, and how much is quoted: a line that starts with a bullet starts an item, one with ">" quotes."""
    quoted = 0
    if _MAY_QUOTE.search(f"\n{text}"):
        text, quoted = _QUOTED.subn(lambda match: "\n" * match[0].count("\n"), text)
    blocks, line = [], 1
    starts = [0, *(match.start() for match in _PART.finditer(text)), len(text)]
    for part in (text[start:end] for start, end in pairwise(starts)):
        blocks.append(Block(line, "item" if _BULLET.match(part) else "sentence", part))
        line += part.count("\n")
    return Passages(blocks, {LEFT_OUT["quoted"]: quoted} if quoted else {})


def short_lines(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a text with the lines that are too long emptied, and these named."""
    if len(text) <= MAX_LINE:
        return text, ()
    lines = text.split("\n")
    long = [number for number, line in enumerate(lines) if len(line) > MAX_LINE]
    for number in long:
        lines[number] = ""
    fact = f"this line has more than {MAX_LINE:,} characters and isn't read"
    return "\n".join(lines), counted([Problem(number + 1, "line-too-long", fact) for number in long])
