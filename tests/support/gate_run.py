"""The program as people and CI call it, in a process of its own."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import launcher


@functools.cache
def address() -> str:
    """Return where the process listens that starts the program again and again, until the tests end."""
    folder = tempfile.mkdtemp(prefix="pas-gov-")
    place = f"{folder}/run"
    serving = subprocess.Popen(
        [sys.executable, launcher.__file__, "--serve", place], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert serving.stdout is not None
    assert serving.stdout.readline() == b"ready\n"
    _serving.append(serving)  # it ends with this process, which holds its standard input
    return place


_serving: list[subprocess.Popen[bytes]] = []


def pas_gov(
    folder: Path, *arguments: str, status: int | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder as a process of its own, with nobody's settings of git and GitHub."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "CI"))
    }
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
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, Path(os.devnull).open() as nothing:
        streams = [file.fileno() for file in (nothing, out, err)]
        status = launcher.ask(address(), command[2:], str(folder), dict(env), streams)
        printed = []
        for file in (out, err):
            file.seek(0)
            printed.append(file.read().decode().replace("\r\n", "\n"))
    return subprocess.CompletedProcess(command, status, *printed)


def shell_program() -> str:
    """Return a shell script that is the program: what it starts has its modules loaded, too."""
    return f"#!/bin/sh\n{_asking()}\n"


def python_that_has_it() -> str:
    """Return a shell script that is a Python in which the program is installed, and loaded already."""
    asked = f'case "$*" in "-I -m pas_gov "*) shift 3; {_asking()};; esac'
    return f'#!/bin/sh\n{asked}\nexec "{sys.executable}" "$@"\n'


def _asking() -> str:
    return f'exec "{sys.executable}" -I -S "{launcher.__file__}" "{address()}" "$@"'
