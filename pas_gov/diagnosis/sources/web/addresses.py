"""Addresses of a site: made absolute, in one spelling, told apart from other sites', and named as paths."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from pas_gov.diagnosis.sources.web.bounds import MOST_ADDRESS, MOST_DEPTH

_TRACKING = re.compile(r"utm_\w+|gclid|fbclid|mc_[ce]id|ref|sessionid|phpsessid|sid", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE = "/:@!$&'()*+,;=~-._%"
NO_TEXT = frozenset(
    "png jpg jpeg gif svg webp ico css js mjs json map woff woff2 ttf otf eot mp3 mp4 webm mov avi zip gz tgz bz2 7z rar exe dmg pkg deb rpm "
    "iso pdf doc docx xls xlsx ppt pptx csv xml rss atom".split()
)
"""Endings of what isn't asked for: it is no page."""
_PAGES = frozenset(("html", "htm", "xhtml", "md", "txt", "markdown"))


def is_address(given: str) -> bool:
    """Say whether a source is named by an address."""
    return given.lower().startswith(("http://", "https://"))


def joined(base: str, link: str) -> str:
    """Return a link of a page as an address in one spelling, "" where it is none of HTTP's or isn't well formed."""
    try:
        parts = urlsplit(urljoin(base, link.strip()))
        port = parts.port
    except ValueError:
        return ""
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower().rstrip(".")
    if scheme not in _DEFAULT_PORTS or not host or parts.username is not None:
        return ""
    place = f"[{host}]" if ":" in host else host
    if port and port != _DEFAULT_PORTS[scheme]:
        place = f"{place}:{port}"
    path = quote(unquote(parts.path), safe=_SAFE.replace("%", "")) or "/"
    query = urlencode(
        sorted(
            pair
            for pair in parse_qsl(parts.query, keep_blank_values=True)[:20]
            if not _TRACKING.fullmatch(pair[0])
        )
    )
    return urlunsplit((scheme, place, path, query, ""))


def site_of(url: str) -> str:
    """Return the site of an address: its host without "www.", and its port where that isn't the usual one."""
    parts = urlsplit(url)
    return parts.netloc.lower().removeprefix("www.")


def is_page(url: str) -> bool:
    """Say whether an address may be a page: not too long, not too deep, no folder within itself again, no picture."""
    parts = urlsplit(url)
    folders = [part for part in parts.path.split("/") if part]
    if len(url) > MOST_ADDRESS or len(folders) > MOST_DEPTH:
        return False
    if any(folders.count(part) > 2 for part in set(folders)):
        return False
    return parts.path.rpartition(".")[2].lower() not in NO_TEXT


def pattern(url: str) -> str:
    """Return what addresses have in common that differ in figures and queries alone."""
    parts = urlsplit(url)
    names = ",".join(sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}))
    return f"{re.sub('[0-9]+', '0', parts.path)}?{names}"


def path_of(url: str, kind: str) -> str:
    """Return an address as a path with the ending by which its content (of a kind) is read."""
    parts = urlsplit(url)
    path = unquote(parts.path).strip("/") or "index"
    if parts.path.endswith("/") and parts.path != "/":
        path = f"{path}/index"
    if parts.query:
        path = f"{path}?{parts.query}"
    wanted = {"text/plain": "txt", "text/markdown": "md"}.get(kind, "html")
    has = path.rpartition(".")[2].lower()
    return path if has in _PAGES and wanted in ("html", has) and has != "txt" else f"{path}.{wanted}"
