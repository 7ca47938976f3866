"""Processes run and measured: what every bench shares."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.memory import Memory

MOST = 3_600.0  # seconds on the clock that one run may take


class Wrong(Exception):
    """A run didn't give what it must: nothing that was measured beside it is worth a table."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One run: seconds of processor (user and system, children included) and on the clock, bytes of memory.

    ``peak`` is the most that the whole tree of processes held at one time. ``work`` is how much was done, in the
    unit of what is measured. ``refused`` is why nothing was done, where a program said that it can't.
    """

    cpu: float
    wall: float
    peak: int = 0
    work: float = 1
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Finished:
    """A process that has ended: what it cost, its exit status, and the end of what it said of errors."""

    cost: Cost
    status: int
    errors: str


def run(
    command: Sequence[str | Path],
    folder: Path | None = None,
    *,
    status: int = 0,
    output: Path | None = None,
    one_core: bool = False,
) -> Cost:
    """Run a command to its end and return what it cost; raises Wrong where it ends with another status."""
    done = finished(command, folder, output=output, one_core=one_core)
    if done.status != status:
        said = f"ended with {done.status}, not {status}: {done.errors}"
        raise Wrong(f"{' '.join(map(str, command))} {said}")
    return done.cost


def finished(
    command: Sequence[str | Path],
    folder: Path | None = None,
    *,
    output: Path | None = None,
    one_core: bool = False,
) -> Finished:
    """Run a command to its end, its output into a file or nowhere, on one core or on all of them."""
    with (
        _cores(1 if one_core else None),
        open(output or os.devnull, "wb") as printed,
        tempfile.TemporaryFile() as said,
    ):
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment(), stdout=printed, stderr=said, start_new_session=True
        )
        with _no_longer_than(MOST, process), Memory(process.pid) as memory:
            _, ended, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(ended)
        said.seek(max(0, said.tell() - 500))
        errors = said.read().decode(errors="replace")
    peak = max(memory.most, used.ru_maxrss * 1024)
    return Finished(Cost(used.ru_utime + used.ru_stime, wall, peak), process.returncode, errors)


def environment() -> dict[str, str]:
    """Return the environment of every run: nobody's git settings, no CI's defaults, modules kept once compiled."""
    foreign = ("GIT_", "GITHUB_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def machine() -> str:
    """Return what else the machine is doing: the load averages, its processors, and what follows from them."""
    load = ", ".join(f"{figure:.2f}" for figure in os.getloadavg())
    busy = os.getloadavg()[0] > (os.cpu_count() or 1)
    return f"load {load} on {os.cpu_count()} processors" + (" (busy: believe processor time)" if busy else "")


@contextmanager
def _cores(most: int | None) -> Iterator[None]:
    """Let what is started inside run on so many of this process's cores; where the system can't, on all."""
    if most is None or not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, set(sorted(allowed)[-most:]))
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


@contextmanager
def _no_longer_than(seconds: float, process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Kill the process and all that it started after so many seconds, and where the bench itself is ended."""

    def kill() -> None:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    except BaseException:
        kill()
        raise
    finally:
        timer.cancel()
