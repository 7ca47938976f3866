"""Which standard pack a repository came from: an index with digests, and the pack's texts as they came, beside it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping

from pas_gov.loading.earlier_packs import Pack
from pas_gov.model.records.rulebook import POLICIES_FOLDER

INDEX = ".pas-gov/pack.json"
COPIES = ".pas-gov/pack"
FORMAT = "pas-gov.pack/1"
README = f"{COPIES}/README.md"
README_TEXT = """# The standard pack as it came

`pas-gov init --upgrade` compares your policies with these copies, to tell what you changed from what a newer pack
changes. Nothing here judges anything. Leave these files as they are; edit the ones in `policies/`.
"""


def record_files(name: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that say which pack a repository came from; ``files`` are the pack's, by their paths."""
    digests = {path: hashlib.sha256(text).hexdigest() for path, text in sorted(files.items())}
    index = {"format": FORMAT, "pack": name, "sha256": digests}
    return {
        INDEX: (json.dumps(index, indent=2) + "\n").encode(),
        README: README_TEXT.encode(),
        **{copy_path(path): text for path, text in files.items()},
    }


def copy_path(path: str) -> str:
    """Return where the copy of a policy's file of the pack is kept."""
    return f"{COPIES}/{path.removeprefix(f'{POLICIES_FOLDER}/')}"


def recorded_pack(root: str) -> Pack | None:
    """Return the pack that a repository says it came from, with the copies that are intact; None for none."""
    content = plain_content(root, INDEX)
    try:
        index = json.loads(content or b"")
        name, digests = index["pack"], dict(index["sha256"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if index.get("format") != FORMAT or not isinstance(name, str):
        return None
    return Pack(name, dict(_intact(root, digests)))


def _intact(root: str, digests: Mapping[object, object]) -> Iterator[tuple[str, bytes]]:
    for path, digest in digests.items():
        if not isinstance(path, str) or not path.startswith(f"{POLICIES_FOLDER}/") or ".." in path.split("/"):
            continue
        content = plain_content(root, copy_path(path))
        text = content.replace(b"\r\n", b"\n") if content else None
        if text is not None and hashlib.sha256(text).hexdigest() == digest:
            yield path, text


def plain_content(root: str, path: str) -> bytes | None:
    """Return the content of a file below a root; None where there is none, or a link stands on the way."""
    parts = path.split("/")
    if any(os.path.islink(os.path.join(root, *parts[:depth])) for depth in range(1, len(parts) + 1)):
        return None
    try:
        with open(os.path.join(root, *parts), "rb") as file:
            return file.read(LIMIT)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


LIMIT = 1 << 20
