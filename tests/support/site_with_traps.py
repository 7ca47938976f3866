"""A site on the loopback address as crawls meet them: a calendar without end, broken and slow pages, redirects, bombs."""

from __future__ import annotations

import gzip
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PROMISE = "We answer every ticket within two hours."
PAGES = {
    "/": "<h1>Acme</h1><p>Welcome to Acme, the calm help desk.</p>"
    '<a href="/pricing">Prices</a> <a href="/help/">Help</a> <a href="/calendar?month=1">Calendar</a> '
    '<a href="/secret/plans">Plans</a> <a href="http://elsewhere.example/">Friends</a> <a href="/away">Away</a> '
    '<a href="/inside">Inside</a> <a href="/huge">Huge</a> <a href="/bomb">Bomb</a> <a href="/broken">Broken</a> '
    '<a href="/gone">Gone</a> <a href="/latin">Latin</a> <a href="/loop">Loop</a> <a href="/moved">Moved</a> '
    '<a href="/list?sort=a">List</a> <a href="/photo.png">Photo</a> <a href="javascript:alert(1)">Script</a> '
    '<a href="/hostile">Hostile</a> <a href="/private" rel="nofollow">Login</a> <a href="//user:x@[bad">Bad</a>',
    "/pricing": f"<h1>Prices</h1><p>{PROMISE}</p><script>document.write('We answer within one minute.')</script>",
    "/help/": "<h1>Help</h1><p>You will get a reply to your ticket within one business day.</p>",
    "/secret/plans": "<p>We will answer every ticket within five minutes.</p>",
    "/new": "<p>This page was moved, and it is here now.</p>",
    "/hostile": "<p>We promise \u202e to answer \x1b[31m ::error::x within two hours ##[group] always.</p>",
    "/only-in-sitemap": "<p>We keep backups for 35 days.</p>",
}


BOMB = gzip.compress(b"\0" * 50_000_000, 9)


class Handler(BaseHTTPRequestHandler):
    """Answers as the site does, and counts what it is asked for."""

    asked: Counter[str]
    silent = 0.0

    def do_GET(self) -> None:  # noqa: C901  (one branch for each trap)
        path, _, query = self.path.partition("?")
        self.asked[path] += 1
        host = self.headers["Host"]
        if path == "/robots.txt":
            self._say(f"User-agent: *\nDisallow: /secret\nSitemap: http://{host}/map.xml\n", "text/plain")
        elif path == "/map.xml":
            urls = "".join(f"<url><loc>http://{host}{one}</loc></url>" for one in ("/", "/only-in-sitemap"))
            xml = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            self._say(
                f"{xml}{urls}<url><loc>http://elsewhere.example/x</loc></url></urlset>", "application/xml"
            )
        elif path == "/calendar":
            month = int(query.partition("=")[2] or 1)
            self._say(
                f'<p>The month {month} of the calendar.</p><a href="/calendar?month={month + 1}">Next</a>'
            )
        elif path == "/list":
            links = " ".join(f'<a href="/list?sort={one}">{one}</a>' for one in "bcdefghijklmnop")
            self._say(f"<p>The same list in every order, as lists go.</p>{links}")
        elif path in ("/away", "/inside", "/moved", "/loop"):
            leads = {
                "/away": "http://elsewhere.example/",
                "/inside": "http://169.254.169.254/latest",
                "/moved": "/new",
                "/loop": "/loop",
            }
            self.send_response(302)
            self.send_header("Location", leads[path])
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path == "/huge":
            self._bytes(b"<p>We answer.</p>" * 400_000, "text/html")
        elif path == "/bomb":
            self._bytes(BOMB, "text/html", ("Content-Encoding", "gzip"))
        elif path == "/broken":
            self.send_response(500)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path == "/latin":
            self._bytes(
                "<p>We answer in the café within two hours.</p>".encode("latin-1"),
                "text/html; charset=ISO-8859-1",
            )
        elif path in PAGES:
            self._say(PAGES[path])
        else:
            self.send_error(404)

    def _say(self, text: str, kind: str = "text/html; charset=utf-8") -> None:
        self._bytes(text.encode(), kind)

    def _bytes(self, content: bytes, kind: str, *more: tuple[str, str]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in more:
            self.send_header(name, value)
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):  # who asked had enough
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[tuple[str, Counter[str]]]:
    """Serve the site; give its address, and what it was asked for so far."""
    asked: Counter[str] = Counter()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Counting", (Handler,), {"asked": asked}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
