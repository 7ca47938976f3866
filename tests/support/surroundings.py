"""Imported before all else: what the tests find around them. Compiled modules are kept, temporary folders are in memory.

Modules: even where this shell's Python keeps none of them, else each process that the tests start compiles the whole
program, and each worker Hypothesis too, which pytest rewrites as it does tests. They go where Python puts them and pip
has put those of the libraries; git ignores them.

Folders: the tests make thousands of repositories, and remove what is in them; on a disk that takes thirty times as
long. They are removed at the end; whoever wants to look into them names a folder of their own in TMPDIR.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

LASTING = "TESTS_LASTING_TMPDIR"  # the variable that has the system's own temporary folder, for what stays
MEMORY = Path("/dev/shm")
ENOUGH = 4 << 30  # bytes, several times of what a whole run leaves


def keep_compiled() -> None:
    """Let this process and those that it starts keep compiled modules."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def has_room(folder: Path) -> bool:
    """Tell whether a folder takes all that the tests write, programs to run among it."""
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    about = os.statvfs(folder)
    return about.f_bavail * about.f_frsize >= ENOUGH and not about.f_flag & os.ST_NOEXEC


def folders_in_memory() -> Path | None:
    """Let temporary folders be made in memory; return what is to be removed at the end, None if nothing was done."""
    os.environ.setdefault(LASTING, tempfile.gettempdir())
    if "TMPDIR" in os.environ or not has_room(MEMORY):
        return None
    remove_what_killed_runs_left()
    prefix = f"t{os.getpid()}-"  # a socket's path is short
    tempfile.tempdir = os.environ["TMPDIR"] = tempfile.mkdtemp(prefix=prefix, dir=MEMORY)
    os.chmod(tempfile.tempdir, 0o711)  # a database's own user passes through
    return Path(tempfile.tempdir)


def remove_what_killed_runs_left() -> None:
    """Remove this user's folders in memory whose process is gone: nobody else would, and memory is dear."""
    for folder in MEMORY.glob("t*-????????"):
        maker = folder.name[1:].partition("-")[0]
        if maker.isdigit() and not Path(f"/proc/{maker}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def remove() -> None:
    """Remove the temporary folders, if this is the process that made them."""
    if _made:
        shutil.rmtree(_made, ignore_errors=True)


keep_compiled()
_made = folders_in_memory()
