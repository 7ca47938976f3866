"""A language server as an editor talks to it: JSON-RPC over its input and output (Language Server Protocol 3.17)."""

from __future__ import annotations

import itertools
import json
import os
import queue
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

SECONDS = 60


class LanguageServer:
    """One running server, with a folder open in it; use it in ``with``."""

    def __init__(self, command: Sequence[str], folder: Path, settings: Mapping[str, Any]) -> None:
        """Start the server on a folder; ``settings`` are what it is told when it asks for its own."""
        self._settings = settings
        self._numbers = itertools.count(1)
        self._said: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._told: dict[str, list[dict[str, Any]]] = {}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        able = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "completion": {"completionItem": {"snippetSupport": True}},
                "publishDiagnostics": {},
            },
        }
        root = {"uri": folder.as_uri(), "name": folder.name}
        self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": folder.as_uri(),
                "workspaceFolders": [root],
                "capabilities": able,
            },
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": settings})

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()

    def open(self, path: Path, text: str) -> None:
        """Open a file with this text."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})

    def problems(self, path: Path) -> list[dict[str, Any]]:
        """Return what the server says is wrong with a file that was opened, once."""
        while path.as_uri() not in self._told:
            self._next()
        return self._told.pop(path.as_uri())

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return what is shown beside a place of an open file, counted from 0."""
        found = self._at("hover", path, line, column)
        return str(found["contents"]["value"]) if found else ""

    def completions(self, path: Path, line: int, column: int) -> list[str]:
        """Return what may be written at a place of an open file."""
        found = self._at("completion", path, line, column)
        items = found["items"] if isinstance(found, dict) else found or []
        return [str(one["label"]) for one in items]

    def _at(self, what: str, path: Path, line: int, column: int) -> Any:
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
        return self.ask(f"textDocument/{what}", place)

    def ask(self, method: str, given: object) -> Any:
        """Return what the server answers; a failure is raised."""
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": given})
        while True:
            said = self._next()
            if said.get("id") == number and "method" not in said:
                if "error" in said:
                    raise RuntimeError(said["error"])
                return said["result"]

    def _tell(self, method: str, given: object) -> None:
        self._send({"method": method, "params": given})

    def _send(self, message: Mapping[str, object]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self._process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        """Return the next message; the server's own questions are answered, and what it says of files is kept."""
        said = self._said.get(timeout=SECONDS)
        if said is None:
            raise RuntimeError("the language server has ended")
        method = said.get("method", "")
        if method == "textDocument/publishDiagnostics":
            self._told[said["params"]["uri"]] = said["params"]["diagnostics"]
        elif method and "id" in said:
            asked = said["params"].get("items", []) if method == "workspace/configuration" else None
            answer = None if asked is None else [self._settings.get(one["section"]) for one in asked]
            self._send({"id": said["id"], "result": answer})
        return said

    def _read(self) -> None:
        output = self._process.stdout
        assert output is not None
        while head := output.readline():
            length = int(head.split(b":")[1])
            while output.readline().strip():
                pass
            self._said.put(json.loads(output.read(length)))
        self._said.put(None)
