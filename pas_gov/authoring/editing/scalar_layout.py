"""The layout of texts: block scalars moved to another column, folded ones indented anew, quotes alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

HEADER = re.compile(
    r"(?P<style>[|>])(?P<digit>[1-9])?(?P<keep>[-+]?)(?P<later>[1-9])?(?P<gap>[ \t]*)(?P<comment>.*)"
)


def without_trailing_blanks(line: str) -> str:
    """Return a line without the blanks at its end, but for one that a backslash makes part of a text."""
    return re.sub(r"(?<!\\)[ \t]+\Z", "", line)


def folded_lines(raw: str, style: str, column: int) -> list[str]:
    """Return the lines of a scalar that is plain or quoted; further lines stand at a column."""
    first, *others = raw.split("\n")
    if others:
        further = (without_trailing_blanks(line).lstrip(" \t") for line in others)
        return [without_trailing_blanks(first), *(" " * column + line if line else "" for line in further)]
    if style == "'" and not re.search(r'["\\]', raw) and "''" not in raw:
        return [f'"{raw[1:-1]}"']
    return [raw]


def block_scalar_lines(raw: str, parent: int, column: int) -> list[str]:
    """Return the lines of a block scalar whose entry begins in the column ``parent``, with its text at ``column``."""
    header, *lines = raw.split("\n")
    found = HEADER.match(header)
    assert found is not None  # noqa: S101  (every block scalar begins so)
    digit = found["digit"] or found["later"]
    present = parent + int(digit) if digit else _indent(lines)
    text = [line[present:] for line in lines]
    told = "2" if digit and _needs_digit(text) else ""
    comment = _comment(found["gap"], found["comment"])
    return [
        f"{found['style']}{told}{found['keep']}{comment}",
        *(" " * column + line if line else "" for line in text),
    ]


def _indent(lines: Sequence[str]) -> int:
    return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)


def _needs_digit(text: Sequence[str]) -> bool:
    """Tell whether the first line with words would be read as the indentation, though it begins with a blank."""
    return next((line[0] == " " for line in text if line), False)


def _comment(gap: str, comment: str) -> str:
    if not comment:
        return ""
    return f"{gap}{comment}".rstrip() if gap and "\t" not in gap else f"  {comment}".rstrip()
