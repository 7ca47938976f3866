"""Where the links of a page lead, as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

MOST_LINKS = 2000
"""Links of one page that are told."""
MOST_PARSED = 4 * 1024 * 1024
"""Characters of a page in which links are sought."""


def page_links(html: str) -> Iterator[str]:
    """Yield where the links of a page lead, in order; those that ask not to be followed aren't told."""
    if len(html) > MOST_PARSED:
        return
    for node in LexborHTMLParser(html).css("a[href]")[:MOST_LINKS]:
        if "nofollow" not in (node.attributes.get("rel") or "").lower():
            yield node.attributes.get("href") or ""
