"""From a text to its embedding: a process of its own runs the model, and is ended from outside when its time is up.

A model and its digest may both come with a stranger's pull request. So the very bytes whose digest was found right go to
the process, which has no folder, no network and no credential, and whatever it does wrong is a stop that names the model.
"""

from __future__ import annotations

import base64
import contextlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator, Mapping
from typing import Any

from pas_gov.diagnostics import Stop, printable
from pas_gov.drift.confinement.python_process import bare_environment, python_that_runs
from pas_gov.drift.embedding.pinned_model import WHERE, PinnedModel
from pas_gov.foundation.installing import install_command

MODULE = "pas_gov.drift.embedding.confined.child"
PACKAGES = ("onnxruntime", "tokenizers", "numpy")
LOADING = 120.0  # seconds for building a network
AT_FIRST, EACH = (
    30.0,
    1.0,
)  # seconds for all sentences so far: these, and these for each; 0.02 are usual for one
MEMORY, COPIES = 1 << 30, 4  # bytes for a model: these, and so often its own size
LONGEST = 1 << 20  # characters of an answer: no embedding has as many dimensions
ENDED_BY_THE_SYSTEM = tuple(getattr(signal, name, None) for name in ("SIGXCPU", "SIGALRM"))

SMALLER = "take a smaller model, or take semantic out of the settings (docs/claims.md)"
ANOTHER = (
    "take a model in one ONNX file that gives token or sentence embeddings, or take semantic out of "
    "the settings (docs/claims.md)"
)


class Encoder:
    """A model, ready to embed texts in one process, which ends with this object."""

    def __init__(self, model: PinnedModel, dimensions: int = 0) -> None:
        """Start the process and hand the model over; ``dimensions`` is known where embeddings are kept of it.

        Stops: no-semantic-extra, unreadable-model.
        """
        if not all(map(_is_there, PACKAGES)):
            raise _no_extra()
        self._model, self._dimensions = model, dimensions
        self._sentences, self._spent = 0, 0.0
        folder = tempfile.mkdtemp(prefix="pas-gov-")
        self._child = _started(folder)
        self.close = weakref.finalize(self, _end, self._child, folder)
        sizes = {name: len(content) for name, content in model.files.items()}
        asked = {"files": sizes, "memory": _memory(model), "seconds": LOADING}
        self._answer(
            [_line(asked), *model.files.values()], LOADING, f"more than {LOADING:.0f} seconds to be read"
        )

    def embedding(self, text: str) -> bytes:
        """Return the embedding of a text, one signed byte for each dimension. Stops: unreadable-model."""
        self._sentences += 1
        most = AT_FIRST + EACH * self._sentences
        left = max(most - self._spent, 0.1)
        many = "1 sentence" if self._sentences == 1 else f"{self._sentences:,} sentences"
        asked = time.monotonic()
        said = self._answer(
            [_line({"text": text, "seconds": left})], left, f"more than {most:,.0f} seconds for {many}"
        )
        self._spent += time.monotonic() - asked
        return self._sound(said)

    def _sound(self, said: Mapping[str, Any]) -> bytes:
        """Return the embedding in an answer: its length is that of the ones before it."""
        try:
            vector = base64.b64decode(said["vector"], validate=True)
        except (KeyError, TypeError, ValueError):
            raise self._stop("gives what is no embedding", ANOTHER) from None
        self._dimensions = self._dimensions or len(vector)
        if not vector or len(vector) != self._dimensions:
            raise self._stop("gives embeddings that aren't all of one length", ANOTHER)
        return vector

    def _answer(self, parts: list[bytes], seconds: float, too_long: str) -> Mapping[str, Any]:
        """Return what the process says to this; too late, or not at all, is a stop."""
        assert self._child.stdin  # noqa: S101  (a pipe)
        assert self._child.stdout  # noqa: S101  (a pipe)
        with _ended_after(self._child, seconds) as late:
            with contextlib.suppress(OSError):  # it has ended; why, is told below
                for part in parts:
                    self._child.stdin.write(part)
                self._child.stdin.flush()
            line = self._child.stdout.readline(LONGEST)
        said = _read(line)
        if said is None or "fault" in said:
            raise self._failed(said or {}, late.is_set(), too_long)
        return said

    def _failed(self, said: Mapping[str, Any], late: bool, too_long: str) -> Stop:
        fault = said.get("fault")
        if fault == "package":
            return _no_extra()
        if fault == "external":
            fact = "keeps some of its numbers in other files, which its digest doesn't cover"
            return self._stop(fact, "take a model that is one ONNX file (docs/claims.md)")
        if fault == "memory":
            return self._stop(f"takes more memory than {_memory(self._model) / (1 << 30):.1f} GB", SMALLER)
        if fault:
            kind = printable(str(said.get("kind", ""))[:60])
            return self._stop(f"can't be run ({kind}), though its digest is right", ANOTHER)
        self._child.kill()
        if late or -self._child.wait() in ENDED_BY_THE_SYSTEM:
            return self._stop(f"takes {too_long}", SMALLER)
        return self._stop("broke off the process that it runs in, though its digest is right", ANOTHER)

    def _stop(self, fact: str, remedy: str) -> Stop:
        self.close()
        return Stop("unreadable-model", f'{WHERE}: the model "{printable(self._model.name)}" {fact}', remedy)


def _started(folder: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  (this Python, with words of ours; the model goes by a pipe)
        python_that_runs(MODULE),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        env={**bare_environment(), "TOKENIZERS_PARALLELISM": "false"},
        cwd=folder,
        start_new_session=os.name == "posix",
    )


def _end(child: subprocess.Popen[bytes], folder: str) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        with contextlib.suppress(OSError):  # what it never read
            if pipe:
                pipe.close()
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _ended_after(child: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """End the process when its time is up, whatever it does then; the event tells that it was so."""
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _read(line: bytes) -> Mapping[str, Any] | None:
    try:
        said = json.loads(line) if line.endswith(b"\n") else None
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _line(what: Mapping[str, Any]) -> bytes:
    return json.dumps(what).encode() + b"\n"


def _memory(model: PinnedModel) -> int:
    return MEMORY + COPIES * sum(map(len, model.files.values()))


def _is_there(package: str) -> bool:
    try:
        return importlib.util.find_spec(package) is not None
    except ValueError:  # it is held to be none
        return False


def _no_extra() -> Stop:
    fact = "meaning is compared by the packages onnxruntime and tokenizers, which aren't installed"
    return Stop(
        "no-semantic-extra",
        f"{WHERE}: {fact}",
        f"{install_command('pas-gov[semantic]')}, or take semantic out of the settings",
    )
