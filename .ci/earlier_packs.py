"""Writes the archive of earlier standard packs from this repository's history: run it before each release.

`init --upgrade` looks there for the texts of the pack that a repository came from, and believes in no other ones. With
``--check`` nothing is written: it ends with 1 where a pack before the present one is missing.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ARCHIVE = ROOT / "pas_gov/loading/earlier_packs.json.xz"


def packs_of_history() -> list[dict[str, Any]]:
    """Return every state of policies/ that the first parents of HEAD had, oldest first, with its blobs by path."""
    packs: list[dict[str, Any]] = []
    for line in reversed(_git("log", "--format=%H %cs", "--first-parent", "--", "policies").splitlines()):
        commit, day = line.split()
        files = dict(_files(commit))
        if not packs or packs[-1]["blobs"] != files:
            packs.append({"commit": commit, "day": day, "blobs": files})
    return packs


def check() -> int:
    """Return 1, and say it, where a pack that stood before the present one isn't in the archive."""
    kept = json.loads(lzma.decompress(ARCHIVE.read_bytes()))
    blobs = [_blob(text.encode()) for text in kept["texts"]]
    known = [{path: blobs[number] for path, number in pack["files"].items()} for pack in kept["packs"]]
    missing = [pack["commit"][:9] for pack in packs_of_history()[:-1] if pack["blobs"] not in known]
    if missing:
        lacks = f"the archive lacks the packs of {', '.join(missing)}"
        sys.stdout.write(f"{lacks}: run .ci/earlier_packs.py and commit it\n")
    return 1 if missing else 0


def _blob(text: bytes) -> str:
    return hashlib.sha1(b"blob %d\0%s" % (len(text), text), usedforsecurity=False).hexdigest()


def main() -> None:
    """Write every state of policies/ that there was, each text once."""
    texts: dict[str, int] = {}
    packs = packs_of_history()
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
    sys.exit(check() if "--check" in sys.argv else main())
