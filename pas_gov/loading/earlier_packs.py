"""The standard packs that earlier versions shipped, oldest first; `.ci/earlier_packs.py` writes the archive."""

from __future__ import annotations

import json
import lzma
from collections.abc import Mapping
from importlib import resources

from pas_gov.foundation.values import dataclass

ARCHIVE = "earlier_packs.json.xz"


@dataclass(frozen=True, slots=True)
class Pack:
    """One standard pack: what people call it, and its policies and their tests by path, as in a repository."""

    name: str
    files: Mapping[str, bytes]


def earlier_packs() -> tuple[Pack, ...]:
    """Return the packs of the archive, oldest first."""
    archive = resources.files("pas_gov.loading") / ARCHIVE
    kept = json.loads(lzma.decompress(archive.read_bytes()))
    texts = [text.encode() for text in kept["texts"]]
    return tuple(
        Pack(
            f"the pack of {pack['day']} (commit {pack['commit'][:9]})",
            {path: texts[number] for path, number in pack["files"].items()},
        )
        for pack in kept["packs"]
    )
