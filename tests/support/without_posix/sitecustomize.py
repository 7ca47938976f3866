"""Takes away what Windows' Python hasn't: found on PYTHONPATH by a process that is to do without."""

import os
import select
import signal
import sys

for name in (
    "fork",
    "register_at_fork",
    "sched_getaffinity",
    "setsid",
    "fchmod",
    "chown",
    "getpgid",
    "mkfifo",
):
    if hasattr(os, name):
        delattr(os, name)
for name in (
    "SIGALRM",
    "SIGCHLD",
    "SIGHUP",
    "SIGPIPE",
    "setitimer",
    "alarm",
    "ITIMER_REAL",
    "pthread_sigmask",
):
    if hasattr(signal, name):
        delattr(signal, name)
if hasattr(select, "poll"):
    del select.poll
for name in ("resource", "pwd", "grp"):
    sys.modules[name] = None  # type: ignore[assignment]
