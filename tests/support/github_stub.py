"""A server on this machine that answers as GitHub's API does where comments of a pull request are concerned, or fails."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

BOT = "github-actions[bot]"
TOKEN = "ghs_secret"


@dataclass
class Stub:
    """GitHub, as far as comments go: what it holds, what it was asked, and how it fails."""

    comments: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, str], Any]] = field(default_factory=list)
    failing: list[tuple[str, int, str]] = field(
        default_factory=list
    )  # (method, status, message), one for each request
    writes_as: str = BOT
    elsewhere: bool = False
    page: int = 100

    def __post_init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}/api/v3"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def add(self, author: str | None, body: str) -> dict[str, Any]:
        number = len(self.comments) + 1
        made = {
            "id": number,
            "user": author and {"login": author},
            "body": body,
            "html_url": f"https://github.example/c/{number}",
        }
        self.comments.append(made)
        return made

    def methods(self) -> list[str]:
        return [method for method, *_ in self.asked]

    def answer(
        self, method: str, path: str, headers: dict[str, str], given: Any
    ) -> tuple[int, Any, dict[str, str]]:
        self.asked.append((method, path, headers, given))
        for index, (failing, status, message) in enumerate(self.failing):
            if failing == method:
                del self.failing[index]
                return status, {"message": message}, {}
        if headers.get("authorization") != f"Bearer {TOKEN}":
            return 401, {"message": "Bad credentials"}, {}
        if method == "GET":
            return self._listed(path)
        if method == "POST":
            return 201, self.add(self.writes_as, given["body"]), {}
        number = int(path.rpartition("/")[2])
        self.comments[number - 1]["body"] = given["body"]
        return 200, self.comments[number - 1], {}

    def _listed(self, path: str) -> tuple[int, Any, dict[str, str]]:
        place, _, query = path.partition("?")
        assert place == "/api/v3/repos/acme/promises/issues/7/comments"
        asked = dict(part.split("=") for part in query.split("&"))
        assert asked["per_page"] == "100"
        number = int(asked.get("page", "1"))
        shown = self.comments[(number - 1) * self.page : number * self.page]
        if number * self.page >= len(self.comments):
            return 200, shown, {}
        host = "http://evil.example" if self.elsewhere else self.address
        link = f'<{host}/repos/acme/promises/issues/7/comments?per_page=100&page={number + 1}>; rel="next"'
        return 200, shown, {"Link": link}

    def _handler(stub) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def _serve(self) -> None:
                length = int(self.headers.get("content-length") or 0)
                given = json.loads(self.rfile.read(length)) if length else None
                headers = {name.lower(): value for name, value in self.headers.items()}
                status, body, more = stub.answer(self.command, self.path, headers, given)
                raw = json.dumps(body).encode() if not isinstance(body, bytes) else body
                self.send_response(status)
                for name, value in {"Content-Length": str(len(raw)), **more}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(raw)

            do_GET = do_POST = do_PATCH = do_DELETE = _serve

            def log_message(self, *arguments: object) -> None:
                pass

        return Handler
