"""What a process may take, held by the operating system: memory, processor time, open files, files written."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping

MEMORY = 1 << 30  # bytes beyond what the process has when the query comes
OPEN_FILES = 24  # beyond those that are open


def limit_this_process(seconds: float, writes: bool) -> bool:
    """Take memory, processor time and files away from this process for good; False where the system can't do that.

    ``writes`` leaves it the right to write files, which some drivers of databases need.
    """
    processors = os.cpu_count() or 1
    return _held(
        {
            "RLIMIT_CORE": 0,
            "RLIMIT_CPU": math.ceil(seconds * processors) + 1,
            "RLIMIT_NOFILE": _highest_descriptor() + 1 + OPEN_FILES,
            "RLIMIT_AS": _mapped() + MEMORY,
            **({} if writes else {"RLIMIT_FSIZE": 0}),
        }
    )


def limit_memory(most: int) -> bool:
    """Let this process have so many bytes beyond those that it has, and no picture of them on disk."""
    return _held({"RLIMIT_CORE": 0, "RLIMIT_AS": _mapped() + most})


def open_nothing_more() -> bool:
    """Take every file and every connection away that isn't open yet: each needs a descriptor, and no more are given."""
    return _held({"RLIMIT_FSIZE": 0, "RLIMIT_NOFILE": 0})


def end_after(seconds: float) -> None:
    """Have the operating system end this process after so many seconds from now, of the clock and of its processor.

    It does so whatever library code is running, and though whoever started the process is gone. Called again, it counts
    anew; with 0, the clock is stopped.
    """
    try:
        import resource
        import signal
    except ImportError:  # Windows
        return
    if not hasattr(signal, "setitimer"):
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    if not seconds:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = math.ceil(used.ru_utime + used.ru_stime + seconds)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (least, hard))


def _held(limits: Mapping[str, int]) -> bool:
    try:
        import resource
    except ImportError:  # Windows
        return False
    held = True
    for name, most in limits.items():
        which = getattr(resource, name)
        try:
            _, hard = resource.getrlimit(which)
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (least, least))
        except (OSError, ValueError):  # macOS has no limit on memory
            held = False
    return held


def _mapped() -> int:
    """Return how much memory is mapped; threads and libraries map far more than they use."""
    try:
        with open("/proc/self/statm", "rb") as told:
            return int(told.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1 << 30


def _highest_descriptor() -> int:
    for folder in ("/proc/self/fd", "/dev/fd"):
        try:
            return max(int(name) for name in os.listdir(folder))
        except (OSError, ValueError):
            continue
    return 64
