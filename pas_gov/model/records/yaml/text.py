"""From bytes to text: the encoding, and the characters that a reviewer can't see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.diagnostics import INVISIBLE, Diagnostic, Location, character_name
from pas_gov.foundation.patterns import late_pattern

INVISIBLE_LIMIT = 20  # places named one by one in a file; the rest are counted
REPLACEMENT = "\ufffd"

_CLASS = f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff{INVISIBLE}]"
FORBIDDEN = late_pattern(_CLASS)  # in a value, however it was written: anything but tab and line feed
_RAW = late_pattern(f"(?!\r\n){_CLASS}")  # in a file, where a carriage return may precede a line feed
_BOMS = (
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_MARKS = tuple(mark for mark, _ in _BOMS)
_ZEROS = (("UTF-32", 4, (0, 1, 2)), ("UTF-32", 4, (1, 2, 3)), ("UTF-16", 2, (0,)), ("UTF-16", 2, (1,)))
_ESCAPE = late_pattern(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_ESCAPED = {"0": 0, "a": 7, "b": 8, "v": 11, "f": 12, "r": 13, "e": 27, "N": 0x85, "L": 0x2028, "P": 0x2029}
_CONTROLS = {
    "\x00": "NULL",
    "\x07": "BELL",
    "\x08": "BACKSPACE",
    "\x0b": "LINE TABULATION",
    "\x0c": "FORM FEED",
    "\r": "CARRIAGE RETURN without a line feed",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
    "\ufeff": "BYTE ORDER MARK",
}


def decode(content: bytes, path: str) -> str | Diagnostic:
    """Return the text of UTF-8 bytes, without one leading byte order mark, or what they are instead."""
    foreign = _foreign(content)
    if foreign:
        return _encoding(f"this file is written in {foreign}, not in UTF-8", Location(path))
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return _undecodable(content, error.start, path)


def _foreign(content: bytes) -> str | None:
    """Name UTF-16 or UTF-32, by the byte order mark or by where the zero bytes of plain letters fall."""
    if content.startswith(_MARKS):
        return next(name for mark, name in _BOMS if content.startswith(mark))
    if b"\0" not in content[:4]:
        return None
    return next((name for name, width, zeros in _ZEROS if _spaced(content, width, zeros)), None)


def _spaced(content: bytes, width: int, zeros: tuple[int, ...]) -> bool:
    head = content[: 16 * width]
    aligned = len(content) % width == 0
    return aligned and all((byte == 0) == (number % width in zeros) for number, byte in enumerate(head))


def _undecodable(content: bytes, start: int, path: str) -> Diagnostic:
    before = content[:start].decode("utf-8").removeprefix("\ufeff")
    byte = content[start : start + 1]
    guess = byte.decode("cp1252", "ignore")
    hint = f' (in Windows-1252 it would be "{guess}")' if guess.isprintable() and guess else ""
    return _encoding(f"the byte 0x{byte.hex().upper()} here isn't UTF-8{hint}", location(before, start, path))


def _encoding(message: str, where: Location) -> Diagnostic:
    remedy = 'Save the file as UTF-8: most editors offer it under "Save with encoding".'
    return Diagnostic("encoding", message, where, remedy)


def location(text: str, index: int, path: str) -> Location:
    """Turn a character's number in the text (0 is the first; past the end is the end) into its place."""
    line_start = text.rfind("\n", 0, index) + 1
    return Location(path, text.count("\n", 0, index) + 1, min(index, len(text)) - line_start + 1)


def is_clean(text: str) -> bool:
    """Return whether the text is free of forbidden characters (the quick answer for nearly every file)."""
    if (
        text.isascii() and text.replace("\n", " ").isprintable()
    ):  # Hangul fillers and the like count as printable
        return True
    return FORBIDDEN.search(text.replace("\r\n", "\n") if "\r" in text else text) is None


def invisible_characters(text: str, path: str) -> list[Diagnostic]:
    """Report every forbidden character that stands in the file itself, comments included."""
    found = [match.start() for match in _RAW.finditer(text)]
    return report(text, path, [(index, text[index]) for index in found], "stands here and can't be seen")


def escapes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the escapes of a double-quoted scalar by place and code point (32 for harmless named ones)."""
    for match in _ESCAPE.finditer(text, start, end):
        number = match[1] or match[2] or match[3]
        yield match.start(), int(number, 16) if number else _ESCAPED.get(match[4], 32)


def report(text: str, path: str, found: list[tuple[int, str]], fact: str) -> list[Diagnostic]:
    """Report characters at their places: the first ones each by name, the others by their number."""
    shown = [_forbidden(name(each), fact, location(text, at, path)) for at, each in found[:INVISIBLE_LIMIT]]
    if len(found) > INVISIBLE_LIMIT:
        at = location(text, found[INVISIBLE_LIMIT][0], path)
        shown.append(_forbidden("and", f"{len(found) - INVISIBLE_LIMIT} more from here on", at))
    return shown


def _forbidden(what: str, fact: str, where: Location) -> Diagnostic:
    remedy = "Remove it: such characters can hide or reorder text, so no file here may hold one."
    return Diagnostic("invisible-character", f"{what} {fact}", where, remedy)


def name(character: str) -> str:
    """Return ``U+0000 NULL``: the code point and, where people have a name for it, the name."""
    kind = "control character" if character < "\xa0" else "half of a surrogate pair, not a character"
    known = _CONTROLS.get(character)
    if known is None and " " in character_name(character):
        return character_name(character)
    if known is None and character in "\ufffe\uffff":
        kind = "not a character"
    return f"U+{ord(character):04X} {known or kind}"


def with_replacements(text: str) -> str:
    """Put a harmless sign in the place of each forbidden character, so that reading can go on."""
    return _RAW.sub(REPLACEMENT, text)
