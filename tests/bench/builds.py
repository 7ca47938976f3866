"""Two builds of pas-gov, each installed as a wheel, with compiled bytecode, in an environment of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measuring import environment

ROOT = Path(__file__).resolve().parents[2]
BEFORE = "4b915a6"  # the commit before the work on speed began
NOW = "now"  # the work tree as it stands
DONE = "installed"  # this file's presence says that an environment is whole


@dataclass(frozen=True, slots=True)
class Build:
    """An installed pas-gov: what it is called in tables, its interpreter, and the sources that it was made from."""

    name: str
    python: Path
    source: Path

    @property
    def program(self) -> Path:
        """The command ``pas-gov``."""
        return self.python.with_name("pas-gov")


def build_of(commit: str, folder: Path) -> Build:
    """Return the build of a commit of this repository, made in a folder unless a whole one is there already."""
    identity = _git("rev-parse", "--verify", f"{commit}^{{commit}}")
    place = folder / identity
    source = place / "source"
    if not (place / DONE).exists():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        _run("git", "clone", "--quiet", "--no-checkout", str(ROOT), str(source))
        _run("git", "-C", str(source), "checkout", "--quiet", "--detach", identity)
        _install(source, place)
    return Build(commit, _python(place), source)


def build_of_work_tree(folder: Path) -> Build:
    """Return the build of the files as they stand here, committed or not: always made again."""
    place = folder / NOW
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    _install(ROOT, place)
    return Build(NOW, _python(place), ROOT)


def described(build: Build) -> str:
    """Return what a build was made from, in a line."""
    return f"{build.name}: {_git('log', '-1', '--format=%h of %cs, %s', at=build.source)}" + (
        ", and what isn't committed" if _git("status", "--porcelain", at=build.source) else ""
    )


def _install(source: Path, place: Path) -> None:
    """Make an environment and install the sources as anybody would, then compile every module."""
    uv, python = (sys.executable, "-m", "uv"), _python(place)
    _run(*uv, "venv", "--quiet", "--python", sys.executable, place / "environment")
    _run(*uv, "pip", "install", "--quiet", "--python", python, source)
    _run(python, "-m", "compileall", "-q", str(place / "environment" / "lib"), status=None)
    (place / DONE).touch()


def _python(place: Path) -> Path:
    return place / "environment" / "bin" / "python"


def _run(*command: str | Path, status: int | None = 0) -> None:
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    if status is not None and done.returncode != status:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr[-2000:]}")


def _git(*arguments: str, at: Path = ROOT) -> str:
    done = subprocess.run(["git", *arguments], cwd=at, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()
