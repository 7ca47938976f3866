"""The id that git gives a folder, worked out from the ids of its files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pas_gov.snapshot import File

HASHES = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
Row = tuple[bytes, bytes]  # a name as git sorts it, and the entry of a tree


def tree_id(files: Iterable[File], folder: str, object_format: str) -> str:
    """Return the id of the tree that stands at a folder and holds just these files, all below it.

    One whose object has no id (a submodule) gives an id that no tree has.
    """
    rows: dict[str, list[Row]] = {folder: []}
    for file in files:
        place, _, name = file.path.rpartition("/")
        raw = name.encode("utf-8", "surrogateescape")
        entry = b"%s %s\0%s" % (file.mode.encode(), raw, bytes.fromhex(file.blob))
        rows.setdefault(place, []).append((raw, entry))
    for place in list(rows):  # of a folder that holds nothing but folders, too
        while place != folder and (place := place.rpartition("/")[0]) not in rows:
            rows[place] = []
    for place in sorted(rows, key=lambda one: one.count("/"), reverse=True):
        identity = _hashed(rows[place], object_format)
        if place != folder:
            above, _, name = place.rpartition("/")
            raw = name.encode("utf-8", "surrogateescape")
            row = raw + b"/", b"40000 %s\0%s" % (raw, bytes.fromhex(identity))  # git sorts it by this name
            rows[above].append(row)
    return identity


def _hashed(rows: list[Row], object_format: str) -> str:
    content = b"".join([entry for _, entry in sorted(rows)])
    return HASHES[object_format](b"tree %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
