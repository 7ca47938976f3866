"""A file's text while it is edited: with plain line ends, but knowing those that it has, and its byte order mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pas_gov.authoring.editing.page import Splices
from pas_gov.foundation.values import dataclass

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Source:
    """A text whose lines end with a line feed; ``ends`` is how each of them ends in its file."""

    text: str
    ends: tuple[str, ...]
    marked: bool

    @property
    def content(self) -> bytes:
        """The file."""
        lines = self.text.split("\n")
        body = "".join(line + end for line, end in zip(lines, (*self.ends, ""), strict=True))
        return f"{BOM if self.marked else ''}{body}".encode("utf-8", "surrogatepass")

    def with_splices(self, splices: Splices) -> Source:
        """Return the text with splices; a line that they add ends as the one does at which it is added."""
        text, ends = self.text, self.ends
        for one in sorted(splices, key=lambda one: (one.start, one.end), reverse=True):
            first, last = text.count("\n", 0, one.start), text.count("\n", 0, one.end)
            usual = (ends[max(first - 1, 0) : first + 1] or ("\n",))[0]
            ends = (*ends[:first], *[usual] * one.piece.count("\n"), *ends[last:])
            text = f"{text[: one.start]}{one.piece}{text[one.end :]}"
        return replace(self, text=text, ends=ends)

    def with_lines_of(self, text: str) -> Source:
        """Return another order of the same lines: each ends as one of its words does here, others as most do."""
        known: dict[str, list[str]] = {}
        for line, end in zip(self.text.split("\n"), self.ends, strict=False):
            known.setdefault(line.strip(), []).append(end)
        usual = _most(self.ends)
        ends = (
            known[key].pop(0) if known.get(key := line.strip()) else usual for line in text.split("\n")[:-1]
        )
        return replace(self, text=text, ends=tuple(ends))


def source_of(content: bytes) -> Source:
    """Return a file of UTF-8 as a source."""
    text = content.decode()
    marked = text.startswith(BOM)
    *lines, last = text.removeprefix(BOM).split("\n")
    ends = tuple("\r\n" if line.endswith("\r") else "\n" for line in lines)
    return Source("\n".join([*(line.removesuffix("\r") for line in lines), last]), ends, marked)


def _most(ends: Iterable[str]) -> str:
    return Counter(ends).most_common(1)[0][0] if ends else "\n"
