"""Which standard pack a repository came from: its name, and a digest of each of its files as they came.

The texts themselves aren't kept here: pas-gov has those of every pack that it ever had, and goes by no other ones.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from stat import S_ISREG

from pas_gov.foundation.values import dataclass
from pas_gov.git.worktree import READING

INDEX = ".pas-gov/pack.json"
FORMAT = "pas-gov.pack/1"


@dataclass(frozen=True, slots=True)
class PackRecord:
    """What a repository says of the pack that it came from: anybody who may write a file may have written it."""

    name: str
    digests: Mapping[str, str]


def digest(text: bytes) -> str:
    """Return what a record says of a file of a pack."""
    return hashlib.sha256(text).hexdigest()


def record_file(name: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the file that says which pack a repository came from, by its path; ``files`` are the pack's, by theirs."""
    digests = {path: digest(text) for path, text in sorted(files.items())}
    index = {"format": FORMAT, "pack": name, "sha256": digests}
    return {INDEX: (json.dumps(index, indent=2) + "\n").encode()}


def pack_record(root: str) -> PackRecord | None:
    """Return what a repository says of the pack that it came from; None where it says nothing that can be read."""
    try:
        index = json.loads(plain_content(root, INDEX) or b"")
        name, digests = index["pack"], {path: str(said) for path, said in index["sha256"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if index.get("format") != FORMAT or not isinstance(name, str):
        return None
    return PackRecord(name, digests)


def plain_content(root: str, path: str) -> bytes | None:
    """Return the content of a plain file below a root; None where none can be read, or a link stands on the way."""
    parts = path.split("/")
    if any(os.path.islink(os.path.join(root, *parts[:depth])) for depth in range(1, len(parts) + 1)):
        return None
    try:
        descriptor = os.open(os.path.join(root, *parts), READING)
        with open(descriptor, "rb") as file:
            return file.read(LIMIT) if S_ISREG(os.fstat(descriptor).st_mode) else None
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
        return None


LIMIT = 1 << 20
