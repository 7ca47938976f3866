"""Marks by which a line's number travels through a parser of HTML, which knows no lines itself.

A mark is one character of the private planes 15 and 16 that stands before a piece of text; the parser carries it as
it carries any other letter, whatever it does with the elements around it. They occur in no text that was read.
"""

from __future__ import annotations

import re

from pas_gov.foundation.values import dataclass

_PLANE = 65_534
_TURN = 2 * _PLANE
MARK = "[\U000f0000-\U0010ffff]"
_MARK = re.compile(MARK)
_FIRST = "\U000f0000"
_PRIVATE_REFERENCE = re.compile(
    r"&#(?:[xX]0{0,9}(?:[eEfF][0-9a-fA-F]{3}|[fF][0-9a-fA-F]{4}|10[0-9a-fA-F]{4})(?![0-9a-fA-F])"
    r"|0{0,9}(?:5[7-9]\d{3}|6[0-5]\d{3}|98\d{4}|99\d{4}|1\d{6})(?!\d));?"
)
_RUN = re.compile(
    r"(?:\n|-->|</(?:script|style|template|noscript|textarea|iframe|head|nav|svg|select|pre|blockquote)>"
    r"|<[A-Za-z/!?][^<>\n]*\n[^<>]*>)[ \t]*(?:(?:\n|-->|<[A-Za-z/!?][^<>]*>)[ \t]*)*"
)


def mark(line: int) -> str:
    """Return the mark of a line; lines repeat after 131,068, and ``Cursor`` tells which is meant."""
    number = line % _TURN
    return chr(0xF0000 + number if number < _PLANE else 0x100000 + number - _PLANE)


def marked_number(character: str) -> int:
    """Return the line of a mark, or what is left of it after 131,068."""
    code = ord(character)
    return code - 0xF0000 if code < 0x100000 else code - 0x100000 + _PLANE


def unmarked(text: str) -> str:
    """Return a text that holds none of these characters, raw or by reference; it has the same lines."""
    text = _MARK.sub("\ufffd", text)
    return _PRIVATE_REFERENCE.sub("\ufffd", text) if "&#" in text else text


def end_of(text: str) -> str:
    """Return what brings a cursor to the end of a text that isn't read: its last mark, and the lines behind it."""
    marks = _MARK.findall(text)
    last = marks[-1] if marks else ""
    return last + "\n" * text.count("\n", text.rfind(last) if last else 0)


def without_marks(text: str) -> str:
    """Return a text without the marks in it."""
    return _MARK.sub("", text)


def marked(html: str, offset: int = 0) -> str:
    """Return HTML with a mark before each text that begins a line, or that follows what may have swallowed a mark.

    ``offset`` is added to lines.

    What stands between "<" and ">" is taken for a tag: a mark that falls into an attribute, a comment or a script
    does nothing there.
    """
    out, line, at = [], offset + 1, 0
    for run in _RUN.finditer(html):
        end = run.end()
        line += html.count("\n", at, end)
        out.append(html[at:end])
        at = end
        if html[end : end + 1] not in ("", "<"):  # some text follows
            out.append(mark(line))
    first = "" if html[:1] in ("<", "\n") else mark(offset + 1)
    return f"{first}{''.join(out)}{html[at:]}"


@dataclass(slots=True)
class Cursor:
    """The line up to which a tree was read; ``last`` is the file's last, beyond which no mark is believed."""

    line: int
    last: int
    padding: int = 0  # lines put in so far: those of the whole file may be, twice

    def placed(self, raw: str) -> tuple[int, str]:
        """Return a block's line, and its text without marks: each line feed in it is one line of the file."""
        shown = raw.lstrip()
        if shown[0] >= _FIRST and _MARK.search(shown, 1) is None:
            start = self.line = self._number(shown[0])
            self.skip(shown)
            return start, shown[1:]
        return self._joined(raw)

    def skip(self, text: str) -> None:
        """Pass a text's lines."""
        self.line = min(self.line + text.count("\n"), self.last)

    def _joined(self, raw: str) -> tuple[int, str]:
        out: list[str] = []
        at, start = 0, 0
        for found in _MARK.finditer(raw):
            piece, at = raw[at : found.start()], found.end()
            target = self._number(found[0])
            if not start and (not piece or piece.isspace()):
                self.line = target
                continue
            start = start or self.line
            out.append(piece)
            self.skip(piece)
            out.append(self._gap(target))
        start = start or self.line
        out.append(raw[at:])
        self.skip(raw[at:])
        return start, "".join(out)

    def _gap(self, target: int) -> str:
        """Return the line feeds by which a text gets to a line further down."""
        gap = target - self.line
        if gap <= 0 or self.padding + gap > 2 * self.last:
            return ""
        self.line, self.padding = target, self.padding + gap
        return "\n" * gap

    def _number(self, character: str) -> int:
        """Return the line that a mark means: of those that share it, the nearest to where the walk is."""
        number = marked_number(character)
        if 2 * self.last < _TURN:
            return number if 1 <= number <= self.last else self.line
        line = number + round((self.line - number) / _TURN) * _TURN
        return line if 1 <= line <= self.last else self.line
