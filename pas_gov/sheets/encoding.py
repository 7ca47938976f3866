"""The text of a file as spreadsheet programs write it: UTF-8, UTF-16, or Windows' own Western encoding."""

from __future__ import annotations

import codecs
import re

from pas_gov.diagnostics import Stop, printable

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
SAVE_AS = "save it as CSV UTF-8, or name its encoding: --encoding NAME"


def decoded(content: bytes, encoding: str = "") -> tuple[str, str]:
    """Return the text, and a note where the encoding was guessed.

    A mark at the start decides; then NULs at every other place (UTF-16), then valid UTF-8, else Windows-1252.
    ``encoding``, where it is given, decides alone. Stops (status 2): unknown-encoding, not-text.
    """
    if encoding:
        known = _known(encoding)
        return _strictly(content, known, NAMES.get(known, known)), ""
    for mark, name in MARKS:
        if content.startswith(mark):
            return _strictly(content.removeprefix(mark), name, f"{NAMES[name]}, though it begins so"), ""
    wide = _without_mark(content)
    if wide:
        return _strictly(content, wide, NAMES[wide]), ""
    if content.count(0):
        raise _no_text(content.index(0))
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        controls = len(CONTROLS.findall(content[:START]))
        if controls > FEW_CONTROLS and controls * MOST_CONTROLS > len(content[:START]):
            raise _no_text(error.start) from None
    note = "it isn't UTF-8, so it was read as Windows-1252; where letters look wrong: --encoding NAME"
    return _strictly(content, "cp1252", "UTF-8, nor Windows-1252"), note


CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1f]")
START = 64 * 1024  # bytes by which it is told whether this is text
FEW_CONTROLS = 5  # a text may hold, however short it is: their cells are told
MOST_CONTROLS = 50  # in text, of which at most every fiftieth character is a control


def _no_text(byte: int) -> Stop:
    message = f"this is no spreadsheet, and no text either: byte {byte + 1} is no letter of any"
    remedy = "name a file in CSV, XLSX or JSON lines; if it is CSV, its encoding: --encoding NAME"
    return Stop("not-text", message, remedy, status=2)


def _without_mark(content: bytes) -> str:
    """Return the kind of UTF-16 whose first letters these are (each has a NUL beside it), "" for none."""
    start = content[:200]
    odd, even = start[1::2].count(0), start[::2].count(0)
    if max(odd, even) * 4 < len(start) or not start:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _known(encoding: str) -> str:
    try:
        found = codecs.lookup(encoding)
        "".encode(found.name)  # what isn't about text (hex, rot13) is refused here
    except LookupError:
        message = f'there is no encoding "{printable(encoding)}"'
        raise Stop(
            "unknown-encoding", message, "such as utf-8, utf-16, cp1252, mac-roman", status=2
        ) from None
    return {"utf-8": "utf-8-sig"}.get(found.name, found.name)


def _strictly(content: bytes, name: str, called: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"the file isn't {called}: byte {error.start + 1}, in line {line}, is no text"
        raise Stop("not-text", message, SAVE_AS, status=2) from None
