"""What a page says of itself to search engines and to whoever is shown a link to it: a sentence of its head."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from pas_gov.drift.texts.block import Block

MAX_HEAD = 64 * 1024
"""Characters of a page in which its head is sought."""
_DESCRIBED = re.compile(r"<meta\s[^<>]{0,1000}description", re.IGNORECASE)
_END = re.compile(r"</head\b|<body\b", re.IGNORECASE)


def page_description(html: str) -> tuple[Block, ...]:
    """Return the page's description as one block, at the line where it begins; nothing where it has none.

    Its title, and what only stands in for a picture (alt) or appears under a pointer (title), are no sentences.
    """
    end = _END.search(html, 0, MAX_HEAD)
    head = html[: end.start() if end else MAX_HEAD]
    if _DESCRIBED.search(head) is None:
        return ()
    found = LexborHTMLParser(head).css_first('meta[name="description" i]')
    said = " ".join((found.attributes.get("content") or "").split()) if found else ""
    if not said:
        return ()
    at = max(_place(head, said), 0)
    line = head.count("\n", 0, at) + 1
    return (Block(line, "sentence", said, end_line=line),)


def _place(head: str, said: str) -> int:
    """Return where the description begins: its first words, else the tag that may hold it."""
    first = " ".join(said.split(" ")[:3])
    at = head.find(first)
    return at if at >= 0 else head.lower().find("description")
