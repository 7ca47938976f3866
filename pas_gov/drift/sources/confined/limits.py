"""What a process may take, held by the operating system: memory, processor time, open files, files written."""

from __future__ import annotations

import math
import os

MEMORY = 1 << 30  # bytes beyond what the process has when the query comes
OPEN_FILES = 24  # beyond those that are open


def limit_this_process(seconds: float, writes: bool) -> bool:
    """Take memory, processor time and files away from this process for good; False where the system can't do that.

    ``writes`` leaves it the right to write files, which some drivers of databases need.
    """
    try:
        import resource
    except ImportError:  # Windows
        return False
    processors = os.cpu_count() or 1
    limits = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, math.ceil(seconds * processors) + 1),
        (resource.RLIMIT_NOFILE, _highest_descriptor() + 1 + OPEN_FILES),
        (resource.RLIMIT_AS, _mapped() + MEMORY),
        *([] if writes else [(resource.RLIMIT_FSIZE, 0)]),
    ]
    held = True
    for which, most in limits:
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
