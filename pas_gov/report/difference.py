"""A unified difference of one file, safe for a terminal."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.report.layout import Style


def difference(
    paths: tuple[str, str], before: bytes | None, after: bytes | None, style: Style
) -> Iterator[str]:
    """Yield a unified difference of one file, at its paths before and after; None is no file."""
    earlier, later = (_split(content) for content in (before, after))
    names = (
        f"a/{printable(paths[0])}" if before is not None else "/dev/null",
        f"b/{printable(paths[1])}" if after is not None else "/dev/null",
    )
    for number, line in enumerate(difflib.unified_diff(earlier, later, *names, lineterm="", n=2)):
        yield _painted(printable(line), number, style)


def _split(content: bytes | None) -> list[str]:
    text = (content or b"").decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    return text.removesuffix("\n").split("\n") if text else []


def _painted(line: str, number: int, style: Style) -> str:
    if number < 2:
        return style.paint(line, "bold")
    colours = {"+": ("green",), "-": ("red",), "@": ("dim",)}
    return style.paint(line, *colours[line[0]]) if line[:1] in colours else line
