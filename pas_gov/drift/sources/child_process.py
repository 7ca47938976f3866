"""A process for one query: it is handed its request and its one open file, and is ended when its time is up."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Mapping
from typing import IO, Any

from pas_gov.drift.confinement.python_process import bare_environment, python_that_runs
from pas_gov.foundation.values import dataclass

START = 60.0  # seconds in which a process must be ready: libraries are imported, nothing of the query has run
GRACE = 0.7  # seconds in which it may end itself when the query's time is up
MODULE = "pas_gov.drift.sources.confined.child"


@dataclass(frozen=True, slots=True)
class ChildAnswer:
    """What a process said (None: it ended without a word), and whether the operating system limits it.

    ``late`` tells that it was ended from outside.
    """

    said: Mapping[str, Any] | None
    limited: bool = False
    late: bool = False


def ask_child(request: Mapping[str, Any], seconds: float, descriptor: int | None = None) -> ChildAnswer:
    """Return what a new process answers; it inherits this descriptor alone, and credentials only for a database."""
    of_file = request["way"] in ("file", "sqlite")
    child = subprocess.Popen(  # noqa: S603  (this Python, with words of ours; the request goes by a pipe)
        python_that_runs(MODULE),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        pass_fds=() if descriptor is None else (descriptor,),
        env=bare_environment() if of_file else None,
        cwd=os.path.abspath(os.sep),
        start_new_session=os.name == "posix",
    )
    try:
        return _heard(child, json.dumps({**request, "seconds": seconds}).encode(), seconds)
    finally:
        child.kill()
        child.wait()


def _heard(child: subprocess.Popen[bytes], request: bytes, seconds: float) -> ChildAnswer:
    assert child.stdin  # noqa: S101  (a pipe)
    assert child.stdout  # noqa: S101  (a pipe)
    lines: list[bytes] = []
    ready = threading.Event()
    listening = threading.Thread(target=_listen, args=(child.stdout, lines, ready), daemon=True)
    listening.start()
    try:
        child.stdin.write(request)
        child.stdin.close()
    except BrokenPipeError:  # it has ended; that it says nothing is told below
        pass
    ready.wait(START)
    if lines:
        listening.join(seconds + GRACE)
    late = listening.is_alive()
    if late:
        child.kill()
        listening.join()
    child.stdout.close()
    limited = bool(lines) and json.loads(lines[0])["limited"]
    whole = len(lines) > 1 and lines[1].endswith(b"\n")
    return ChildAnswer(json.loads(lines[1]) if whole and not late else None, limited, late)


def _listen(stream: IO[bytes], lines: list[bytes], ready: threading.Event) -> None:
    try:
        for line in iter(stream.readline, b""):
            lines.append(line)
            ready.set()
    finally:
        ready.set()
