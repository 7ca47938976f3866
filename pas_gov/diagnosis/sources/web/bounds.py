"""How much of a site is read at most, and how politely."""

from __future__ import annotations

from pas_gov.foundation.values import dataclass

AGENT = "pas-gov"
"""The name by which a site's robots.txt knows us."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Pages, bytes and seconds of a crawl; the seconds between two requests; whether private addresses may be asked."""

    pages: int = 1000
    bytes: int = 500_000_000
    seconds: float = 1800.0
    delay: float = 0.5
    private: bool = False


USUAL = Bounds()
"""Those that nobody said otherwise."""
MOST_BYTES = 4 * 1024 * 1024
"""Bytes of one page; what is longer is left out."""
MOST_PAGE_SECONDS = 30.0
"""Seconds that one page may take."""
CONNECT_SECONDS, READ_SECONDS = 10.0, 10.0
"""Seconds until a connection stands, and between two pieces of an answer."""
MOST_REDIRECTS = 5
MOST_DELAY = 20.0
"""Seconds of a robots.txt's crawl delay that are honoured at most."""
MOST_ALIKE = 60
"""Pages whose addresses differ in figures and queries alone: a calendar without end has more."""
MOST_SAME = 5
"""Addresses of one path that give the same page, after which its other queries aren't asked."""
MOST_ADDRESS, MOST_DEPTH = 500, 12
"""Characters of an address, and parts of its path."""
MOST_QUEUED = 50_000
"""Addresses that wait to be read."""
MOST_SITEMAPS = 50
"""Sitemaps that are read."""
