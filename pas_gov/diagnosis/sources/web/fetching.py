"""One address asked for: its answer within bounds, or why there is none."""

from __future__ import annotations

import time
import zlib
from typing import Any

import urllib3

from pas_gov.diagnosis.sources.web.addresses import joined
from pas_gov.diagnosis.sources.web.bounds import AGENT, MOST_BYTES, MOST_PAGE_SECONDS
from pas_gov.diagnosis.sources.web.guarded_http import PrivateAddress
from pas_gov.foundation.values import dataclass

_HEADERS = {
    "User-Agent": f"{AGENT} (+https://pypi.org/project/pas-gov)",
    "Accept": "text/html,text/plain,text/markdown,application/xhtml+xml,application/xml;q=0.5",
    "Accept-Encoding": "gzip",
}
_PIECE = 64 * 1024
_REDIRECTS = frozenset((301, 302, 303, 307, 308))


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave: its status (0: no answer), headers in lower case, content; ``leads`` where it redirects to.

    ``why`` says what went wrong, "" for nothing.
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes = b""
    leads: str = ""
    why: str = ""

    def header(self, name: str) -> str:
        """Return a header's value, "" where there is none."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def kind(self) -> str:
        """The content's type, without its parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()


def answer_of(client: Any, url: str, most: int = MOST_BYTES) -> Answer:
    """Ask for an address and return what it gives; redirects aren't followed. Never raises for what a site does."""
    began = time.monotonic()
    response = None
    try:
        response = client.request(
            "GET", url, headers=_HEADERS, redirect=False, preload_content=False, decode_content=False
        )
        headers = tuple((str(name).lower(), str(value)) for name, value in response.headers.items())
        if response.status in _REDIRECTS:
            return Answer(
                url, response.status, headers, leads=joined(url, response.headers.get("location") or "")
            )
        content, why = _content(response, most, began)
        return Answer(url, response.status, headers, content, why=why)
    except PrivateAddress as error:
        return Answer(url, 0, why=f"{error}: it isn't asked")
    except (urllib3.exceptions.HTTPError, OSError, ValueError, UnicodeError) as error:
        return Answer(url, 0, why=f"it doesn't answer ({_told(error)})")
    finally:
        if response is not None:
            response.close()


def _told(error: Exception) -> str:
    inner = error.__cause__ or error
    if isinstance(inner, PrivateAddress):
        return str(inner)
    name = type(error).__name__
    return {
        "ReadTimeoutError": "it is too slow",
        "ConnectTimeoutError": "it is too slow",
        "SSLError": "its certificate isn't right",
    }.get(name, name)


def _content(response: Any, most: int, began: float) -> tuple[bytes, str]:
    """Return what an answer holds, decoded, and why it is left out: too long, too slow, encoded as nobody asked."""
    encoding = (response.headers.get("content-encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        return b"", f"it is encoded as {encoding[:20]}, which wasn't asked for"
    unzip = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16) if "gzip" in encoding else None
    found = bytearray()
    for piece in response.stream(_PIECE, decode_content=False):
        try:
            found += unzip.decompress(piece, most + 1 - len(found)) if unzip else piece
        except zlib.error:
            return b"", "it says that it is compressed, and isn't"
        if len(found) > most:
            return b"", f"it has more than {most:,} bytes"
        if time.monotonic() - began > MOST_PAGE_SECONDS:
            return b"", f"it takes more than {MOST_PAGE_SECONDS:.0f} seconds"
    return bytes(found), ""
