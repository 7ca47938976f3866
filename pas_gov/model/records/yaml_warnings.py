"""Warnings for valid YAML that probably isn't what its author meant: values cut by a #, typographic quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.diagnostics import Diagnostic, printable
from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.records.normal import fold
from pas_gov.model.records.yaml.parsing import Document
from pas_gov.model.records.yaml.text import location

CUT = late_pattern(r"^[^#\n]*\S (#[^\s#!][^\n]*)$", re.MULTILINE)
CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
IN_CURLY = late_pattern(f"[{CURLY}]")


def likely_mistakes(document: Document) -> Iterator[Diagnostic]:
    """Yield a warning for each value that a # cuts short, and for each that typographic quotes surround."""
    if " #" in document.text:
        yield from _cut(document)
    if not document.text.isascii() and IN_CURLY.search(document.text):
        yield from _curly(document)


def _cut(document: Document) -> Iterator[Diagnostic]:
    said = " ".join(fold(text) for _, text in _texts(document.value))
    for match in CUT.finditer(document.text):
        tail = match[1].rstrip()
        if fold(re.split("[\"']", tail)[0]) not in said:  # up to the quote that may close the text
            message = f'"{printable(tail[:60])}" is read as a comment, not as part of the value before it'
            remedy = (
                "if it belongs to the value, put the whole value in quotes; else write a blank after the #"
            )
            at = location(document.text, match.start(1), document.path)
            yield Diagnostic("yaml-cut", message, at, remedy, "warning")


def _curly(document: Document) -> Iterator[Diagnostic]:
    for pointer, text in _texts(document.value):
        if len(text) > 1 and text[0] in CURLY and text[-1] in CURLY:
            message = f"the quotes {text[0]} and {text[-1]} are part of this value"
            remedy = 'where they shouldn\'t be, write straight ones: "..."'
            yield Diagnostic("curly-quotes", message, document.locate(pointer), remedy, "warning")


def _texts(value: object) -> Iterator[tuple[str, str]]:
    """Yield each text with the JSON pointer to it."""
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        pointer, current = waiting.pop()
        if isinstance(current, str):
            yield pointer, current
        elif isinstance(current, dict):
            escaped = ((key.replace("~", "~0").replace("/", "~1"), item) for key, item in current.items())
            waiting += [(f"{pointer}/{key}", item) for key, item in escaped]
        elif isinstance(current, list):
            waiting += [(f"{pointer}/{index}", item) for index, item in enumerate(current)]
