"""The text of a record while it is edited: its tree, its lines, and which comments belong to which of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pas_gov.authoring.editing.nodes import Entry, Spot, Tree, parsed_tree
from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Splice:
    """A piece that takes the place of what stands between two places of a text."""

    start: int
    end: int
    piece: str


Splices = Sequence[Splice]  # in any order; they don't overlap


@dataclass(frozen=True, slots=True)
class Page:
    """A text whose lines end with a line feed, and its tree.

    A comment on a line of its own belongs to what follows directly below it; one that is indented further than an
    entry, below it, to that entry; one behind something to that line.
    """

    text: str
    tree: Tree

    @property
    def top(self) -> Spot:
        """The topmost mapping."""
        return self.tree.top

    def line_start(self, place: int) -> int:
        """Return where the line of a place begins."""
        return self.text.rfind("\n", 0, place) + 1

    def line_end(self, place: int) -> int:
        """Return where the line after that of a place begins, or where the text ends."""
        found = self.text.find("\n", place)
        return len(self.text) if found < 0 else found + 1

    def column(self, place: int) -> int:
        """Return the column of a place, from 0."""
        return place - self.line_start(place)

    def begins_line(self, place: int) -> bool:
        """Tell whether nothing stands on the line before a place."""
        return not self.text[self.line_start(place) : place].strip()

    def ends_line(self, place: int) -> bool:
        """Tell whether nothing but a comment stands on the line after a place."""
        rest = self.text[place : self.line_end(place)].strip()
        return not rest or rest.startswith("#")

    def has_comment(self, start: int, end: int) -> bool:
        """Tell whether a comment begins between two places."""
        return bool(self.comments(start, end))

    def comments(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return where the comments that begin between two places begin and end."""
        every = self.tree.comments
        return every[bisect_left(every, (start, 0)) : bisect_left(every, (end, 0))]

    def before_blanks(self, place: int) -> int:
        """Return where the blanks before a place begin, on its line."""
        start = self.line_start(place)
        return start + len(self.text[start:place].rstrip(" \t"))

    def above(self, place: int, floor: int) -> int:
        """Return where the lines of comments begin that stand directly above the line of a place, not before floor."""
        start = self.line_start(place)
        while (
            start > floor and self._comment_line(earlier := self.line_start(start - 1)) and earlier >= floor
        ):
            start = earlier
        return start

    def below(self, entry: Entry) -> int:
        """Return where the lines of an entry of a block end, with the comments below it that are indented further."""
        column, place = self.column(entry.start), self.line_end(entry.end)
        end = place
        while place < len(self.text):
            line = self.text[place : self.line_end(place)]
            if line.strip() and (
                not self._comment_line(place) or len(line) - len(line.lstrip(" ")) <= column
            ):
                break
            place += len(line)
            end = place if line.strip() else end
        return end

    def _comment_line(self, start: int) -> bool:
        return self.text[start : self.line_end(start)].lstrip().startswith("#")

    def dash_step(self) -> int:
        """Return how far list items stand to the right of their key in this text: 2 where it has none."""
        found = re.search(
            r"^( *)[^\s#\-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)- ",
            self.text,
            re.MULTILINE,
        )
        return len(found[2]) - len(found[1]) if found and len(found[2]) >= len(found[1]) else 2


def page_of(text: str) -> Page:
    """Return a text that is strict YAML with its tree."""
    return Page(text, parsed_tree(text))


def lines_put(page: Page, place: int, lines: Sequence[str]) -> Splice:
    """Return the splice that puts lines where a line begins, or at the end of the text."""
    body = "\n".join(lines)
    unended = place and page.text[place - 1] != "\n"
    return Splice(place, place, f"\n{body}\n" if unended else f"{body}\n")


def last_scalar_kept(page: Page) -> list[Splice]:
    """Return what keeps a block scalar that ends the text without a line feed as it is, when one follows."""
    if page.text.endswith("\n"):
        return []
    last = page.top
    while last.entries:
        last = last.entries[-1].value
    if last.style not in ("|", ">") or last.end < len(page.text.rstrip()):
        return []
    header = page.text[last.start : page.line_end(last.start)].partition("#")[0]
    if "-" in header:
        return []
    kept = header.find("+")
    place = last.start + max(kept, 1)
    return [Splice(place, place + (kept > 0), "-")]
