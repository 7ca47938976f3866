"""The process: it takes a request, limits itself, says that it is ready, and answers with rows or a fault, as JSON."""

from __future__ import annotations

import importlib
import json
import os
import sys
import threading
from collections.abc import Callable
from typing import Any

from pas_gov.drift.confinement.limits import limit_this_process
from pas_gov.drift.sources.confined.faults import Fault, kind_of
from pas_gov.drift.sources.confined.wire import packed

# What is imported before files are limited: a module that is missing is told when the source is opened.
MODULES = {"file": ("duckdb", "pytz"), "sqlite": (), "postgresql": ("psycopg",), "other": ("sqlalchemy",)}


def main() -> None:
    """Answer the one request on standard input; what libraries print goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    request = json.loads(sys.stdin.buffer.read())
    for name in MODULES[request["way"]]:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
    held = limit_this_process(request["seconds"], writes=request["way"] == "other")
    _say(answers, {"ready": True, "limited": held})
    _say(answers, _answer(request, _Clock(answers, request["seconds"])))
    os._exit(0)  # nothing of a library may run any more, nor wait


class _Clock:
    """Ends the process when the time is up: the query is cancelled first, as far as its driver can."""

    def __init__(self, answers: Any, seconds: float) -> None:
        self._answers = answers
        self._cancel: Callable[[], None] | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def opened(self, cancel: Callable[[], None]) -> None:
        """Take what cancels the query, from the moment on from which there is a session."""
        self._cancel = cancel

    def stop(self) -> None:
        """Let the process be."""
        self._timer.cancel()

    def _end(self) -> None:
        try:
            if self._cancel:
                self._cancel()
        finally:
            _say(self._answers, {"fault": "time", "text": "" if self._cancel else "before"})
            os._exit(0)


def _answer(request: dict[str, Any], clock: _Clock) -> dict[str, Any]:
    try:
        rows, unbound = _rows(request, clock)
        return {"rows": packed(rows), "unbound": unbound}
    except Fault as fault:
        return {"fault": fault.code, "text": fault.text}
    except MemoryError:
        return {"fault": "memory", "text": ""}
    except Exception as error:  # noqa: BLE001  (whatever a library raises is a fault with a name, and not a silent end)
        return {"fault": "run", "text": kind_of(error)}
    finally:
        clock.stop()


def _rows(request: dict[str, Any], clock: _Clock) -> tuple[list[tuple[Any, ...]], bool]:
    """Return rows, and whether the account that read them is bound by no right."""
    place, query, most = request["place"], request["query"], request["most"]
    if request["way"] == "file":
        from pas_gov.drift.sources.confined.files import rows_of_file

        return rows_of_file(place, request["kind"], request["names"], query, most), False
    if request["way"] == "sqlite":
        from pas_gov.drift.sources.confined.sqlite import rows_of_sqlite

        return rows_of_sqlite(place, query, most), False
    if request["way"] == "postgresql":
        from pas_gov.drift.sources.confined.postgresql import rows_of_postgresql

        return rows_of_postgresql(place, query, most, request["seconds"], clock.opened)
    from pas_gov.drift.sources.confined.other_databases import rows_of_other_database

    return rows_of_other_database(place, query, most), False


def _say(answers: Any, what: dict[str, Any]) -> None:
    answers.write(json.dumps(what) + "\n")
    answers.flush()
