"""A remedy as people read it: its words, and between them its commands, each whole, so that it can be copied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pas_gov.diagnostics import printable
from pas_gov.judging.verdict.remedy import shown
from pas_gov.report.layout import Style

SENTENCE_ENDS = ":;,. "


def remedy_parts(text: str, commands: Iterable[Sequence[str]]) -> list[tuple[str, bool]]:
    """Return the parts of a remedy in order, each with whether it is one of its commands."""
    wanted = sorted({shown(command) for command in commands}, key=len, reverse=True)
    if not wanted:
        return [(text, False)] if text.strip() else []
    pieces = re.split(f"({'|'.join(map(re.escape, wanted))})", text)
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece.strip()]


def remedy_lines(
    text: str, commands: Iterable[Sequence[str]], style: Style, title: str, indent: str
) -> Iterator[str]:
    """Yield a title, and behind or below it the words wrapped and each command on a line of its own, never broken."""
    first = f"{indent}{title}"
    for part, is_command in remedy_parts(text, commands):
        words = part.strip()
        if is_command:
            if first:
                yield first.rstrip()
            yield f"{indent}  {printable(words)}"
        elif words.strip(SENTENCE_ENDS):
            yield from style.wrap(words.lstrip(SENTENCE_ENDS), f"{indent}  ", first or f"{indent}  ")
        first = ""
