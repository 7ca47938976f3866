"""A sentence of a text with its place."""

from __future__ import annotations

from typing import Literal

from pas_gov.foundation.values import dataclass

CELL = " | "
"""What stands between the cells of a table's row, and between those of its header."""

UnitKind = Literal["sentence", "item", "row", "string", "turn"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, list item, table row, string of a configuration file, or turn of a transcript.

    ``path`` is the file's, ``line`` and ``end_line`` count from 1 in it; ``heading`` is the nearest above, ``lead``
    what introduces the list, or the table's header; ``text`` has its markup removed and white space folded;
    ``promise`` is the id that the text names as the one it speaks of (an explicit link), or "". ``turn`` counts the turns of
    a transcript (from 1) where several stand on that line, else it is 0.
    """

    path: str
    line: int
    end_line: int
    unit: UnitKind
    heading: str
    lead: str
    text: str
    promise: str = ""
    turn: int = 0

    @property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """The cells of a table's row as (header, cell); none where there is one only, or the header doesn't pair."""
        headers, cells = self.lead.split(CELL), self.text.split(CELL)
        return tuple(zip(headers, cells, strict=True)) if len(headers) == len(cells) > 1 else ()

    def elsewhere(self, line: int, end_line: int, turn: int) -> Sentence:
        """Return the same sentence in another place of its file."""
        return Sentence(
            self.path, line, end_line, self.unit, self.heading, self.lead, self.text, self.promise, turn
        )

    @property
    def anywhere(self) -> Sentence:
        """The sentence without its place in the file, by which nothing that it says is judged."""
        return self.elsewhere(0, 0, 0)

    @property
    def place(self) -> str:
        """The place as a reader finds it: path and line, the turn, or the paragraph where a file has no lines."""
        if self.path.lower().endswith(".docx"):
            return f"{self.path} (paragraph {self.line})"
        return f"{self.path}:{self.line}" + (f" (turn {self.turn})" if self.turn else "")
