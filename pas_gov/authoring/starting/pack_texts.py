"""Texts of the pack as files of a repository: the first line names the schema, line ends are those of the place."""

from __future__ import annotations

import re

from pas_gov.model.records.rulebook import TESTS_FOLDER

SCHEMAS = ".pas-gov/schemas"
MODELINE = "# yaml-language-server: $schema={up}" + SCHEMAS + "/{kind}.json\n"
FIRST_LINE = re.compile(rb"\A(\xef\xbb\xbf)?#[ \t]*yaml-language-server:[^\n]*\n")


def modeline(path: str) -> str:
    """Return the first line of a policy or of its tests, by which editors find the schema."""
    tests = path.startswith(f"{TESTS_FOLDER}/")
    return MODELINE.format(up="../../" if tests else "../", kind="policy-test" if tests else "policy")


def plain_text(content: bytes) -> bytes:
    """Return a file as the pack has it: LF, without the line that names the schema."""
    return FIRST_LINE.sub(b"", content.replace(b"\r\n", b"\n"))


def same_text(one: bytes, other: bytes) -> bool:
    """Tell whether two files say the same, but for the line that names the schema, and line ends."""
    return one == other or plain_text(one) == plain_text(other)


def placed_text(path: str, text: bytes, mine: bytes | None) -> bytes:
    """Return a text of the pack as a file: headed as the one that it replaces, and with its line ends."""
    if mine is None:
        return modeline(path).encode() + text
    head = FIRST_LINE.match(mine.replace(b"\r\n", b"\n"))
    whole = (head[0] if head else b"") + text
    return whole.replace(b"\n", b"\r\n") if b"\r\n" in mine else whole
