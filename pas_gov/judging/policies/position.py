"""The position in a YAML file of a place inside one of its texts, as an expression counts lines of its own."""

from __future__ import annotations

from pas_gov.diagnostics import Location


def position_in_file(content: bytes, start: Location, line: int | None, column: int | None) -> Location:
    """Return the place in the file of (line, column), from 1, in the text that starts at ``start``.

    Exact for plain, quoted and literal (``|``) texts; a folded one (``>``) gives its first line.
    """
    if start.line is None or start.column is None or line is None or column is None:
        return start
    lines = content.decode("utf-8-sig", errors="replace").splitlines()
    opening = lines[start.line - 1][start.column - 1 : start.column]
    if opening in ("|", ">"):
        return _in_block(lines, start, 1 if opening == ">" else line, 1 if opening == ">" else column)
    if line > 1:
        return start
    return Location(start.path, start.line, start.column + column - 1 + (opening in ("'", '"')))


def _in_block(lines: list[str], start: Location, line: int, column: int) -> Location:
    first = (start.line or 1) + 1
    text = next((one for one in lines[first - 1 :] if one.strip()), "")
    indent = len(text) - len(text.lstrip(" "))
    return Location(start.path, first + line - 1, indent + column)
