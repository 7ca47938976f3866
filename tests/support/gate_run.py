"""The program as people and CI call it, in a process of its own."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from launcher import Launcher


@functools.cache
def _launcher() -> Launcher:
    return Launcher()


def pas_gov(
    folder: Path, *arguments: str, status: int | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder as a process of its own, with nobody's settings of git and GitHub."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
    done = launched(folder, *arguments, env={**kept, **env})
    assert status is None or done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def launched(folder: Path, *arguments: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the program with exactly these variables, in a process that has its modules loaded already.

    Variables of Python's own, which it reads when it starts, make it start from nothing.
    """
    command = [sys.executable, "-m", "pas_gov", *arguments]
    if any(name.startswith("PYTHON") and env[name] != os.environ.get(name) for name in env):
        return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    return _launcher().run(command, folder, dict(env))
