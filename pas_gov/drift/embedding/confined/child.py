"""The process: it takes a model's bytes, limits itself, and answers each text with its embedding or a fault, as JSON.

Line by line on standard input: first the files' names and sizes, and what it may take, with the files' bytes behind; then
each text, with the seconds that it may last. After a fault it ends.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import Mapping
from typing import Any

from pas_gov.drift.confinement.limits import end_after, limit_memory, open_nothing_more
from pas_gov.drift.embedding.confined.external_data import keeps_tensors_elsewhere
from pas_gov.drift.embedding.confined.model_files import MODELS

GRACE = (
    2.0  # seconds that whoever started it has for ending it, and for saying why, before the system ends it
)


def main() -> None:
    """Answer what is asked on standard input until nobody asks; what libraries print goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with contextlib.suppress(OSError):  # Windows leaves it to whoever started this
        os.rmdir(
            os.getcwd()
        )  # the empty folder: from now on nothing can come into it, and nothing is left behind
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    try:
        _serve(answers)
    except BaseException as error:  # noqa: BLE001  (a panic of Rust is no Exception; whatever it is, it has a name)
        _say(answers, fault_of(error))
    finally:
        os._exit(0)  # nothing of a library may run any more, nor wait


def _serve(answers: Any) -> None:
    asked = json.loads(sys.stdin.buffer.readline())
    end_after(asked["seconds"] + GRACE)
    try:
        from pas_gov.drift.embedding.confined.network import Network
    except ImportError:
        _say(answers, {"fault": "package"})
        return
    limit_memory(asked["memory"])
    files = {name: sys.stdin.buffer.read(size) for name, size in asked["files"].items()}
    if _external(files):
        _say(answers, {"fault": "external"})
        return
    open_nothing_more()
    network = Network(files)
    end_after(0)
    _say(answers, {"ready": True})
    for line in sys.stdin.buffer:
        wanted = json.loads(line)
        end_after(wanted["seconds"] + GRACE)
        vector = network.embedding(wanted["text"])
        end_after(0)  # until the next text comes, however long that may be
        _say(answers, {"vector": base64.b64encode(vector).decode()})


def _end_with(parent: int) -> None:
    """End when whoever started this process is gone, though a library is at work."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


def _external(files: Mapping[str, bytes]) -> bool:
    return any(keeps_tensors_elsewhere(files[name]) for name in MODELS if name in files)


def fault_of(error: BaseException) -> dict[str, str]:
    """Return what went wrong: memory, or else the kind of error. A library's own words may hold what a text says."""
    words = str(error).lower()
    memory = isinstance(error, MemoryError) or "bad_alloc" in words or "failed to allocate memory" in words
    return {"fault": "memory"} if memory else {"fault": "run", "kind": type(error).__name__}


def _say(answers: Any, what: dict[str, Any]) -> None:
    answers.write(json.dumps(what) + "\n")
    answers.flush()
