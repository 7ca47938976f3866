"""The text of a record while it is edited: its lines, columns and indentation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EditedText:
    """A text whose lines end with a line feed."""

    text: str

    def with_piece(self, start: int, end: int, piece: str) -> str:
        """Return the text with a piece in place of what stands between two places."""
        return f"{self.text[:start]}{piece}{self.text[end:]}"

    def after_line(self, place: int, lines: Sequence[str]) -> str:
        """Put lines after the line on which something ends."""
        end = self.line_end(place)
        body = "\n".join(lines)
        if end and self.text[end - 1] != "\n":
            return f"{self.text[:end]}\n{body}{self.text[end:]}"
        return self.with_piece(end, end, f"{body}\n")

    def line_start(self, place: int) -> int:
        """Return where the line of a place begins."""
        return self.text.rfind("\n", 0, place) + 1

    def line_end(self, place: int) -> int:
        """Return where the line after that of a place begins, or where the text ends."""
        found = self.text.find("\n", place)
        return len(self.text) if found < 0 else found + 1

    def rest_of_line(self, place: int) -> str:
        """Return what stands on the line from a place on."""
        return self.text[place : self.line_end(place)].removesuffix("\n")

    def column(self, place: int) -> int:
        """Return the column of a place, from 0."""
        return place - self.line_start(place)

    def dash_step(self) -> int:
        """Return how far list items stand to the right of their key in this text: 2 where it has none."""
        found = re.search(
            r"^( *)[^\s#\-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)- ",
            self.text,
            re.MULTILINE,
        )
        return len(found[2]) - len(found[1]) if found and len(found[2]) >= len(found[1]) else 2

    # Appending
