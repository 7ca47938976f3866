"""What is wrong, where, and what to do about it: the one shape in which every room reports a problem."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal

from pas_gov.foundation.patterns import late_pattern
from pas_gov.foundation.values import dataclass

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file. Lines and columns count from 1, columns in characters; unknown ones are None."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """``path``, ``path:line`` or ``path:line:column``, escaped for a terminal."""
        known = [str(number) for number in (self.line, self.column) if number is not None]
        return ":".join([printable(self.path), *known])

    def sort_key(self) -> tuple[str, int, int]:
        """Order by path, then line, then column; unknown positions come first."""
        return (self.path, self.line or 0, self.column or 0)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: a stable code, the fact in plain words, the remedy, and where it is."""

    code: str
    message: str
    location: Location
    remedy: str = ""
    severity: Severity = "error"

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by place, then code and message, so that the same problems always print alike."""
        return (*self.location.sort_key(), self.code, self.message)


Row = list[Any]  # a diagnostic as JSON data, without its path


def diagnostic_row(one: Diagnostic) -> Row:
    """Return a diagnostic as JSON data, for a cache; ``diagnostic_from_row`` is the inverse, given its path."""
    return [one.code, one.message, one.remedy, one.severity, one.location.line, one.location.column]


def diagnostic_from_row(row: Row, path: str = "") -> Diagnostic:
    """Read a diagnostic back from what ``diagnostic_row`` gave."""
    code, message, remedy, severity, line, column = row
    return Diagnostic(code, message, Location(path, line, column), remedy, severity)


class Stop(Exception):
    """The one exception that ends a run: nothing can be judged, or the call was wrong.

    ``status`` is the process's exit status: 2 for wrong usage, 3 for no verdict. ``problems`` are all that the
    message speaks of, where it can only name some.
    """

    def __init__(
        self,
        code: str,
        message: str,
        remedy: str = "",
        *,
        status: Literal[2, 3] = 3,
        problems: Iterable[Diagnostic] = (),
    ) -> None:
        """Take a stable code for machines, the fact and the remedy for people."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy
        self.status = status
        self.problems = tuple(problems)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place and drop exact repetitions."""
    found = set(diagnostics)
    return tuple(sorted(found, key=Diagnostic.sort_key)) if found else ()


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice most like the word, or None where nothing is near enough to suggest."""
    import difflib

    found = difflib.get_close_matches(word.casefold(), dict.fromkeys(choices), n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return ``did you mean "x"?`` for the nearest choice, else the list of a few, else nothing."""
    known = sorted(choices)
    near = nearest(word, known)
    if near is not None:
        return f'did you mean "{near}"?'
    return f"known here: {', '.join(known)}" if known else ""


# Bidirectional, zero-width and invisible characters, line separators, tags: what a reviewer can't see
# (the list is HOSTILE.md section 2). C0 and C1 controls and surrogates are added by UNPRINTABLE.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)
UNPRINTABLE = late_pattern(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff{INVISIBLE}]")


LONGEST = 10_000  # bytes of one message, in every format


def bounded(text: str) -> str:
    """Return a text of at most LONGEST bytes; where it is cut, that is said."""
    whole = text.encode("utf-8", "surrogatepass")
    if len(whole) <= LONGEST:
        return text
    kept = whole[: LONGEST - 60].decode("utf-8", "ignore")
    return f"{kept}... ({len(text) - len(kept)} characters more)"


def printable(text: str) -> str:
    r"""Escape what a terminal would obey or hide (controls, bidi, zero-width) as ``\\x1b`` or ``\\u202e``."""
    if text.isascii() and text.isprintable():  # nearly every text, told at a tenth of the price
        return text
    return UNPRINTABLE.sub(lambda match: _escaped(match.group()), text)


def pasted(word: str) -> str:
    """Return a path, a ref or an id as one word of a command that can be pasted: it came with somebody's files."""
    import shlex

    return shlex.quote(printable(word))


def log_safe(text: str) -> str:
    """Return text that a runner's log takes for text: ``::command::`` at a line's start and ``##word[`` are broken.

    GitHub's runner obeys the first, and ``##[`` anywhere; Azure's agent ``##[`` and ``##vso[``.
    """
    if "::" in text:
        text = re.sub(r"^([^\S\n]*):(?=:)", r"\1: ", text, flags=re.MULTILINE)
    return hashes_apart(text, "# #") if "##" in text else text


def hashes_apart(text: str, instead: str) -> str:
    """Return text with something in place of the two signs that begin a command of GitHub's or Azure's logs."""
    return re.sub(r"##(?=\w*\[)", lambda _: instead, text)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def character_name(character: str) -> str:
    """Return ``U+202E RIGHT-TO-LEFT OVERRIDE``, or the number alone where Unicode has no name."""
    import unicodedata

    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


def caret(text: str, location: Location) -> str:
    """Return the line at the location with a caret below its column, or nothing where it is unknown."""
    if location.line is None or location.column is None:
        return ""
    lines = text.split("\n")
    if location.line > len(lines):
        return ""
    before = lines[location.line - 1][: location.column - 1]
    shown = printable(lines[location.line - 1].rstrip("\r"))
    return f"{shown}\n{' ' * len(printable(before))}^"
