"""What a page of a site is, as bytes that are read here: in UTF-8, whatever it was in."""

from __future__ import annotations

import codecs
import re

TEXTS = frozenset(("text/html", "application/xhtml+xml", "text/plain", "text/markdown", ""))
"""Kinds of contents that are read; a page without any is taken for HTML."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_SAME = frozenset(("utf-8", "utf8", "ascii", "us-ascii"))


def in_utf8(content: bytes, content_type: str) -> bytes:
    """Return a text's bytes in UTF-8: from the charset that its header names, else its first lines, else as they are."""
    found = _CHARSET.search(content_type) or _CHARSET.search(content[:2048].decode("latin-1"))
    name = found[1].lower() if found else ""
    if name and name not in _SAME and not content.startswith(codecs.BOM_UTF8):
        try:
            decoder = codecs.lookup(name)
            if decoder._is_text_encoding:  # Python's own encodings that are none (hex, zip) aren't asked
                return content.decode(name, "replace").encode()
        except (LookupError, UnicodeError):
            pass
    try:
        content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace").encode()  # what browsers take for what names no charset
    return content
