"""Writes the archive of earlier standard packs from this repository's history: run it before each release.

`init --upgrade` looks there for the pack that a repository came from, where the repository doesn't say so itself.
"""

from __future__ import annotations

import json
import lzma
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
ARCHIVE = ROOT / "pas_gov/loading/earlier_packs.json.xz"


def main() -> None:
    """Write every state of policies/ that the first parents of HEAD had, each text once."""
    texts: dict[str, int] = {}
    packs = []
    for line in reversed(_git("log", "--format=%H %cs", "--first-parent", "--", "policies").splitlines()):
        commit, day = line.split()
        files = dict(_files(commit))
        if not packs or packs[-1]["blobs"] != files:
            packs.append({"commit": commit, "day": day, "blobs": files})
    for pack in packs:
        for blob in pack["blobs"].values():
            texts.setdefault(blob, len(texts))
    found = [
        {"commit": pack["commit"][:12], "day": pack["day"],
         "files": {path: texts[blob] for path, blob in pack["blobs"].items()}}
        for pack in packs
    ]  # fmt: skip
    written = json.dumps({"packs": found, "texts": [_git("cat-file", "blob", blob) for blob in texts]})
    ARCHIVE.write_bytes(lzma.compress(written.encode(), preset=9 | lzma.PRESET_EXTREME))


def _files(commit: str) -> list[tuple[str, str]]:
    rows = [row.split("\t") for row in _git("ls-tree", "-r", commit, "policies").splitlines()]
    return [
        (path, meta.split()[2]) for meta, path in rows if path.endswith(".yaml") and "/waivers/" not in path
    ]


def _git(*words: str) -> str:
    done = subprocess.run(["git", "-C", ROOT, *words], capture_output=True, check=True)  # noqa: S603, S607  (fixed words)
    return done.stdout.decode()


if __name__ == "__main__":
    main()
