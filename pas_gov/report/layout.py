"""Text for terminals: wrapped to a width, escaped, and coloured only where that is wanted."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from pas_gov.diagnostics import log_safe, printable
from pas_gov.foundation.values import dataclass

Pictures = Literal["blocks", "ascii", "none"]
CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34"}


@dataclass(frozen=True, slots=True)
class Style:
    """How text is laid out: the width in columns, whether colours are wanted, and what pictures are made of."""

    width: int = 80
    colour: bool = False
    pictures: Pictures = "none"

    def paint(self, text: str, *names: str) -> str:
        """Return the text in the named colours, or as it is."""
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(CODES[name] for name in names)}m{text}\x1b[0m"

    def paint_lines(self, lines: Iterable[str], *names: str) -> list[str]:
        """Return each line in the named colours, or as it is."""
        return [self.paint(line, *names) for line in lines]

    def narrower(self, columns: int) -> Style:
        """Return the style for lines that will be indented by so many columns."""
        return replace(self, width=max(self.width - columns, 40))

    def column(self, text: str, width: int) -> list[str]:
        """Return safe lines of at most so many characters, for a column of a table; long words are broken."""
        return textwrap.wrap(printable(" ".join(text.split())), width=width, break_on_hyphens=False)

    def wrap(
        self, text: str, indent: str = "", first: str | None = None, *, words_whole: bool = True
    ) -> list[str]:
        """Return safe lines of the text, indented; paths and ids are never broken, but on request long words are."""
        plain, width = printable(" ".join(text.split())), max(self.width, 40)
        begun = indent if first is None else first
        lines = _filled(plain, width, begun, indent)
        if words_whole or all(len(line) <= width for line in lines):
            return lines
        return textwrap.wrap(
            plain, width=width, initial_indent=begun, subsequent_indent=indent, break_on_hyphens=False
        )


def _filled(text: str, width: int, first: str, others: str) -> list[str]:
    """Return words that single blanks part, in lines: as textwrap does, whose chunks took a third of a long report."""
    lines, begun, start = [], first, 0
    while start < len(text):
        end = start + max(width - len(begun), 0)
        cut = text.rfind(" ", start, end + 1) if end < len(text) else len(text)
        if cut < 0:  # a word that is longer than the line
            cut = text.find(" ", start)
        cut = len(text) if cut < 0 else cut
        lines.append(begun + text[start:cut])
        begun, start = others, cut + 1
    return lines


def text_page(lines: Iterable[str]) -> str:
    """Return lines as a page that a log which it is printed into takes for text."""
    return log_safe("\n".join(lines) + "\n")


def headed(word: str, colour: str, lines: Sequence[str], style: Style) -> list[str]:
    """Return lines that begin with a word, the word in bold and in a colour, two blanks after it."""
    first, *others = lines
    return [style.paint(word, "bold", colour) + first[len(word) :].replace(" ", "  ", 1), *others]


def count(number: int, one: str, many: str = "") -> str:
    """Return ``1 finding`` or ``3 findings``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def joined(names: Iterable[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def capitalised(text: str) -> str:
    """Return a clause as a sentence begins."""
    return text[:1].upper() + text[1:]


def clipped(text: str, longest: int) -> str:
    """Return a text of at most so many characters and, where it is cut, how many are left out."""
    return text if len(text) <= longest else f"{text[:longest]}... ({len(text) - longest} characters more)"
